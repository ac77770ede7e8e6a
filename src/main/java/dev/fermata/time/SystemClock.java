package dev.fermata.time;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * The machine's clock. A timed wait ends on time rather than as late as the machine wakes a thread:
 * it sleeps until {@link #WAKE_UP_NANOS} before the deadline and spins for what is left. An
 * {@code unpark} that falls into that rest is noticed when it is over.
 */
public final class SystemClock implements Clock {
    /**
     * How long waking a thread takes on a virtual machine whose timer slack is off; half of that and
     * less on hardware. Spinning longer would only cost: see lateness in docs/benchmarks.md.
     */
    private static final long WAKE_UP_NANOS = 60_000;

    private final long origin;

    /** Its monotonic time begins at 0 now. */
    public SystemClock() {
        this(System.nanoTime());
    }

    /** Its monotonic time is 0 at that value of {@link System#nanoTime}, which must be over. */
    public SystemClock(long origin) {
        this.origin = origin;
    }

    @Override
    public long nanos() {
        return System.nanoTime() - origin;
    }

    @Override
    public Instant wallTime(long nanos) {
        return Instant.now().plusNanos(nanos - nanos());
    }

    @Override
    public void parkUntil(long deadlineNanos) {
        if (deadlineNanos == NEVER) {
            LockSupport.park(this);
            return;
        }
        long sleep = deadlineNanos - nanos() - WAKE_UP_NANOS;
        if (sleep > 0) {
            LockSupport.parkNanos(this, sleep);
        }
        while (isClose(deadlineNanos - nanos())) {
            Thread.onSpinWait();
        }
    }

    /** Whether the deadline lies ahead, but not so far that somebody must have woken the thread. */
    private static boolean isClose(long left) {
        return left > 0 && left <= WAKE_UP_NANOS;
    }
}
