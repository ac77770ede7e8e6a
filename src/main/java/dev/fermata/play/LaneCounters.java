package dev.fermata.play;

import dev.fermata.model.Lane;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Running figures of one lane; guarded by the queue's lock. */
final class LaneCounters {
    static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);
    /** Waits are told in steps of 1 µs at two digits: 1 % is finer than anybody reads. */
    private static final long FINEST_NANOS = 1_000;

    final Histogram waits = new Histogram(FINEST_NANOS, LONGEST_WAIT_NANOS, 2);
    long played;
    long rejected;
    long dropped;
    long failed;

    /** The percentiles of the first {@code counted} waits: finding them takes longer than all the rest. */
    private long counted;
    private long p50;
    private long p99;

    LaneStats snapshot(Lane lane, int depth) {
        if (counted != waits.getTotalCount()) {
            counted = waits.getTotalCount();
            p50 = waits.getValueAtPercentile(50);
            p99 = waits.getValueAtPercentile(99);
        }
        return new LaneStats(lane, depth, played, rejected, dropped, failed, p50, p99, waits.getMaxValue());
    }
}
