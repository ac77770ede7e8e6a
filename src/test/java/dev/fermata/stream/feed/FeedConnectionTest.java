package dev.fermata.stream.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** When a feed is connected to, asked for a sign of life, given up and tried again. */
class FeedConnectionTest {
    private static final long S = 1_000_000_000L;
    private static final long MINUTE = 60 * S;
    private static final FeedReader.Reading CHAT = FeedReader.Reading.of(new StreamMessage("", StreamKind.CHAT, "f",
            Viewer.NOBODY, "hi", "", 1, 0));
    private static final FeedReader.Reading ENDED = new FeedReader.Reading(Optional.empty(), FeedReader.Sign.ENDED);
    private static final FeedReader.Reading LIVE = new FeedReader.Reading(Optional.empty(), FeedReader.Sign.LIVE);

    private final List<String> log = new ArrayList<>();
    private final FeedConnection connection = connection(new Random(1));
    private long now;

    private FeedConnection connection(Random random) {
        return new FeedConnection("f", new FeedConnection.Link() {
            @Override
            public void open(int number) {
                log.add("open " + number);
            }

            @Override
            public void ping(int number) {
                log.add("ping " + number);
            }

            @Override
            public void close(int number) {
                log.add("close " + number);
            }
        }, (news, detail) -> log.add(news + (detail.isEmpty() ? "" : " " + detail)), random, 0, () -> { });
    }

    /** Lets time pass, stepping only when it asks for it; whoever answers pings does so at once. */
    private void pass(long nanos, boolean answersPings) {
        long end = now + nanos;
        long next = connection.step(now);
        while (next <= end) {
            now = Math.max(now, next);
            int before = log.size();
            next = connection.step(now);
            if (answersPings && log.subList(before, log.size()).stream().anyMatch(each -> each.startsWith("ping"))) {
                connection.alive(number(), now);
                next = connection.step(now);
            }
            assertTrue(next > now || next == Clock.NEVER, "does what is due at once");
        }
        now = end;
    }

    private int number() {
        return (int) log.stream().filter(each -> each.startsWith("open")).count();
    }

    private List<String> taken() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    private void open() {
        pass(0, false);
        connection.opened(number(), now);
        connection.heard(number(), CHAT, now);
    }

    @Test
    void connectsAtOnceAndPingsEachHalfMinute() {
        open();
        assertEquals(List.of("open 1", "CONNECTED"), List.copyOf(log));
        pass(30 * S - 1, true);
        assertFalse(log.contains("ping 1"));
        pass(1, true);
        assertEquals("ping 1", log.get(2));
    }

    @Test
    void whatIsNotThereWithinTenSecondsIsTriedAgainBetweenHalfASecondAndOne() {
        pass(10 * S - 1, false);
        assertEquals(List.of("open 1"), List.copyOf(log));
        pass(1, false);
        assertEquals(List.of("open 1", "close 1", "LOST no connection within 10 s"), List.copyOf(log));
        pass(S / 2 - 1, false);
        assertEquals(3, log.size());
        pass(S / 2 + 1, false);
        assertEquals("open 2", log.get(3));
    }

    @Test
    void triesComeTwiceAsLateEachTimeAMinuteAtMostAndTheLossIsToldOnce() {
        List<Long> tries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int before = number();
            long from = now;
            while (number() == before) {
                pass(S / 100, false);
            }
            tries.add(now - from);
            connection.ended(number(), "refused", now);
        }
        for (int i = 1; i < tries.size(); i++) {
            long rest = Math.min(MINUTE, S << i - 1);
            assertTrue(tries.get(i) >= rest / 2 && tries.get(i) <= rest + S / 100, i + ": " + tries);
        }
        assertEquals(1, log.stream().filter(each -> each.startsWith("LOST")).count());
    }

    @Test
    void anOpenAndSilentOneIsFoundAfterTwentyMinutes() {
        open();
        pass(20 * MINUTE - 1, true);
        assertFalse(log.contains("close 1"));
        pass(1, true);
        assertTrue(log.contains("LOST open, but silent for 20 minutes"), log.toString());
    }

    @Test
    void pongsAndTextsThatTellNothingAreNoMessages() {
        open();
        for (int i = 0; i < 19; i++) {
            pass(MINUTE, true);
            connection.heard(1, FeedReader.Reading.NOTHING, now);
        }
        pass(MINUTE, true);
        assertTrue(log.contains("LOST open, but silent for 20 minutes"), log.toString());
    }

    @Test
    void aDeadOneIsFoundByItsPings() {
        open();
        pass(95 * S - 1, false);
        assertFalse(log.contains("close 1"));
        pass(1, false);
        assertTrue(log.get(log.size() - 1).startsWith("LOST nothing has come for 95 s"), log.toString());
    }

    @Test
    void whereTheStreamIsOverSilenceIsRightAndNothingIsTriedAgain() {
        open();
        connection.heard(1, ENDED, now);
        pass(120 * MINUTE, true);
        assertFalse(log.contains("close 1"));
        connection.ended(1, "closed", now);
        pass(120 * MINUTE, true);
        assertEquals("CLOSED the stream is over", log.get(log.size() - 1));
        assertEquals(1, number());
        assertEquals("closed", connection.status().state());
    }

    @Test
    void aStreamThatGoesOnIsNotOver() {
        open();
        connection.heard(1, ENDED, now);
        connection.heard(1, LIVE, now);
        connection.ended(1, "closed", now);
        pass(S, true);
        assertEquals(2, number());
    }

    @Test
    void whatConnectsAndTellsNothingIsTriedLessAndLessOften() {
        for (int i = 0; i < 4; i++) {
            int before = number();
            while (number() == before) {
                pass(S / 10, false);
            }
            connection.opened(number(), now);
            connection.ended(number(), "closed", now);
        }
        taken();
        pass(4 * S - 1, false);
        assertEquals(List.of(), taken());
        pass(4 * S + 1, false);
        assertEquals(1, number());
    }

    @Test
    void newsOfAnotherConnectionAreNone() {
        open();
        connection.ended(1, "closed", now);
        pass(S, false);
        assertEquals(2, number());
        connection.opened(1, now);
        assertFalse(connection.heard(1, CHAT, now));
        connection.ended(1, "late", now);
        assertEquals("connecting", connection.status().state());
    }

    @Test
    void oneThatIsClosedStaysClosed() {
        open();
        connection.close(now);
        assertEquals("close 1", log.get(log.size() - 1));
        taken();
        connection.ended(1, "closed", now);
        connection.opened(1, now);
        pass(120 * MINUTE, false);
        assertEquals(List.of(), taken());
    }

    /** The same by the sentences of the documentation, for whatever order of news. */
    @Property(tries = 60)
    void randomNewsAreTakenAsTheModelTakesThem(@ForAll Random random) {
        log.clear();
        now = 0;
        FeedConnection played = connection(random);
        ConnectionModel model = new ConnectionModel();
        for (int i = 0; i < 300; i++) {
            now += (long) (Math.pow(random.nextDouble(), 6) * 25 * MINUTE);
            // Somebody who is late is told of what was due at its time.
            int before = log.size();
            played.step(now);
            model.stepped(now, log.subList(before, log.size()));
            before = log.size();
            int number = model.number() - (random.nextInt(5) == 0 ? 1 : 0);
            switch (random.nextInt(6)) {
                case 0 -> {
                    played.opened(number, now);
                    model.opened(number, now, log.subList(before, log.size()));
                }
                case 1 -> {
                    played.ended(number, "x", now);
                    model.ended(number, now, log.subList(before, log.size()));
                }
                case 2 -> {
                    played.alive(number, now);
                    model.alive(number, now);
                }
                default -> {
                    FeedReader.Reading reading = List.of(CHAT, CHAT, LIVE, FeedReader.Reading.NOTHING,
                            FeedReader.Reading.UNREAD, ENDED).get(random.nextInt(random.nextInt(4) == 0 ? 6 : 5));
                    assertEquals(model.heard(number, reading, now), played.heard(number, reading, now));
                }
            }
            assertEquals(model.state(), played.status().state());
        }
    }
}
