package dev.fermata.time;

import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A clock for threads whose deadlines the player sees: a wait ends on time rather than as late as the
 * machine wakes a thread. It sleeps until {@link #MARGIN_NANOS} before the deadline and spins for what
 * is left. Meanwhile it hears whoever tells it that the thread was woken; an {@code unpark} alone it notices at the
 * end.
 */
public final class PunctualClock implements Clock {
    /**
     * How late all but the rarest sleeps end, on virtual machines too. An agent waits a few times a second, so
     * spinning that long costs next to nothing: see lateness in docs/benchmarks.md.
     */
    static final long MARGIN_NANOS = 250_000;

    /** A wait no longer than this, about a frame of a game, is between two events of a row, as those of a take. */
    static final long ROW_NANOS = 20_000_000;

    /**
     * In a row: how late nearly the rarest sleeps end on virtual machines, where the processor sleeps as well and
     * whoever answers a press is woken as late. While a take plays whose events come every 5 ms, that costs 0.4 of a
     * core.
     */
    static final long ROW_MARGIN_NANOS = 2_000_000;

    private static final BooleanSupplier NOBODY = () -> false;

    private final Clock clock;
    private final long rowMarginNanos;

    private PunctualClock(Clock clock, long rowMarginNanos) {
        this.clock = Objects.requireNonNull(clock);
        this.rowMarginNanos = rowMarginNanos;
    }

    /** @param clock real time, which goes on while a thread spins */
    public static PunctualClock of(Clock clock) {
        return new PunctualClock(clock, MARGIN_NANOS);
    }

    /** For a thread that plays takes: it spins for longer between events that come shortly after each other. */
    public static PunctualClock ofRows(Clock clock) {
        return new PunctualClock(clock, ROW_MARGIN_NANOS);
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
        parkUntil(deadlineNanos, NOBODY);
    }

    @Override
    public void parkUntil(long deadlineNanos, BooleanSupplier woken) {
        long left = deadlineNanos - nanos();
        long margin = left <= ROW_NANOS ? rowMarginNanos : MARGIN_NANOS;
        if (left > margin) {
            clock.parkUntil(deadlineNanos == NEVER ? NEVER : deadlineNanos - margin, woken);
        }
        while (!woken.getAsBoolean() && isWithin(margin, deadlineNanos - nanos())) {
            Thread.onSpinWait();
        }
    }

    /** Whether the deadline lies ahead, but not so far that somebody must have woken the thread. */
    private static boolean isWithin(long margin, long left) {
        return left > 0 && left <= margin;
    }
}
