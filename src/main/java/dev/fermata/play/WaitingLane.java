package dev.fermata.play;

import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
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
final class WaitingLane implements Iterable<Submission> {
    private final Lane lane;
    private final LaneCounters counters = new LaneCounters();
    private final Deque<Submission> waiting = new ArrayDeque<>();
    /** The skills that wait here, each once. */
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

    /** How many actions of skills wait. */
    int skills() {
        return skills.size();
    }

    /** Whether an action of the skill with that label waits. */
    boolean hasSkill(String label) {
        return skills.contains(label);
    }

    void addFirst(Submission submission) {
        waiting.addFirst(submission);
        added(submission);
    }

    void addLast(Submission submission) {
        waiting.addLast(submission);
        added(submission);
    }

    /** Takes out the first one the condition holds for. */
    Optional<Submission> takeFirst(Predicate<Submission> condition) {
        for (Iterator<Submission> it = waiting.iterator(); it.hasNext();) {
            Submission each = it.next();
            if (condition.test(each)) {
                it.remove();
                removed(each);
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Moves every one the condition holds for to the end of a list. */
    void moveIf(Predicate<Submission> condition, List<Submission> out) {
        for (Iterator<Submission> it = waiting.iterator(); it.hasNext();) {
            Submission each = it.next();
            if (condition.test(each)) {
                it.remove();
                removed(each);
                out.add(each);
            }
        }
    }

    /** The ones that wait, the first first. */
    @Override
    public Iterator<Submission> iterator() {
        return waiting.iterator();
    }

    LaneStats stats() {
        return counters.snapshot(lane, waiting.size());
    }

    /** An estimate of what figures and waiting actions occupy. */
    long estimatedBytes() {
        long bytes = counters.waits.getEstimatedFootprintInBytes();
        for (Submission each : waiting) {
            bytes += each.estimatedBytes();
        }
        return bytes;
    }

    private void added(Submission submission) {
        if (submission.origin() == Origin.SKILL) {
            skills.add(submission.label());
        }
        empty = false;
    }

    private void removed(Submission submission) {
        if (submission.origin() == Origin.SKILL) {
            skills.remove(submission.label());
        }
        empty = waiting.isEmpty();
    }
}
