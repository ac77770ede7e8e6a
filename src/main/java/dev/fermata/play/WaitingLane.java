package dev.fermata.play;

import dev.fermata.model.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The actions that wait in one lane, first come first, and the lane's figures. Guarded by the
 * {@link InputQueue}'s lock; only {@link #isEmpty} may be asked without it.
 */
final class WaitingLane implements Iterable<ActionRequest> {
    private final Lane lane;
    private final LaneCounters counters = new LaneCounters();
    private final Deque<ActionRequest> waiting = new ArrayDeque<>();
    /** The skills and commands that wait here, each once. */
    private final Set<String> skills = new HashSet<>();
    private volatile boolean empty = true;

    WaitingLane(Lane lane) {
        this.lane = lane;
    }

    boolean isEmpty() {
        return empty;
    }

    LaneCounters counters() {
        return counters;
    }

    /** How many actions of skills and of what was said wait. */
    int skills() {
        return skills.size();
    }

    /** Whether an action of the skill, or of what was said, with that label waits. */
    boolean hasSkill(String label) {
        return skills.contains(label);
    }

    void addFirst(ActionRequest request) {
        waiting.addFirst(request);
        added(request);
    }

    void addLast(ActionRequest request) {
        waiting.addLast(request);
        added(request);
    }

    /** Takes out the first one the condition is true for. */
    Optional<ActionRequest> takeFirst(Predicate<ActionRequest> condition) {
        for (Iterator<ActionRequest> it = waiting.iterator(); it.hasNext();) {
            ActionRequest each = it.next();
            if (condition.test(each)) {
                it.remove();
                removed(each);
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Moves every one the condition is true for to the end of a list. */
    void moveIf(Predicate<ActionRequest> condition, List<ActionRequest> out) {
        for (Iterator<ActionRequest> it = waiting.iterator(); it.hasNext();) {
            ActionRequest each = it.next();
            if (condition.test(each)) {
                it.remove();
                removed(each);
                out.add(each);
            }
        }
    }

    /** The ones that wait, the first first. */
    @Override
    public Iterator<ActionRequest> iterator() {
        return waiting.iterator();
    }

    LaneStats stats() {
        return counters.snapshot(lane, waiting.size());
    }

    /** An estimate of what figures and waiting actions occupy. */
    long estimatedBytes() {
        long bytes = counters.waits.getEstimatedFootprintInBytes();
        for (ActionRequest each : waiting) {
            bytes += each.estimatedBytes();
        }
        return bytes;
    }

    private void added(ActionRequest request) {
        if (request.origin().endsWithHold()) {
            skills.add(request.label());
        }
        empty = false;
    }

    private void removed(ActionRequest request) {
        if (request.origin().endsWithHold()) {
            skills.remove(request.label());
        }
        empty = waiting.isEmpty();
    }
}
