package dev.fermata.play;

import java.time.Duration;

/**
 * Bounds on what clients have waiting.
 *
 * @param size how many actions may wait, over all lanes
 * @param maxAge how long one may wait for the end of a hold before it is dropped
 */
public record BufferLimits(int size, Duration maxAge) {
    /** The defaults of the pause-control service. */
    public static final BufferLimits DEFAULTS = new BufferLimits(1_000, Duration.ofSeconds(30));
}
