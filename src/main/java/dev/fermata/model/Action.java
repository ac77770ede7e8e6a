package dev.fermata.model;

import java.time.Duration;
import java.util.List;

/**
 * What the dispatcher can play. Immutable; says what, never when or for whom. A mouse click is the
 * {@link Tap} of a mouse button and happens where the pointer is.
 */
public sealed interface Action {

    /** Every key it touches; a key may occur more than once. */
    List<Key> keys();

    /**
     * Keys pressed in order, kept down for the configured press length and released in reverse: a tap of
     * one key, or a chord such as {@code shift+w}.
     */
    record Tap(List<Key> keys) implements Action {
        public Tap {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("a tap needs a key");
            }
        }

        public Tap(Key key) {
            this(List.of(key));
        }
    }

    /** A key pressed and left down until a {@link Release} in the same sequence, or its end. */
    record Press(Key key) implements Action {
        @Override
        public List<Key> keys() {
            return List.of(key);
        }
    }

    /** The end of a {@link Press} of the same sequence. */
    record Release(Key key) implements Action {
        @Override
        public List<Key> keys() {
            return List.of(key);
        }
    }

    /** Keys pressed in order and kept down until whoever submitted the action lets go. */
    record KeepDown(List<Key> keys) implements Action {
        public KeepDown {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("keeping down needs a key");
            }
        }

        public KeepDown(Key key) {
            this(List.of(key));
        }
    }

    /**
     * A wait. Inside a sequence it delays the rest of that sequence only; on its own in the
     * emergency lane it keeps everything below that lane back, counted from its submission.
     */
    record Delay(Duration length) implements Action {
        @Override
        public List<Key> keys() {
            return List.of();
        }
    }

    /**
     * A take, each of its strokes at its own time. Nobody but the player presses a key between its first stroke and its
     * end. In a hold it stands still, whoever asked for it, and goes on from there.
     *
     * @param speed how many times as fast as it was recorded
     * @param times how often it is played
     * @param fromMicros where it begins the first time
     */
    record Take(dev.fermata.model.Take take, double speed, int times, long fromMicros) implements Action {
        /** As slow as it may be played. */
        public static final double MIN_SPEED = 0.1;
        /** As fast as it may be played. */
        public static final double MAX_SPEED = 10;
        /** As often as it may be played. */
        public static final int MAX_TIMES = 1_000;
        /** As many strokes as it may have, played so often. */
        public static final int MAX_STROKES = 1_000_000;

        /** @throws IllegalArgumentException when it is none of the above, or begins after its end */
        public Take {
            if (!(speed >= MIN_SPEED && speed <= MAX_SPEED) || times < 1 || times > MAX_TIMES || fromMicros < 0
                    || fromMicros > take.lengthMicros() || (long) times * take.strokes().size() > MAX_STROKES) {
                throw new IllegalArgumentException(speed + " times as fast, " + times + " times, from " + fromMicros);
            }
        }

        /** As it is, once. */
        public Take(dev.fermata.model.Take take) {
            this(take, 1, 1, 0);
        }

        @Override
        public List<Key> keys() {
            return List.copyOf(take.keys());
        }
    }

    /** Actions one after another. */
    record Sequence(List<Action> actions) implements Action {
        public Sequence {
            actions = List.copyOf(actions);
        }

        @Override
        public List<Key> keys() {
            return actions.stream().flatMap(action -> action.keys().stream()).toList();
        }
    }
}
