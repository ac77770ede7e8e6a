package dev.fermata.observe;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Durations of one kind: all since the start, and those of the last {@link #HALF_WINDOW} to two of
 * them. Recording is wait-free and allocates nothing; reading takes a lock that no recording thread
 * ever takes.
 */
final class Distribution {
    /** Values are told in steps of about 1 µs ... */
    private static final long FINEST_NANOS = 1_000;
    /** ... up to a minute; longer ones count as a minute ... */
    static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    /** ... at two digits: 1 % is finer than anybody reads. */
    private static final int DIGITS = 2;
    /**
     * Long enough that a page asking once a second gives a percentile, short enough that an alert
     * ends within a minute of its cause.
     */
    static final Duration HALF_WINDOW = Duration.ofSeconds(30);
    /** The recorder's two, and the three below. */
    private static final int HISTOGRAMS = 5;

    /** How many were recorded: going through the recorder's thousands of slots for nothing takes a while. */
    private final AtomicLong recorded = new AtomicLong();
    private final Recorder recorder = new Recorder(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private final Object lock = new Object();
    @GuardedBy("lock")
    private final Histogram total = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    /** The latest half window, not yet over. */
    @GuardedBy("lock")
    private final Histogram latest = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    /** The half window before, and the latest. */
    @GuardedBy("lock")
    private final Histogram window = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    @GuardedBy("lock")
    private long latestSince;
    /** What the recorder filled last; it is given back to it to be filled again. */
    @GuardedBy("lock")
    private Histogram filled;

    @GuardedBy("lock")
    private long collected;
    @GuardedBy("lock")
    private Latencies.Summary summary = new Latencies.Summary(0, 0, 0, 0);

    /** Any thread. */
    void record(long nanos) {
        recorder.recordValue(Math.min(LONGEST_NANOS, Math.max(0, nanos)));
        recorded.incrementAndGet();
    }

    /** Everything recorded so far. */
    Latencies.Summary summary() {
        synchronized (lock) {
            collect();
            if (summary.count() != total.getTotalCount()) {
                summary = new Latencies.Summary(total.getTotalCount(), total.getValueAtPercentile(50),
                        total.getValueAtPercentile(99), total.getMaxValue());
            }
            return summary;
        }
    }

    /** The longest of the window; 0 when nothing was recorded. */
    long recentWorst(long nowNanos) {
        return recentlyReachedBy(1, 0, nowNanos);
    }

    /**
     * What one in a hundred of the window's values reach, and at least {@code atLeast} of them do, so
     * that a single outlier among few values says nothing; 0 when there are fewer values.
     */
    long recentP99(int atLeast, long nowNanos) {
        return recentlyReachedBy(atLeast, 0.01, nowNanos);
    }

    private long recentlyReachedBy(int atLeast, double share, long nowNanos) {
        synchronized (lock) {
            collect();
            roll(nowNanos);
            long count = window.getTotalCount();
            long reached = Math.max(atLeast, (long) Math.ceil(count * share));
            if (count < reached) {
                return 0;
            }
            // Half a value up, so that rounding never picks the neighbour.
            long value = window.getValueAtPercentile(100.0 * (count - reached + 0.5) / count);
            // Never more than it was: nobody is accused of a threshold that was kept.
            return window.lowestEquivalentValue(value);
        }
    }

    /** What it occupies, filled or not. */
    long estimatedBytes() {
        synchronized (lock) {
            return (long) HISTOGRAMS * total.getEstimatedFootprintInBytes();
        }
    }

    @GuardedBy("lock")
    private void collect() {
        long now = recorded.get();
        if (now == collected) {
            return;
        }
        // What is recorded meanwhile may be in the histogram already, or come with the next collection.
        collected = now;
        filled = recorder.getIntervalHistogram(filled);
        total.add(filled);
        latest.add(filled);
        window.add(filled);
    }

    @GuardedBy("lock")
    private void roll(long nowNanos) {
        if (nowNanos - latestSince >= HALF_WINDOW.toNanos()) {
            latestSince = nowNanos;
            latest.copyInto(window);
            latest.reset();
        }
    }
}
