package dev.fermata.time;

import java.util.Arrays;

/** How long something took: the last times, and the longest of all, in nanoseconds. Not thread-safe. */
public final class Waits {
    /** Enough for a median. */
    private static final int KEPT = 256;

    private final long[] last = new long[KEPT];
    private long count;
    private long longest;

    /** One more. */
    public void add(long nanos) {
        last[(int) (count++ % last.length)] = nanos;
        longest = Math.max(longest, nanos);
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** The longest of all; 0 before the first. */
    public long longest() {
        return longest;
    }

    /** So long or shorter was that part of the last ones; 0 before the first. */
    public long quantile(double part) {
        int there = (int) Math.min(last.length, count);
        long[] sorted = Arrays.copyOf(last, there);
        Arrays.sort(sorted);
        return there == 0 ? 0 : sorted[Math.min(there - 1, (int) (part * there))];
    }
}
