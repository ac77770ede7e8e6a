package dev.fermata.observe;

import dev.fermata.model.Hold;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Counts what a run did, for its summary. An independent witness: it knows only the events, and
 * counts a skill's press during a hold although the core promises there is none. It believes that events come in
 * the order in which they happened. Not thread-safe.
 */
public final class RunSummary implements Consumer<EventLine> {
    /** Whose presses during a hold are to be none. */
    private static final Set<String> SILENCED = Set.of("skill", "voice");

    /** Who has skills stand still. */
    private final Set<String> holders = new TreeSet<>();
    private final Set<String> down = new HashSet<>();
    /** Whether a graceful hold still lets something finish. */
    private boolean draining;
    private double silentSince;
    private double silentMillis;
    private long played;
    private long playersKeys;
    private long holds;
    private long duringHolds;
    private long allowedDuringHolds;
    private long dropped;

    @Override
    public void accept(EventLine event) {
        switch (event.name()) {
            case "played" -> countPlayed(event);
            case "key_down", "button_down" -> countPress(event);
            case "key_up", "button_up" -> down.remove(event.text("key"));
            case "hold_added" -> {
                if (event.coversPlay()) {
                    holds++;
                    boolean first = holders.isEmpty();
                    draining = event.text("mode").equals("graceful") && (first || draining);
                    silentSince = first ? event.millis() : silentSince;
                    holders.add(event.text("holder"));
                }
            }
            case "silenced" -> draining = false;
            case "hold_removed" -> {
                if (holders.remove(event.text("holder")) && holders.isEmpty()) {
                    silentMillis += event.millis() - silentSince;
                    draining = false;
                }
            }
            case "dropped", "rejected" -> dropped++;
            default -> { }
        }
    }

    private void countPlayed(EventLine event) {
        if (event.text("origin").equals("player")) {
            playersKeys++;
        } else {
            played++;
        }
    }

    private void countPress(EventLine event) {
        down.add(event.text("key"));
        if (!SILENCED.contains(event.text("origin")) || holders.isEmpty() || draining) {
            return;
        }
        if (event.text("during_hold").equals("run") && holders.stream().allMatch(Hold::letsRun)) {
            allowedDuringHolds++;
        } else {
            duringHolds++;
        }
    }

    /** Actions of skills and clients played to their end. */
    public long played() {
        return played;
    }

    /** Managed keys sent for the player. */
    public long playersKeys() {
        return playersKeys;
    }

    /** Holds that had skills stand still at some time. */
    public long holds() {
        return holds;
    }

    /** How long skills stood still, in seconds. */
    public double silentSeconds() {
        return silentMillis / 1000;
    }

    /** Presses of skills while they stood still that should not have been; 0 unless Fermata is broken. */
    public long duringHolds() {
        return duringHolds;
    }

    /** Presses during holds of skills that may. */
    public long allowedDuringHolds() {
        return allowedDuringHolds;
    }

    /** Actions dropped or rejected. */
    public long dropped() {
        return dropped;
    }

    /** The keys sent down and not yet up. */
    public Set<String> down() {
        return Set.copyOf(down);
    }
}
