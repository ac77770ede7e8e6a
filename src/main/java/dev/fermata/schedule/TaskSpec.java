package dev.fermata.schedule;

import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.Objects;

/**
 * A task to schedule.
 *
 * @param id unique among the scheduler's tasks
 * @param interval from one run to the next
 * @param first how long after it is added it runs for the first time
 * @param resume what a pause of the scheduler does to its next run
 * @param runsWhilePaused whether it goes on during a pause, unless all are paused: the policy is then
 *                        about that
 * @param callback run on the scheduler's thread, outside its lock; may throw, and may call the
 *                 scheduler
 */
public record TaskSpec(
        String id,
        Duration interval,
        Duration first,
        ResumePolicy resume,
        boolean runsWhilePaused,
        Runnable callback) {
    public TaskSpec {
        Objects.requireNonNull(id);
        Objects.requireNonNull(resume);
        Objects.requireNonNull(callback);
        if (interval.isNegative() || interval.isZero() || first.isNegative()) {
            throw new IllegalArgumentException("the interval must be positive, the first run not before now: " + id);
        }
    }
}
