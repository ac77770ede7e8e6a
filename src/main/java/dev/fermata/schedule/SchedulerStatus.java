package dev.fermata.schedule;

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
     *                     ended now
     * @param missed slots that passed without a run
     */
    public record TaskStatus(String id, long nextRunNanos, long runs, long missed) {
    }
}
