package dev.fermata.schedule;

import java.time.Instant;
import java.util.List;

/**
 * A snapshot of the scheduler.
 *
 * @param tasks in the order they were added
 */
public record SchedulerStatus(boolean running, boolean paused, List<TaskStatus> tasks) {
    public SchedulerStatus {
        tasks = List.copyOf(tasks);
    }

    /**
     * One task.
     *
     * @param nextRunNanos when it runs next, in monotonic nanoseconds; during a pause, if the pause
     *                     ended now; {@link Long#MAX_VALUE} when it is disabled
     * @param nextRunEstimate the same as wall-clock time; null when it is disabled
     * @param missed slots that passed without a run
     */
    public record TaskStatus(
            String id, boolean enabled, long nextRunNanos, Instant nextRunEstimate, long runs, long missed) {
    }
}
