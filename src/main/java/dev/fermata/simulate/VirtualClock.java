package dev.fermata.simulate;

import dev.fermata.time.Clock;
import java.time.Instant;

/** A clock that stands still until it is told to move. Not thread-safe: a simulation has one thread. */
final class VirtualClock implements Clock {
    private long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant wallTime(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    /** Nobody waits in a simulation: it steps the core itself. */
    @Override
    public void parkUntil(long deadlineNanos) {
        throw new UnsupportedOperationException("a simulation has no thread to park");
    }

    void moveTo(long nanos) {
        if (nanos < now) {
            throw new IllegalArgumentException("time does not go back");
        }
        now = nanos;
    }
}
