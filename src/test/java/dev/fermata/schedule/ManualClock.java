package dev.fermata.schedule;

import dev.fermata.time.Clock;
import java.time.Instant;

/** A clock the test moves. */
final class ManualClock implements Clock {
    long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant wallTime(long nanos) {
        return Instant.ofEpochSecond(1_000).plusNanos(nanos - now);
    }

    @Override
    public void parkUntil(long deadlineNanos) {
        throw new UnsupportedOperationException("the test steps");
    }
}
