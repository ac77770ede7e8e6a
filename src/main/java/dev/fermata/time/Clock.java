package dev.fermata.time;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Time as the core sees it: monotonic nanoseconds to reckon with, wall-clock time to show, and a
 * way to wait. Everything inside Fermata reads time here and nowhere else, so that a simulation can
 * put virtual time in its place. Thread-safe.
 */
public interface Clock {
    /** The deadline of a core that has nothing to do until somebody wakes it. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Nanoseconds since some fixed point. Never goes back and is never negative, so deadlines may be
     * compared directly.
     */
    long nanos();

    /** The wall-clock time of a monotonic instant, as far as that can be told now. */
    Instant wallTime(long nanos);

    /**
     * Blocks the calling thread until the deadline, an {@code unpark} or an interrupt; may also
     * return early for no reason. {@link #NEVER} waits without a timeout.
     */
    void parkUntil(long deadlineNanos);

    /**
     * The same for a thread that others wake.
     *
     * @param woken whether somebody has, who unparks it after that: asked where the wait does not sleep
     */
    default void parkUntil(long deadlineNanos, BooleanSupplier woken) {
        if (!woken.getAsBoolean()) {
            parkUntil(deadlineNanos);
        }
    }
}
