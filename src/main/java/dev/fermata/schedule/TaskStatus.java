package dev.fermata.schedule;

/**
 * How a task stands.
 *
 * @param nextRunNanos when it runs next, in monotonic nanoseconds; during a pause, if the pause
 *                     ended now
 * @param missed slots that passed without a run
 */
public record TaskStatus(String id, long nextRunNanos, long runs, long missed) {
}
