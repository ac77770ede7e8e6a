package dev.fermata.speak.sound;

import java.util.Objects;

/**
 * A sound of one channel.
 *
 * @param samples each 16 bits, signed; not to be changed by anybody
 * @param rate samples a second
 */
public record Sound(short[] samples, int rate) {
    private static final long NANOS = 1_000_000_000L;

    public Sound {
        Objects.requireNonNull(samples);
        if (rate < 1) {
            throw new IllegalArgumentException("no rate: " + rate);
        }
    }

    /** How many samples it has. */
    public int length() {
        return samples.length;
    }

    /** How long so many samples of it last. */
    public long nanos(long count) {
        return count * NANOS / rate;
    }

    /** After how long so many samples have been heard to their ends. */
    long nanosUntil(long count) {
        return (count * NANOS + rate - 1) / rate;
    }

    /** How many of its samples have begun after so long. */
    long samplesIn(long nanos) {
        // In two parts, for a whole product may not fit.
        return nanos / NANOS * rate + nanos % NANOS * rate / NANOS;
    }
}
