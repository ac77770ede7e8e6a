package dev.fermata.record;

import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A take as a key sequence of a profile, as far as there is one for it. Immutable.
 *
 * @param text the sequence, such as {@code d:q,delay48,u:q}; empty when there is nothing to press in it
 * @param micros how much of the take is in it
 * @param isWhole whether that is all of its keys
 * @param rounded by how much the time of a stroke is off at most, in microseconds
 * @param moves how many places of the pointer are not in it
 * @param wheel how many turns of the wheel are not in it
 */
public record KeySequence(String text, long micros, boolean isWhole, long rounded, int moves, int wheel) {
    private static final long MILLI = 1_000;

    /** Makes the sequence; of a take that is too long one of its beginning. */
    public static KeySequence of(Take take) {
        Maker maker = new Maker();
        int moves = 0;
        int wheel = 0;
        for (Stroke stroke : take.strokes()) {
            if (stroke instanceof Stroke.Move) {
                moves++;
            } else if (stroke instanceof Stroke.Wheel) {
                wheel++;
            } else {
                maker.add(stroke);
            }
        }
        return new KeySequence(String.join(",", maker.steps), maker.micros, !maker.full, maker.rounded, moves, wheel);
    }

    private static final class Maker {
        private final List<String> steps = new ArrayList<>();
        private final Set<Key> down = new LinkedHashSet<>();
        /** When the last step is due, in milliseconds. */
        private long at = -1;
        private long micros;
        private long rounded;
        private boolean full;

        /** A take begins with its first key: a skill has its time to begin from elsewhere. */
        private long start = -1;

        void add(Stroke stroke) {
            if (full) {
                return;
            }
            start = start < 0 ? stroke.atMicros() : start;
            long exact = stroke.atMicros() - start;
            long millis = (exact + MILLI / 2) / MILLI;
            List<String> more = new ArrayList<>(waits(Math.max(at, 0), millis));
            boolean press = stroke instanceof Stroke.Down;
            Key key = press ? ((Stroke.Down) stroke).key() : ((Stroke.Up) stroke).key();
            more.add((press ? "d:" : "u:") + key);
            // What is down has to come up within the sequence.
            int closing = down.size() + (press ? 1 : -1);
            if (steps.size() + more.size() + closing > ActionSyntax.MAX_STEPS) {
                full = true;
                down.forEach(each -> steps.add("u:" + each));
                return;
            }
            steps.addAll(more);
            if (press) {
                down.add(key);
            } else {
                down.remove(key);
            }
            at = millis;
            micros = stroke.atMicros();
            rounded = Math.max(rounded, Math.abs(exact - millis * MILLI));
        }

        private static List<String> waits(long from, long to) {
            List<String> waits = new ArrayList<>();
            long longest = ActionSyntax.MAX_DELAY.toMillis();
            for (long left = to - from; left > 0; left -= longest) {
                waits.add("delay" + written(Math.min(left, longest)));
            }
            return waits;
        }

        private static String written(long millis) {
            return millis < MILLI * 10 ? Long.toString(millis) : Durations.format(Duration.ofMillis(millis));
        }
    }
}
