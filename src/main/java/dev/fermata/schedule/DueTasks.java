package dev.fermata.schedule;

import dev.fermata.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which task is due when, with pauses taken into account: a heap for each {@link PauseEffect}, and what has
 * stood still so far. Guarded by the scheduler's lock.
 */
final class DueTasks {
    /** {@code values()} makes a copy with every call. */
    private static final PauseEffect[] EFFECTS = PauseEffect.values();

    private final Map<PauseEffect, TaskHeap> heaps = new EnumMap<>(PauseEffect.class);
    private final StandStill pause = new StandStill();
    /** The same for the tasks that run through an ordinary pause. */
    private final StandStill pauseOfAll = new StandStill();

    DueTasks() {
        for (PauseEffect effect : EFFECTS) {
            heaps.put(effect, new TaskHeap());
        }
    }

    /** Adds a task that runs first after its first wait. */
    void add(Task task, long now) {
        task.due = onTimeOf(task.effect, now) + task.spec.first().toNanos();
        heap(task.effect).add(task);
    }

    /** Forgets a task. */
    void remove(Task task) {
        heap(task.effect).remove(task);
    }

    /** Forgets every task; a pause goes on. */
    void clear() {
        heaps.values().forEach(TaskHeap::clear);
    }

    /** Whether all tasks stand still but those that run through pauses. */
    boolean isPaused() {
        return pause.isOn();
    }

    /** Whether every task stands still. */
    boolean isAllPaused() {
        return pauseOfAll.isOn();
    }

    /** Begins or ends both pauses; what has to start over does. Returns whether that changed anything. */
    boolean setPauses(boolean some, boolean all, long now) {
        boolean changed = pause.set(some, now);
        if (changed && !some) {
            startOver(PauseEffect.STARTS_OVER, now);
        }
        boolean changedAll = pauseOfAll.set(all, now);
        if (changedAll && !all) {
            startOver(PauseEffect.THROUGH_STARTS_OVER, now);
        }
        return changed || changedAll;
    }

    /** The first due task, moved on to its next slot; null when none is due. */
    Task takeDue(long now) {
        Task first = null;
        long firstDue = Clock.NEVER;
        for (PauseEffect effect : EFFECTS) {
            Task task = pauseOf(effect).isOn() ? null : heap(effect).first();
            if (task == null) {
                continue;
            }
            long due = task.due + offset(effect);
            boolean earlier = due < firstDue || due == firstDue && task.sequence < first.sequence;
            if (due <= now && earlier) {
                first = task;
                firstDue = due;
            }
        }
        if (first != null) {
            first.runs++;
            first.startDue = Math.max(firstDue, pauseOf(first.effect).endedAt());
            first.advance(now - offset(first.effect));
            heap(first.effect).firstMovedBack();
        }
        return first;
    }

    /** When the next task is due that does not stand still; {@link Clock#NEVER} when there is none. */
    long nextDeadline() {
        long next = Clock.NEVER;
        for (PauseEffect effect : EFFECTS) {
            Task task = pauseOf(effect).isOn() ? null : heap(effect).first();
            if (task != null) {
                next = Math.min(next, task.due + offset(effect));
            }
        }
        return next;
    }

    /** When a task runs next in real time; if it stands still, were the pause to end now. */
    long realDue(Task task, long now) {
        if (task.effect.startsOver() && pauseOf(task.effect).isOn()) {
            return now + task.intervalNanos;
        }
        return Math.max(now, now + task.due - onTimeOf(task.effect, now));
    }

    /** What to add to a due time of such a task to get real time, as of now. */
    private long offset(PauseEffect effect) {
        return effect.standsStill() ? pauseOf(effect).total() : 0;
    }

    private long onTimeOf(PauseEffect effect, long now) {
        return effect.standsStill() ? pauseOf(effect).unpaused(now) : now;
    }

    private void startOver(PauseEffect effect, long now) {
        TaskHeap restarted = heap(effect);
        for (int i = 0; i < restarted.size(); i++) {
            Task task = restarted.get(i);
            task.due = now + task.intervalNanos;
        }
        restarted.rebuild();
    }

    private StandStill pauseOf(PauseEffect effect) {
        return effect.through ? pauseOfAll : pause;
    }

    private TaskHeap heap(PauseEffect effect) {
        return heaps.get(effect);
    }
}
