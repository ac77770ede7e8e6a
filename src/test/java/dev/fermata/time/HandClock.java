package dev.fermata.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that a test sets by hand. One thread at a time sets it; any may read it. */
public final class HandClock implements Clock {
    private volatile long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant wallTime(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public void parkUntil(long deadlineNanos) {
        throw new UnsupportedOperationException("nobody sleeps on a clock set by hand");
    }

    /** Lets time pass; returns the time it is then. */
    public long pass(Duration time) {
        now = now + time.toNanos();
        return now;
    }

    /** Sets the time in milliseconds; returns it in nanoseconds. */
    public long atMillis(long millis) {
        now = Duration.ofMillis(millis).toNanos();
        return now;
    }
}
