package dev.fermata.speak;

import java.util.Arrays;

/** How long items waited until they began: the last ones, and the longest. Confined to the lock of its queue. */
final class Waits {
    private static final int KEPT = 256;

    private final long[] last = new long[KEPT];
    private long count;
    private long longest;

    void add(long nanos) {
        last[(int) (count++ % KEPT)] = nanos;
        longest = Math.max(longest, nanos);
    }

    long count() {
        return count;
    }

    long longest() {
        return longest;
    }

    /** So long or shorter was that part of the last ones; 0 before the first. */
    long quantile(double part) {
        int there = (int) Math.min(KEPT, count);
        long[] sorted = Arrays.copyOf(last, there);
        Arrays.sort(sorted);
        return there == 0 ? 0 : sorted[Math.min(there - 1, (int) (part * there))];
    }
}
