package dev.fermata.schedule;

/**
 * How time passes for a task while the scheduler is paused. Each timeline has a heap of its own, so
 * that a pause or resume moves whole timelines and not their tasks.
 */
enum PauseEffect {
    /** Stands still during a pause: due times count unpaused nanoseconds. */
    UNPAUSED(false),
    /** Ticks on during a pause; what came due meanwhile is due at the resume. */
    REAL(false),
    /** Ticks on, and starts over at each resume. */
    RESTARTED(false),
    /** As the first three, but for the tasks that only a pause of all concerns. */
    THROUGH_UNPAUSED(true),
    THROUGH_REAL(true),
    THROUGH_RESTARTED(true);

    /** Whether its tasks run while the others are paused. */
    final boolean through;

    PauseEffect(boolean through) {
        this.through = through;
    }

    static PauseEffect of(TaskSpec spec) {
        boolean through = spec.runsWhilePaused();
        return switch (spec.resume()) {
            case REMAINING -> through ? THROUGH_UNPAUSED : UNPAUSED;
            case REALTIME -> through ? THROUGH_REAL : REAL;
            case RESTART -> through ? THROUGH_RESTARTED : RESTARTED;
        };
    }

    /** Whether due times on it count unpaused time. */
    boolean standsStill() {
        return this == UNPAUSED || this == THROUGH_UNPAUSED;
    }

    /** Whether its tasks start over when a pause ends. */
    boolean startsOver() {
        return this == RESTARTED || this == THROUGH_RESTARTED;
    }
}
