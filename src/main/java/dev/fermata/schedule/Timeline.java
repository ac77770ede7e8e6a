package dev.fermata.schedule;

/**
 * How time passes for a task while the scheduler is paused. Each timeline has a heap of its own, so
 * that a pause or resume moves whole timelines and not their tasks.
 */
enum Timeline {
    /** Stands still during a pause: due times count unpaused nanoseconds. */
    UNPAUSED,
    /** Ticks on during a pause; what came due meanwhile is due at the resume. */
    REAL,
    /** Ticks on, and starts over at each resume. */
    RESTARTED,
    /** Ticks on and fires during a pause as well. */
    THROUGH;

    static Timeline of(TaskSpec spec) {
        if (spec.runsWhilePaused()) {
            return THROUGH;
        }
        return switch (spec.resume()) {
            case REMAINING -> UNPAUSED;
            case REALTIME -> REAL;
            case RESTART -> RESTARTED;
        };
    }
}
