package dev.fermata.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.StreamEvent;
import dev.fermata.event.ViewerNews;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.model.ViewersStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Random rooms against a model that keeps everything that was ever accepted and counts it anew each time: what is played
 * is what the profile lists, within every rate and total, and all that was asked for ends once.
 */
@Tag("long")
class ViewerPlayRandomTest {
    private static final List<String> NAMES = List.of("jump", "dance", "roll");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Property(tries = 150)
    void fewTurns(@ForAll long seed) {
        new Game(seed).play(120);
    }

    @Tag("soak")
    @Property(tries = 3_000)
    void manyTurns(@ForAll long seed) {
        new Game(seed).play(400);
    }

    private record Taken(String action, String who, long at) {
    }

    private static final class Game {
        private final Random random;
        private final ViewerStage stage;
        private final int[] perMinute = new int[3];
        private final int[] perPerson = new int[3];
        private final int[] cooldown = new int[3];
        private final int[] totals = new int[3];
        private final int allPerMinute;
        private final int allTotal;
        private final List<Taken> taken = new ArrayList<>();
        private final Map<String, Integer> open = new HashMap<>();
        private final Map<Long, ViewerNews> ends = new HashMap<>();
        private boolean on = true;
        private long asked;

        Game(long seed) {
            random = new Random(seed);
            allPerMinute = 1 + random.nextInt(8);
            allTotal = 1 + random.nextInt(40);
            for (int i = 0; i < 3; i++) {
                perMinute[i] = random.nextInt(4);
                perPerson[i] = random.nextInt(3);
                cooldown[i] = random.nextInt(3) * 4_000;
                totals[i] = random.nextInt(3) * 9;
            }
            stage = new ViewerStage(profile(true));
        }

        private String profile(boolean isOn) {
            StringBuilder text = new StringBuilder("[viewers]\non = " + isOn + "\nper_minute = " + allPerMinute
                    + "\ntotal = " + allTotal + "\n");
            for (int i = 0; i < 3; i++) {
                text.append("[[viewer]]\nname = \"" + NAMES.get(i) + "\"\non = \"chat\"\nwords = [\"" + NAMES.get(i)
                        + "\"]\nkeys = \"" + (i + 1) + "\"\nper_minute = " + perMinute[i] + "\nper_person = "
                        + perPerson[i] + "\ncooldown = \"" + cooldown[i] + "ms\"\ntotal = " + totals[i] + "\n");
            }
            return text.toString();
        }

        void play(int turns) {
            for (int i = 0; i < turns; i++) {
                stage.clock.pass(Duration.ofMillis((long) (Math.pow(random.nextDouble(), 3) * 30_000)));
                switch (random.nextInt(12)) {
                    case 0 -> {
                        on = random.nextInt(4) > 0;
                        stage.load(profile(on));
                    }
                    case 1, 2, 3 -> end();
                    default -> ask();
                }
                look();
            }
            while (!open.isEmpty()) {
                end();
                look();
            }
            ViewersStatus status = stage.play.status();
            assertEquals(asked, ends.size(), "all that was asked for has an end");
            assertEquals(asked, status.played() + status.dropped() + status.refusals());
            assertEquals(taken.size(), status.taken());
            assertEquals(0, status.open());
        }

        private void ask() {
            int which = random.nextInt(4);
            String who = "v" + random.nextInt(3);
            StreamMessage message = ViewerStage.chat(who, which == 3 ? "nothing" : "do " + NAMES.get(which));
            Optional<StreamDrop> ignored = random.nextInt(5) > 0 ? Optional.empty()
                    : Optional.of(StreamDrop.values()[random.nextInt(StreamDrop.values().length)]);
            ViewerRefusal refusal = random.nextInt(4) == 0 ? ViewerRefusal.HELD : null;
            stage.refuse(refusal);
            boolean fits = on && which < 3 && ignored.orElse(StreamDrop.STOPPED) == StreamDrop.STOPPED;
            boolean may = fits && ignored.isEmpty() && isWithin(which, who);
            stage.asked.clear();
            stage.tell(message, ignored);
            if (fits) {
                asked++;
            }
            assertEquals(may && refusal == null ? 1 : 0, stage.asked.size(), () -> message + " of " + taken);
            if (may && refusal == null) {
                assertEquals("viewer:" + NAMES.get(which) + " [" + (which + 1) + "] low", stage.asked.get(0));
                taken.add(new Taken(NAMES.get(which), who, stage.clock.nanos()));
                open.merge(NAMES.get(which), 1, Integer::sum);
            }
        }

        private boolean isWithin(int which, String who) {
            long now = stage.clock.nanos();
            String name = NAMES.get(which);
            List<Taken> same = taken.stream().filter(each -> each.action().equals(name)).toList();
            return taken.size() < allTotal && (totals[which] == 0 || same.size() < totals[which])
                    && lately(taken, now) < allPerMinute
                    && (perMinute[which] == 0 || lately(same, now) < perMinute[which])
                    && (perPerson[which] == 0 || lately(same.stream().filter(each -> each.who().equals(who)).toList(), now)
                            < perPerson[which])
                    && same.stream().noneMatch(each -> now - each.at() < cooldown[which] * 1_000_000L);
        }

        private static long lately(List<Taken> all, long now) {
            return all.stream().filter(each -> now - each.at() < MINUTE).count();
        }

        private void end() {
            List<String> names = List.copyOf(open.keySet());
            if (names.isEmpty()) {
                return;
            }
            String name = names.get(random.nextInt(names.size()));
            open.computeIfPresent(name, (each, count) -> count == 1 ? null : count - 1);
            if (random.nextBoolean()) {
                stage.played(name);
            } else {
                stage.dropped(name, "held");
            }
        }

        private void look() {
            for (StreamEvent.Viewer event : stage.events) {
                assertTrue(ends.put(event.number(), event.news()) == null, () -> "ends twice: " + event);
                assertEquals(event.news() == ViewerNews.PLAYED, event.reason().isEmpty());
            }
            stage.events.clear();
        }
    }
}
