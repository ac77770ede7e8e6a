package dev.fermata.time;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The machine's clock. Its waits end as late as the machine wakes a thread. */
public final class SystemClock implements Clock {
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
        } else {
            LockSupport.parkNanos(this, deadlineNanos - nanos());
        }
    }
}
