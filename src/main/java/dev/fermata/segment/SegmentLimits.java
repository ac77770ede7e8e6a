package dev.fermata.segment;

import java.time.Duration;

/**
 * When segments are cut.
 *
 * @param maxDuration a segment with so much content ends
 * @param pause what comes later than this after what was before begins another segment
 * @param timeout a segment to which nothing comes for so long ends; longer than the pause, which the next chunk shows
 * @param maxBytes a segment with more than that ends
 * @param guard for how long after playback whoever feeds chunks waits, so that its end is known before they come
 * @param window for how long after the end of playback whose beginning is not known there is no pause (seed 001)
 */
public record SegmentLimits(Duration maxDuration, Duration pause, Duration timeout, long maxBytes, Duration guard,
        Duration window) {
    /** Those of seed 002, and the window of 001; the seeds do not say how long the timeout is. */
    public static final SegmentLimits DEFAULTS = new SegmentLimits(Duration.ofSeconds(20), Duration.ofSeconds(3),
            Duration.ofSeconds(5), 500 * 1024, Duration.ofMillis(500), Duration.ofSeconds(60));
}
