package dev.fermata.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * A reason why the schedule stands still.
 *
 * @param holder who holds: {@link #PRIORITY_KEYS}, {@link #MANUAL} or {@code api:<client>}; one
 *               holder has at most one hold
 * @param reason the holder's own words
 * @param sinceNanos when it began, on the agent's monotonic clock
 * @param leaseEndNanos when it ends by itself, on the same clock; empty when it does not
 * @param activeKeys the priority keys that are down; empty for other holders
 */
public record Hold(
        String holder, String reason, long sinceNanos, OptionalLong leaseEndNanos, List<Key> activeKeys) {
    /** Holder of the hold that lasts while a priority key is physically down. */
    public static final String PRIORITY_KEYS = "priority-keys";
    /** Holder of the player's own pause. */
    public static final String MANUAL = "manual";
    /** What the holders of API pauses start with; the client's name follows. */
    public static final String API_PREFIX = "api:";

    public Hold {
        activeKeys = List.copyOf(activeKeys);
    }

    /**
     * Whether skills with {@code during_hold = "run"} go on while that holder holds: only the priority keys
     * let them. A pause, the player's or a client's, silences everything.
     */
    public static boolean letsRun(String holder) {
        return holder.equals(PRIORITY_KEYS);
    }

    /** Whether it is the player's own pause. */
    public boolean isManual() {
        return holder.equals(MANUAL);
    }

    /** Whether this hold is the agent's PAUSED state, as opposed to a momentary one. */
    public boolean pauses() {
        return isManual() || holder.startsWith(API_PREFIX);
    }
}
