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
