package dev.fermata.play;

import java.time.Duration;

/**
 * How the dispatcher sends.
 *
 * @param press how long a tap stays down
 * @param gap the least time between the end of one action and the start of the next
 * @param starvationLimit how long an action waits in a low lane before it counts as one lane up
 * @param laneCapacity how many actions one lane takes
 * @param keepQueuedOnHold whether queued skill actions survive a hold
 */
public record DispatchSettings(
        Duration press, Duration gap, Duration starvationLimit, int laneCapacity, boolean keepQueuedOnHold) {
    /** The design's defaults; a press outlasts a frame at 60 fps. */
    public static final DispatchSettings DEFAULTS = new DispatchSettings(
            Duration.ofMillis(25), Duration.ofMillis(35), Duration.ofSeconds(2), 64, false);
}
