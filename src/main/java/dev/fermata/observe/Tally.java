package dev.fermata.observe;

import dev.fermata.model.Hold;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Counts what a run did, for its summary. An independent witness: it knows only the events, and
 * counts a skill's press during a hold although the core promises there is none. Not thread-safe.
 *
 * <p>Events of different threads may arrive in another order than they happened in, so they are put
 * in the order of their times before they are counted.
 */
public final class Tally implements Consumer<EventLine> {
    /** No event arrives this much later than a younger one. */
    private static final double LATEST_MILLIS = 500;

    private final PriorityQueue<Arrival> waiting = new PriorityQueue<>(
            Comparator.comparingDouble(Arrival::millis).thenComparing(Arrival::rank).thenComparing(Arrival::number));
    private double newest;
    private long arrivals;

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

    /** An event that waits for older ones. */
    private record Arrival(long number, EventLine event) {
        double millis() {
            return event.millis();
        }

        /** What happened at one time: a hold ends first, and begins last. */
        int rank() {
            return switch (event.name()) {
                case "hold_removed" -> 0;
                case "hold_added", "silenced" -> 2;
                default -> 1;
            };
        }
    }

    @Override
    public void accept(EventLine event) {
        waiting.add(new Arrival(arrivals++, event));
        newest = Math.max(newest, event.millis());
        countUntil(newest - LATEST_MILLIS);
    }

    /** Counts what still waits for older events: there are none any more. */
    public void end() {
        countUntil(Double.MAX_VALUE);
    }

    private void countUntil(double millis) {
        while (!waiting.isEmpty() && waiting.peek().millis() < millis) {
            count(waiting.poll().event());
        }
    }

    private void count(EventLine event) {
        switch (event.name()) {
            case "played" -> countPlayed(event);
            case "key_down", "button_down" -> countPress(event);
            case "key_up", "button_up" -> down.remove(event.text("key"));
            case "hold_added" -> {
                boolean first = holders.isEmpty();
                draining = event.text("mode").equals("graceful") && (first || draining);
                silentSince = first ? event.millis() : silentSince;
                holders.add(event.text("holder"));
                holds++;
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
        if (!event.text("origin").equals("skill") || holders.isEmpty() || draining) {
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

    /** Holds that were on at some time. */
    public long holds() {
        return holds;
    }

    /** How long at least one hold was on, in seconds. */
    public double silentSeconds() {
        return silentMillis / 1000;
    }

    /** Presses of skills while a hold was on that should not have been; 0 unless Fermata is broken. */
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
