package dev.fermata.model;

import java.util.Map;
import java.util.Optional;

/**
 * What viewers of a live stream may have played, and what they have had. Immutable.
 *
 * @param actions how many there are of the profile in force; 0 where it lets no viewer play
 * @param perMinute how many may be played in any minute
 * @param total how many may be played until the agent ends
 * @param taken how many of these are used up: what was accepted, whatever became of it
 * @param played how many have been played to their end
 * @param dropped how many were accepted and given up, for a hold, a stop or another profile
 * @param open how many of those that were accepted are not over
 * @param refused how many were not accepted, by why
 * @param last what viewers asked for last; empty before anything was
 */
public record ViewersStatus(int actions, int perMinute, long total, long taken, long played, long dropped, int open,
        Map<ViewerRefusal, Long> refused, Optional<Last> last) {
    public ViewersStatus {
        refused = Map.copyOf(refused);
    }

    /** Whether a viewer may have anything played at all. */
    public boolean mayPlay() {
        return actions > 0;
    }

    /** How many were not accepted, for whatever reason. */
    public long refusals() {
        return refused.values().stream().mapToLong(each -> each).sum();
    }

    /**
     * What a viewer asked for.
     *
     * @param action what it is called
     * @param user the viewer's name, a stranger's words; may be empty
     * @param news what became of it, as the event says it
     * @param atNanos when that was
     */
    public record Last(String action, String user, String news, long atNanos) {
    }
}
