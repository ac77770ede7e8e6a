package dev.fermata.speak.sound;

import java.time.Duration;

/** The time that samples of a line take, and how loud those at the edges of what is heard are. @param rate a second */
record LineRate(int rate) {
    private static final Duration SWELL = Duration.ofMillis(4);
    private static final long NANOS = 1_000_000_000L;

    /** How many samples last so long. */
    int samples(Duration length) {
        return (int) samplesIn(length.toNanos());
    }

    /** How many samples last so long. */
    long samplesIn(long nanos) {
        // In two parts, for a whole product may not fit.
        return nanos / NANOS * rate + nanos % NANOS * rate / NANOS;
    }

    /** How long so many samples last. */
    long nanos(long samples) {
        return samples * NANOS / rate;
    }

    /** How loud a sample is, from 0 to 1, so many behind the one at which a sound goes on in its middle. */
    double swelling(long index) {
        return Math.min(1, (double) index / samples(SWELL));
    }

    /** How loud a sample of a fading is, from 1 to 0. @param length how many samples the fading has */
    static double falling(int index, int length) {
        return (1 + Math.cos(Math.PI * (index + 1) / (length + 1))) / 2;
    }
}
