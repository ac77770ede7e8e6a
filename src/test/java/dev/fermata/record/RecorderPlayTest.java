package dev.fermata.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.segment.SegmentLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random play, recorded, against a model that knows the whole of it beforehand: it cuts the list of what happened
 * instead of following it.
 */
class RecorderPlayTest {
    private static final long MS = 1_000_000;
    private static final Key[] KEYS = {Key.Q, Key.W, Key.E, Key.MOUSE_LEFT, Key.WHEEL_UP, Key.P, Key.O};
    private static final Set<Key> WANTED = Set.of(Key.Q, Key.W, Key.E, Key.MOUSE_LEFT, Key.WHEEL_UP);

    private record Heard(long atMillis, Key key, boolean down) {
    }

    @Test
    void recordsWhatTheModelSays() {
        play(7, 300);
    }

    @Test
    @Tag("soak")
    void recordsWhatTheModelSaysInAHundredThousandGames() {
        play(8, 100_000);
    }

    @Test
    void thePointersPlacesAreTrueAndKnownAtEachStroke() {
        for (int game = 0; game < 200; game++) {
            pointer(new Random(game));
        }
    }

    private static void play(long seed, int games) {
        for (int game = 0; game < games; game++) {
            Random random = new Random(seed * 1_000_003 + game);
            SegmentLimits limits = new SegmentLimits(Duration.ofMillis(1_000 + random.nextInt(20_000)),
                    Duration.ofMillis(500 + random.nextInt(3_000)),
                    // Between two milliseconds, so that nothing is heard at that very time.
                    Duration.ofMillis(3_500 + random.nextInt(2_000)).plusNanos(MS / 2),
                    (2L + random.nextInt(30)) * Recorder.STROKE_BYTES, Duration.ZERO, Duration.ZERO);
            Set<Key> before = random.nextInt(3) == 0 ? Set.of(Key.W) : Set.of();
            List<Heard> heard = heard(random);
            long end = heard.get(heard.size() - 1).atMillis + random.nextInt(2_000);
            assertEquals(new Model(limits, before, heard, end).takes, record(limits, before, heard, end),
                    "game " + game + " of seed " + seed);
        }
    }

    private static List<Heard> heard(Random random) {
        List<Heard> all = new ArrayList<>();
        long at = random.nextInt(1_000);
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            all.add(new Heard(at, KEYS[random.nextInt(KEYS.length)], random.nextBoolean()));
            at += random.nextInt(12) == 0 ? random.nextInt(8_000) : random.nextInt(400);
        }
        return all;
    }

    private static List<String> record(SegmentLimits limits, Set<Key> before, List<Heard> heard, long end) {
        List<String> takes = new ArrayList<>();
        Recorder recorder = new Recorder(new Wanted(WANTED, false), before, limits,
                take -> takes.add(take.reason() + " at " + take.startNanos() / MS + " " + take.take()), 0);
        long next = recorder.step(0);
        for (Heard each : heard) {
            next = until(recorder, next, each.atMillis * MS);
            recorder.key(each.key, each.down, each.atMillis * MS);
            next = recorder.step(each.atMillis * MS);
        }
        until(recorder, next, end * MS);
        recorder.finish(Set.of(), end * MS);
        return takes;
    }

    /** As a worker does: whenever it wants to be. */
    private static long until(Recorder recorder, long deadline, long atNanos) {
        long next = deadline;
        while (next < atNanos) {
            next = recorder.step(next);
        }
        return next;
    }

    /** What the takes have to be. */
    private static final class Model {
        private final List<String> takes = new ArrayList<>();
        private final List<Heard> strokes = new ArrayList<>();
        private final SegmentLimits limits;
        private final long end;

        Model(SegmentLimits limits, Set<Key> before, List<Heard> heard, long end) {
            this.limits = limits;
            this.end = end;
            Set<Key> down = EnumSet.noneOf(Key.class);
            Set<Key> old = EnumSet.noneOf(Key.class);
            old.addAll(before);
            for (Heard each : heard) {
                boolean wheel = each.key.isWheel();
                boolean stays = WANTED.contains(each.key) && (wheel ? each.down : !old.contains(each.key)
                        && down.contains(each.key) != each.down);
                if (!each.down) {
                    old.remove(each.key);
                }
                if (stays) {
                    strokes.add(each);
                    if (!wheel && each.down) {
                        down.add(each.key);
                    } else {
                        down.remove(each.key);
                    }
                }
            }
            cutAll();
        }

        private void cutAll() {
            int from = 0;
            List<Key> carried = List.of();
            long carriedAt = 0;
            while (from < strokes.size() || !carried.isEmpty()) {
                int to = from;
                String why = "";
                while (to < strokes.size() && why.isEmpty()) {
                    to++;
                    List<Stroke> so = events(carried, carriedAt, from, to);
                    long gap = to < strokes.size() ? strokes.get(to).atMillis - strokes.get(to - 1).atMillis
                            : end - strokes.get(to - 1).atMillis;
                    if (busy(so) >= limits.maxDuration().toMillis()) {
                        why = "MAX_DURATION";
                    } else if ((long) (to - from) * Recorder.STROKE_BYTES > limits.maxBytes()) {
                        why = "MAX_LENGTH";
                    } else if (down(so).isEmpty() && gap > limits.timeout().toMillis()) {
                        why = "TIMEOUT";
                    } else if (down(so).isEmpty() && gap > limits.pause().toMillis() && to < strokes.size()) {
                        why = "PAUSE";
                    }
                }
                List<Stroke> all = events(carried, carriedAt, from, to);
                List<Key> left = down(all);
                long last = why.isEmpty() ? end * 1_000 : all.get(all.size() - 1).atMicros();
                left.forEach(key -> all.add(new Stroke.Up(last, key)));
                long start = all.get(0).atMicros();
                takes.add((why.isEmpty() ? "IS_FINAL" : why) + " at " + start / 1_000 + " "
                        + Take.of(all.stream().map(each -> each.at(each.atMicros() - start)).toList()));
                carried = why.isEmpty() ? List.of() : left;
                carriedAt = last;
                from = to;
            }
        }

        private List<Stroke> events(List<Key> carried, long carriedAt, int from, int to) {
            List<Stroke> all = new ArrayList<>();
            carried.forEach(key -> all.add(new Stroke.Down(carriedAt, key)));
            for (Heard each : strokes.subList(from, to)) {
                long at = each.atMillis * 1_000;
                all.add(each.key.isWheel() ? new Stroke.Wheel(at, 1) : each.down ? new Stroke.Down(at, each.key)
                        : new Stroke.Up(at, each.key));
            }
            return all;
        }

        private static List<Key> down(List<Stroke> strokes) {
            List<Key> down = new ArrayList<>();
            strokes.forEach(each -> {
                if (each instanceof Stroke.Down press) {
                    down.add(press.key());
                } else if (each instanceof Stroke.Up release) {
                    down.remove(release.key());
                }
            });
            return down;
        }

        /** For how many milliseconds something was down. */
        private static long busy(List<Stroke> strokes) {
            long busy = 0;
            for (int i = 1; i < strokes.size(); i++) {
                busy += down(strokes.subList(0, i)).isEmpty() ? 0
                        : strokes.get(i).atMicros() - strokes.get(i - 1).atMicros();
            }
            return busy / 1_000;
        }
    }

    private static void pointer(Random random) {
        List<Stroke> kept = new ArrayList<>();
        Recorder recorder = new Recorder(new Wanted(Set.of(Key.Q), true), Set.of(), SegmentLimits.DEFAULTS,
                take -> kept.addAll(take.take().strokes().stream()
                        .map(each -> each.at(each.atMicros() + take.startNanos() / 1_000)).toList()), 0);
        List<int[]> places = new ArrayList<>();
        long at = 0;
        long next = 0;
        boolean down = false;
        int x = 0;
        for (int i = 0; i < 100; i++) {
            at += 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 4);
            next = until(recorder, next, at * MS);
            if (random.nextInt(6) == 0) {
                down = !down;
                recorder.key(Key.Q, down, at * MS);
            } else {
                x += random.nextInt(3);
                recorder.pointer(x, -x, at * MS);
            }
            places.add(new int[] {(int) at, x});
            next = recorder.step(at * MS);
        }
        recorder.finish(Set.of(), (at + 50) * MS);
        int shown = 0;
        long lastMove = -100;
        for (Stroke each : kept) {
            long millis = each.atMicros() / 1_000;
            int[] truth = places.stream().filter(place -> place[0] <= millis).reduce((a, b) -> b).orElseThrow();
            if (each instanceof Stroke.Move move) {
                assertEquals(truth[1], move.x());
                assertEquals(-truth[1], move.y());
                shown = move.x();
                lastMove = millis;
            } else {
                assertEquals(truth[1], shown, "where it was at " + millis);
            }
        }
        int[] rest = places.get(places.size() - 1);
        assertEquals(rest[1], shown);
        long moves = kept.stream().filter(Stroke.Move.class::isInstance).count();
        long keys = kept.size() - moves;
        assertTrue(moves <= at / 10 + keys + 2 && lastMove <= at, () -> moves + " moves in " + rest[0] + " ms");
    }
}
