package dev.fermata.play;

import dev.fermata.model.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The actions that are being played, and whose turn comes first. Dispatch thread only. */
final class RunningActions {
    private final List<RunningAction> all = new ArrayList<>();
    /** The same in the order of their turns; kept from round to round to save making it anew. */
    private final List<RunningAction> ordered = new ArrayList<>();

    void add(RunningAction action) {
        all.add(action);
    }

    void remove(RunningAction action) {
        all.remove(action);
    }

    boolean contains(RunningAction action) {
        return all.contains(action);
    }

    int size() {
        return all.size();
    }

    RunningAction get(int index) {
        return all.get(index);
    }

    /**
     * The actions that are being played, the most urgent first: by lane, then as they were submitted. The list
     * stays as it is until the next call, whatever begins or ends meanwhile.
     *
     * @param starvationNanos how long one waits in a low lane before it counts as one lane up
     */
    List<RunningAction> mostUrgentFirst(long now, long starvationNanos) {
        ordered.clear();
        for (int i = 0; i < all.size(); i++) {
            ordered.add(all.get(i));
        }
        if (ordered.size() > 1) {
            ordered.sort(Comparator.comparing((RunningAction each) -> each.effectiveLane(now, starvationNanos))
                    .thenComparingLong(each -> each.request.sequence()));
        }
        return ordered;
    }

    /** Whether another action of that lane has to wait until one that plays is over. */
    boolean occupy(Lane lane, GateState gate) {
        for (int i = 0; i < all.size(); i++) {
            RunningAction each = all.get(i);
            if (each.request.lane() == lane && !each.sharesLane() && gate.lets(each.request)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing that a drain waits for is left. */
    boolean areDrained() {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).begun && !all.get(i).isPlayers()) {
                return false;
            }
        }
        return true;
    }
}
