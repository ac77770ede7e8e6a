package dev.fermata.model;

/** One event of a {@link Take}: when, in microseconds from the take's start, and what. Immutable. */
public sealed interface Stroke {
    /** The most steps that the wheel turns in one stroke. */
    int MAX_WHEEL = 100;
    /** As far as the pointer may be from the desktop's origin, in pixels: what X servers count to. */
    int MAX_POSITION = 32_767;

    /** Microseconds from the take's start. */
    long atMicros();

    /** The same at another time. */
    Stroke at(long micros);

    /** A key or mouse button goes down; never a step of the wheel. */
    record Down(long atMicros, Key key) implements Stroke {
        public Down {
            checkKey(key);
        }

        @Override
        public Down at(long micros) {
            return new Down(micros, key);
        }
    }

    /** It goes up. */
    record Up(long atMicros, Key key) implements Stroke {
        public Up {
            checkKey(key);
        }

        @Override
        public Up at(long micros) {
            return new Up(micros, key);
        }
    }

    /** The pointer goes to a place of the desktop, in pixels from its upper left corner. */
    record Move(long atMicros, int x, int y) implements Stroke {
        public Move {
            if (Math.abs(x) > MAX_POSITION || Math.abs(y) > MAX_POSITION) {
                throw new IllegalArgumentException(x + " " + y);
            }
        }

        @Override
        public Move at(long micros) {
            return new Move(micros, x, y);
        }
    }

    /** The wheel turns so many steps: above 0 away from the player, below 0 towards him. */
    record Wheel(long atMicros, int steps) implements Stroke {
        public Wheel {
            if (steps == 0 || Math.abs(steps) > MAX_WHEEL) {
                throw new IllegalArgumentException("wheel " + steps);
            }
        }

        @Override
        public Wheel at(long micros) {
            return new Wheel(micros, steps);
        }

        /** The key that is clicked for one of its steps. */
        public Key key() {
            return steps > 0 ? Key.WHEEL_UP : Key.WHEEL_DOWN;
        }
    }

    private static void checkKey(Key key) {
        if (key.isWheel()) {
            throw new IllegalArgumentException(key + " is never down");
        }
    }
}
