package dev.fermata.schedule;

/** When some of the tasks stood still, and for how long altogether. Guarded by the scheduler's lock. */
final class StandStill {
    private boolean on;
    private long beganAt;
    private long endedAt;
    private long total;

    boolean isOn() {
        return on;
    }

    /** Begins or ends it. Returns whether that changed anything. */
    boolean set(boolean newOn, long now) {
        if (on == newOn) {
            return false;
        }
        on = newOn;
        if (newOn) {
            beganAt = now;
        } else {
            endedAt = now;
            total += now - beganAt;
        }
        return true;
    }

    /** When the latest one ended. */
    long endedAt() {
        return endedAt;
    }

    /** The time in all that are over. */
    long total() {
        return total;
    }

    /** What time it is where none of it counts. */
    long unpaused(long now) {
        return (on ? beganAt : now) - total;
    }
}
