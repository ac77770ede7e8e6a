package dev.fermata.time;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The machine's clock; its monotonic time begins at 0 when this object is made. */
public final class SystemClock implements Clock {
    private final long origin = System.nanoTime();

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
        long left = deadlineNanos - nanos();
        if (left > 0) {
            LockSupport.parkNanos(this, left);
        }
    }
}
