package dev.fermata.time;

import java.time.Instant;
import java.util.Objects;

/**
 * A clock for threads whose deadlines the player sees: a wait ends on time rather than as late as the
 * machine wakes a thread. It sleeps until {@link #MARGIN_NANOS} before the deadline and spins for what
 * is left. An {@code unpark} that falls into that rest is noticed when it is over, so a thread that
 * others wait for should rather be late.
 */
public final class PunctualClock implements Clock {
    /**
     * How late all but the rarest sleeps end, on virtual machines too. An agent waits a few times a second, so
     * spinning that long costs next to nothing: see lateness in docs/benchmarks.md.
     */
    static final long MARGIN_NANOS = 250_000;

    private final Clock clock;

    /** @param clock real time, which goes on while a thread spins */
    public PunctualClock(Clock clock) {
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    public long nanos() {
        return clock.nanos();
    }

    @Override
    public Instant wallTime(long nanos) {
        return clock.wallTime(nanos);
    }

    @Override
    public void parkUntil(long deadlineNanos) {
        if (deadlineNanos - nanos() > MARGIN_NANOS) {
            clock.parkUntil(deadlineNanos == NEVER ? NEVER : deadlineNanos - MARGIN_NANOS);
        }
        while (isClose(deadlineNanos - nanos())) {
            Thread.onSpinWait();
        }
    }

    /** Whether the deadline lies ahead, but not so far that somebody must have woken the thread. */
    private static boolean isClose(long left) {
        return left > 0 && left <= MARGIN_NANOS;
    }
}
