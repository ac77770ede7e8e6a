package dev.fermata.record;

/**
 * Gives events that are heard one after the other times in that order, a microsecond apart at least: two that a platform
 * kept back may have the same, and the pointer is to be where it was before a click and not after it. The hook's thread.
 */
public final class EventOrder {
    private static final long APART_NANOS = 1_000;

    private long last;

    /** The time of the next event: that at which it happened, or as soon after the one before. */
    public long next(long happenedNanos) {
        last = Math.max(last + APART_NANOS, happenedNanos);
        return last;
    }
}
