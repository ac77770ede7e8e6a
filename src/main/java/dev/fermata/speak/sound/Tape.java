package dev.fermata.speak.sound;

import java.time.Duration;

/**
 * A line that a device reads by itself, sample after sample, in silence where nothing is written. What waits can be
 * written anew until it is read. Samples are counted from the opening on. One thread.
 */
interface Tape {
    /** Silence does not wait longer for a server that is late. */
    Duration SOON = Duration.ofMillis(4);

    /**
     * What the device has told.
     *
     * @param index the sample that it was to read next
     * @param unheard how many of those it had read were not heard yet, as far as it knows
     * @param nanos when that was so, by the clock of those who ask
     */
    record Reading(long index, long unheard, long nanos) {
    }

    /** How many samples a second it takes. */
    int rate();

    /** The latest that is known of where the device reads. Asks it anew, and does not wait for the answer. */
    Reading look();

    /** As {@link #look}, and waits for the answer for {@link #SOON} at most. */
    Reading lookSoon();

    /** Where the device reads after it has got all that was written. Waits for the answer: a second at most. */
    Reading lookNow();

    /**
     * Writes the first so many samples to where the device reads when they arrive, however late that is.
     *
     * @param behind so many samples behind that place
     * @return the sample that the first of them is; below 0 when the device has gone
     */
    long append(short[] samples, int count, int behind);

    /** Writes the first so many samples to a place, over what is there; nothing becomes of those read already. */
    void write(long index, short[] samples, int count);

    /** Whether the device has gone, or does not answer. */
    boolean isGone();

    /** Gives the device back. */
    void close();
}
