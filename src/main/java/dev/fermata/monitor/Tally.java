package dev.fermata.monitor;

import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Counts what a run did, for its summary. An independent witness: it knows only the events, and
 * counts a skill's press during a hold although the core promises there is none. Not thread-safe.
 */
public final class Tally implements Consumer<Event> {
    private final Set<String> mayPlayDuringHold;
    private final Set<String> holders = new TreeSet<>();
    private final Set<Key> down = EnumSet.noneOf(Key.class);
    /** Whether a graceful hold still lets something finish. */
    private boolean draining;
    private long played;
    private long playersKeys;
    private long holds;
    private long duringHolds;
    private long dropped;
    private long failures;

    /** @param mayPlayDuringHold the names of the skills whose profile lets them */
    public Tally(Set<String> mayPlayDuringHold) {
        this.mayPlayDuringHold = Set.copyOf(mayPlayDuringHold);
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.ActionPlayed action) {
            if (action.origin() == Origin.PLAYER) {
                playersKeys++;
            } else {
                played++;
            }
        } else if (event instanceof Event.KeySent sent) {
            count(sent);
        } else if (event instanceof Event.HoldAdded added) {
            draining = added.graceful() && (holders.isEmpty() || draining);
            holders.add(added.hold().holder());
            holds++;
        } else if (event instanceof Event.HoldRemoved removed) {
            holders.remove(removed.holder());
            draining &= !holders.isEmpty();
        } else if (event instanceof Event.Silenced) {
            draining = false;
        } else if (event instanceof Event.ActionDropped || event instanceof Event.ActionRejected) {
            dropped++;
        } else if (event instanceof Event.Failure) {
            failures++;
        }
    }

    private void count(Event.KeySent sent) {
        if (!sent.down()) {
            down.remove(sent.key());
            return;
        }
        down.add(sent.key());
        boolean silent = !holders.isEmpty() && !draining;
        if (sent.origin() == Origin.SKILL && silent && !mayPlayDuringHold.contains(sent.label())) {
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

    /** Holds that were on at some time. */
    public long holds() {
        return holds;
    }

    /** Presses of skills while a hold was on that should not have been; 0 unless Fermata is broken. */
    public long duringHolds() {
        return duringHolds;
    }

    /** Actions dropped or rejected. */
    public long dropped() {
        return dropped;
    }

    /** Failures told of. */
    public long failures() {
        return failures;
    }

    /** The keys sent down and not yet up. */
    public Set<Key> down() {
        return Set.copyOf(down);
    }
}
