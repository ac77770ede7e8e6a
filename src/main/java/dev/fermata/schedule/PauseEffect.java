package dev.fermata.schedule;

/**
 * What a pause of the scheduler does to the time of a task. The tasks of each kind have a heap of their own, so
 * that a pause or resume moves all of them at once and not one by one.
 */
enum PauseEffect {
    /** Stands still during a pause: due times count unpaused nanoseconds. */
    STANDS_STILL(false),
    /** Ticks on during a pause; what came due meanwhile is due at the resume. */
    TICKS_ON(false),
    /** Ticks on, and starts over at each resume. */
    STARTS_OVER(false),
    /** As the first three, but for the tasks that only a pause of all concerns. */
    THROUGH_STANDS_STILL(true),
    THROUGH_TICKS_ON(true),
    THROUGH_STARTS_OVER(true);

    /** Whether such tasks run while the others are paused. */
    final boolean through;

    PauseEffect(boolean through) {
        this.through = through;
    }

    static PauseEffect of(TaskSpec spec) {
        boolean through = spec.runsWhilePaused();
        return switch (spec.resume()) {
            case REMAINING -> through ? THROUGH_STANDS_STILL : STANDS_STILL;
            case REALTIME -> through ? THROUGH_TICKS_ON : TICKS_ON;
            case RESTART -> through ? THROUGH_STARTS_OVER : STARTS_OVER;
        };
    }

    /** Whether due times count unpaused time. */
    boolean standsStill() {
        return this == STANDS_STILL || this == THROUGH_STANDS_STILL;
    }

    /** Whether such tasks start over when a pause ends. */
    boolean startsOver() {
        return this == STARTS_OVER || this == THROUGH_STARTS_OVER;
    }
}
