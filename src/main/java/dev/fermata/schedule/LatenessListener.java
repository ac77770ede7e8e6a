package dev.fermata.schedule;

/** Told how punctual the scheduler is. Called on its thread before each run: must not block or throw. */
@FunctionalInterface
public interface LatenessListener {
    /** Does nothing. */
    LatenessListener NONE = (task, dueNanos, startedNanos) -> { };

    /**
     * A task starts.
     *
     * @param dueNanos when it was due; what came due during a pause is due when the pause ends
     */
    void started(String task, long dueNanos, long startedNanos);
}
