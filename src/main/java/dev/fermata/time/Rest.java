package dev.fermata.time;

import java.time.Duration;

/**
 * When something that failed is asked again: after a rest that doubles with each further failure, and then by one asker
 * before all others. Takes the time as an argument; confined to whoever guards it.
 */
public final class Rest {
    private final int free;
    private final long firstNanos;
    private final long longestNanos;
    /** Since the last success. */
    private int failures;
    private long untilNanos;
    /** Whether somebody asks after a rest, before all others. */
    private boolean probing;

    /**
     * @param free how many failures in a row have no rest
     * @param first how long the first rest is
     * @param longest how long any is at most
     */
    public Rest(int free, Duration first, Duration longest) {
        this.free = free;
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /** Whether it may be asked now. After a rest whoever is told yes is the only one until something comes of it. */
    public boolean mayAsk(long now) {
        if (failures <= free) {
            return true;
        }
        if (now < untilNanos) {
            return false;
        }
        untilNanos = now + length(failures);
        probing = true;
        return true;
    }

    /** It failed. */
    public void failed(long now) {
        failures++;
        probing = false;
        if (failures > free) {
            untilNanos = now + length(failures);
        }
    }

    /** It did what it was asked. */
    public void succeeded() {
        failures = 0;
        probing = false;
        untilNanos = 0;
    }

    /** Whoever was told yes has given up without knowing. */
    public void forgotten(long now) {
        if (probing) {
            probing = false;
            untilNanos = Math.min(untilNanos, now);
        }
    }

    /** How long it rests still; 0 when it may be asked. */
    public long left(long now) {
        return failures <= free ? 0 : Math.max(0, untilNanos - now);
    }

    private long length(int count) {
        int doublings = Math.min(count - free - 1, 30);
        return Math.min(longestNanos, firstNanos << doublings < firstNanos ? longestNanos : firstNanos << doublings);
    }
}
