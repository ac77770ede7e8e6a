package dev.fermata.stream.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much may be asked of one model. */
class AllowanceTest {
    private static final long S = 1_000_000_000;
    private static final long MINUTE = 60 * S;
    private static final long HOUR = 60 * MINUTE;

    @Test
    void soManyInAnyMinute() {
        Allowance allowance = new Allowance(2, 9, 0);
        assertEquals(Optional.empty(), allowance.begin(0, 1));
        assertEquals(Optional.empty(), allowance.begin(10 * S, 1));
        assertEquals("it was asked 2 times in the last minute (per_minute)", allowance.begin(MINUTE - 1, 1).orElseThrow());
        assertEquals(Optional.empty(), allowance.begin(MINUTE, 1));
        assertTrue(allowance.begin(MINUTE + 1, 1).isPresent());
    }

    @Test
    void soManyAtOnce() {
        Allowance allowance = new Allowance(0, 1, 0);
        assertEquals(Optional.empty(), allowance.begin(0, 1));
        assertEquals("it writes 1 answer already (at_once)", allowance.begin(0, 1).orElseThrow());
        allowance.end(0, 1, 1);
        assertEquals(Optional.empty(), allowance.begin(0, 1));
    }

    @Test
    void whatAnAnswerMayTakeIsSetAsideAndTheRestGivenBack() {
        Allowance allowance = new Allowance(0, 9, 100);
        assertEquals(Optional.empty(), allowance.begin(0, 60));
        assertEquals("of its 100 tokens a day 0 are used up (tokens_per_day)", allowance.begin(0, 41).orElseThrow());
        allowance.end(0, 60, 20);
        assertEquals(Optional.empty(), allowance.begin(0, 80));
        allowance.end(0, 80, 80);
        assertTrue(allowance.begin(23 * HOUR, 1).isPresent());
        assertTrue(allowance.begin(25 * HOUR - 1, 1).isPresent(), "to the end of the hour");
        assertEquals(Optional.empty(), allowance.begin(25 * HOUR, 100));
    }

    private record Spent(long at, long tokens) {
    }

    /** Against a list of all that happened, which nobody cleans up. */
    @Test
    void noLimitIsEverPassedAndNothingIsRefusedWithoutNeed() {
        Random random = new Random(16);
        for (int game = 0; game < 300; game++) {
            int perMinute = random.nextInt(4);
            int atOnce = 1 + random.nextInt(4);
            long perDay = random.nextInt(3) * 400L;
            Allowance allowance = new Allowance(perMinute, atOnce, perDay);
            List<Long> begun = new ArrayList<>();
            List<Spent> spent = new ArrayList<>();
            List<Long> open = new ArrayList<>();
            long now = random.nextInt(100) * HOUR;
            for (int i = 0; i < 400; i++) {
                now += random.nextInt(5) == 0 ? random.nextInt(3 * 3_600) * S : random.nextInt(30) * S;
                long time = now;
                if (!open.isEmpty() && random.nextBoolean()) {
                    long aside = open.remove(random.nextInt(open.size()));
                    long used = random.nextLong(aside + 1);
                    allowance.end(now, aside, used);
                    spent.add(new Spent(now, used));
                    continue;
                }
                long tokens = 1 + random.nextInt(120);
                long lately = begun.stream().filter(at -> time - at < MINUTE).count();
                long aside = open.stream().mapToLong(each -> each).sum() + tokens;
                Optional<String> whyNot = allowance.begin(now, tokens);
                if (whyNot.isEmpty()) {
                    assertTrue(open.size() < atOnce);
                    assertTrue(perMinute == 0 || lately < perMinute);
                    assertTrue(perDay == 0 || within(spent, time, 24 * HOUR) + aside <= perDay);
                    begun.add(now);
                    open.add(tokens);
                } else {
                    assertTrue(open.size() == atOnce || perMinute > 0 && lately >= perMinute
                            || perDay > 0 && within(spent, time, 25 * HOUR) + aside > perDay, whyNot.get());
                }
                assertEquals(open.size(), allowance.open());
            }
        }
    }

    private static long within(List<Spent> spent, long now, long time) {
        return spent.stream().filter(each -> now - each.at() < time).mapToLong(Spent::tokens).sum();
    }
}
