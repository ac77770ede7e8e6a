package dev.fermata.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody did with keys and mouse, to be played again. No key goes down that is down, and none goes up that is
 * not; one may be down at the end. Immutable.
 *
 * @param strokes in the order of their times; those of the same time in the order in which they happened
 * @param lengthMicros how long it is: at least until its last stroke. When it is repeated, the next time begins then
 */
public record Take(List<Stroke> strokes, long lengthMicros) {
    /** The most strokes of a take. */
    public static final int MAX_STROKES = 100_000;
    /** The longest take. */
    public static final Duration MAX_LENGTH = Duration.ofHours(24);

    /** @throws IllegalArgumentException when it is none of the above */
    public Take {
        strokes = List.copyOf(strokes);
        long at = 0;
        Set<Key> down = EnumSet.noneOf(Key.class);
        for (Stroke stroke : strokes) {
            check(stroke.atMicros() >= at, "in the order of their times: " + stroke);
            at = stroke.atMicros();
            check(follows(stroke, down), "of a key that is down already, or up: " + stroke);
        }
        check(strokes.size() <= MAX_STROKES && lengthMicros >= at && lengthMicros <= MAX_LENGTH.toNanos() / 1_000,
                strokes.size() + " strokes in " + lengthMicros);
    }

    /** Strokes and nothing after the last of them. @throws IllegalArgumentException when they are no take */
    public static Take of(List<Stroke> strokes) {
        return new Take(strokes, strokes.isEmpty() ? 0 : strokes.get(strokes.size() - 1).atMicros());
    }

    /** The same without the strokes that cannot be: of keys that went down or up once more. They are in order. */
    public static List<Stroke> possible(List<Stroke> strokes) {
        Set<Key> down = EnumSet.noneOf(Key.class);
        return strokes.stream().filter(stroke -> follows(stroke, down)).toList();
    }

    /** How long it is. */
    public Duration length() {
        return Duration.ofNanos(lengthMicros * 1_000);
    }

    /** Every key it touches, each once. */
    public Set<Key> keys() {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        for (Stroke stroke : strokes) {
            if (stroke instanceof Stroke.Down down) {
                keys.add(down.key());
            } else if (stroke instanceof Stroke.Wheel wheel) {
                keys.add(wheel.key());
            }
        }
        return keys;
    }

    /**
     * What is left from some time on, which becomes its start: with the keys down that are down then, and the pointer
     * where it is. A stroke of that very time is still to come.
     */
    public Take from(long micros) {
        List<Stroke> left = new ArrayList<>();
        Stroke.Move pointer = null;
        List<Stroke> down = new ArrayList<>();
        for (Stroke stroke : strokes) {
            if (stroke.atMicros() >= micros) {
                left.add(stroke.at(stroke.atMicros() - micros));
            } else if (stroke instanceof Stroke.Move move) {
                pointer = move.at(0);
            } else if (stroke instanceof Stroke.Down press) {
                down.add(press.at(0));
            } else if (stroke instanceof Stroke.Up release) {
                down.remove(new Stroke.Down(0, release.key()));
            }
        }
        left.addAll(0, down);
        if (pointer != null) {
            left.add(0, pointer);
        }
        return new Take(left, Math.max(0, lengthMicros - micros));
    }

    private static boolean follows(Stroke stroke, Set<Key> down) {
        return stroke instanceof Stroke.Down press ? down.add(press.key())
                : !(stroke instanceof Stroke.Up release) || down.remove(release.key());
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException(what);
        }
    }
}
