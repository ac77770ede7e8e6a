package dev.fermata.schedule;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Runs tasks at a fixed rate without drift, and stands still between {@link #pause} and
 * {@link #resume}.
 *
 * <p>Guarantees: while it is paused no task starts unless it runs through pauses, and none at all while
 * all are paused; after a pause a task runs at most once for what it missed; a throwing callback is
 * reported and its task lives on. A callback that had already started when {@code pause} returned is not interrupted.
 *
 * <p>Passive: {@link #step} runs what is due on the thread that calls it, which must be one thread;
 * everything else may be called from any thread. Callbacks run outside the lock. Pause and resume
 * are O(1), plus O(n) over the tasks with policy {@code restart}.
 */
public final class UnifiedScheduler implements Stepped {
    /** {@code values()} makes a copy with every call. */
    private static final PauseEffect[] TIMELINES = PauseEffect.values();

    private final Clock clock;
    private final Runnable wake;
    private final BiConsumer<String, Throwable> onFailure;
    private volatile LatenessListener lateness = LatenessListener.NONE;

    private final Object lock = new Object();
    @GuardedBy("lock")
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    @GuardedBy("lock")
    private final Map<PauseEffect, TaskHeap> heaps = new EnumMap<>(PauseEffect.class);
    @GuardedBy("lock")
    private boolean running;
    @GuardedBy("lock")
    private final StandStill pause = new StandStill();
    /** The same for the tasks that run through an ordinary pause. */
    @GuardedBy("lock")
    private final StandStill pauseOfAll = new StandStill();
    @GuardedBy("lock")
    private long sequence;

    /**
     * @param wake makes the stepping thread call {@link #step} soon; called outside the lock
     * @param onFailure told the id and the exception of a callback that threw; must not throw
     */
    public UnifiedScheduler(Clock clock, Runnable wake, BiConsumer<String, Throwable> onFailure) {
        this.clock = clock;
        this.wake = Objects.requireNonNull(wake);
        this.onFailure = Objects.requireNonNull(onFailure);
        for (PauseEffect timeline : PauseEffect.values()) {
            heaps.put(timeline, new TaskHeap());
        }
    }

    /** Has every start of a task reported to that listener from now on. */
    public void reportStartsTo(LatenessListener listener) {
        lateness = Objects.requireNonNull(listener);
    }

    /** Lets tasks run. Answers whether it was stopped before. */
    public boolean start() {
        synchronized (lock) {
            if (running) {
                return false;
            }
            running = true;
        }
        wake.run();
        return true;
    }

    /** Forgets every task and ends a pause. Answers whether it was running. */
    public boolean stop() {
        synchronized (lock) {
            clearTasks();
            setPauses(false, false);
            boolean was = running;
            running = false;
            return was;
        }
    }

    /**
     * Makes every task stand still but those that run through pauses. Answers whether that changed
     * anything.
     */
    public boolean pause() {
        return stand(true, false);
    }

    /** Makes every task stand still. Answers whether that changed anything. */
    public boolean pauseAll() {
        return stand(true, true);
    }

    /** Ends a pause; each task's policy says when it runs next. Answers whether that changed anything. */
    public boolean resume() {
        return stand(false, false);
    }

    private boolean stand(boolean still, boolean all) {
        boolean changed;
        boolean ends;
        synchronized (lock) {
            ends = running && (pause.isOn() && !still || pauseOfAll.isOn() && !all);
            changed = running && setPauses(still, all);
        }
        if (ends) {
            wake.run();
        }
        return changed;
    }

    /** Adds a task. @throws IllegalArgumentException when there is one with the same id */
    public void add(TaskSpec spec) {
        synchronized (lock) {
            if (tasks.containsKey(spec.id())) {
                throw new IllegalArgumentException("there is already a task " + spec.id());
            }
            Task task = new Task(spec, sequence++);
            task.due = nowOn(task.timeline) + spec.first().toNanos();
            tasks.put(spec.id(), task);
            heap(task.timeline).add(task);
        }
        wake.run();
    }

    /** Forgets a task; a callback of it that has started goes on. Answers whether there was one. */
    public boolean remove(String id) {
        synchronized (lock) {
            Task task = tasks.remove(id);
            if (task == null) {
                return false;
            }
            if (task.enabled) {
                heap(task.timeline).remove(task);
            }
            return true;
        }
    }

    /** Forgets every task. */
    public void clear() {
        synchronized (lock) {
            clearTasks();
        }
    }

    /**
     * Changes how often a task runs. The next run is one new interval after the last due time, or
     * now if that has passed. Answers whether there is such a task.
     *
     * @throws IllegalArgumentException when the interval is not positive or the task runs only once
     */
    public boolean changeInterval(String id, Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the interval must be positive: " + interval);
        }
        synchronized (lock) {
            Task task = tasks.get(id);
            if (task == null) {
                return false;
            }
            if (task.isOneShot()) {
                throw new IllegalArgumentException(id + " runs only once");
            }
            long change = interval.toNanos() - task.intervalNanos;
            task.intervalNanos = interval.toNanos();
            if (task.enabled) {
                task.due = Math.max(nowOn(task.timeline), task.due + change);
                heap(task.timeline).moved(task);
            } else {
                task.leftWhenDisabled = Math.max(0, task.leftWhenDisabled + change);
            }
        }
        wake.run();
        return true;
    }

    /** Takes one task out of the schedule until {@link #resumeTask}. Answers whether that changed anything. */
    public boolean pauseTask(String id) {
        synchronized (lock) {
            Task task = tasks.get(id);
            if (task == null || !task.enabled) {
                return false;
            }
            heap(task.timeline).remove(task);
            task.enabled = false;
            task.leftWhenDisabled = Math.max(0, task.due - nowOn(task.timeline));
            return true;
        }
    }

    /** Puts a task back; its policy says when it runs next. Answers whether that changed anything. */
    public boolean resumeTask(String id) {
        synchronized (lock) {
            Task task = tasks.get(id);
            if (task == null || task.enabled) {
                return false;
            }
            long now = nowOn(task.timeline);
            task.enabled = true;
            task.due = switch (task.spec.resume()) {
                case REMAINING -> now + task.leftWhenDisabled;
                case RESTART -> now + task.restartNanos();
                case REALTIME -> Math.max(now, task.due);
            };
            heap(task.timeline).add(task);
        }
        wake.run();
        return true;
    }

    /** Runs every task due now, each at most once. */
    @Override
    public long step(long nowNanos) {
        while (true) {
            Task due;
            synchronized (lock) {
                due = takeDue(nowNanos);
                if (due == null) {
                    return nextDeadline(nowNanos);
                }
            }
            run(due);
        }
    }

    /** What the scheduler is doing; O(n). */
    public SchedulerStatus status() {
        synchronized (lock) {
            List<SchedulerStatus.TaskStatus> all = new ArrayList<>(tasks.size());
            for (Task task : tasks.values()) {
                long next = task.enabled ? realDue(task) : Clock.NEVER;
                all.add(new SchedulerStatus.TaskStatus(task.spec.id(), task.enabled, next,
                        task.enabled ? clock.wallTime(next) : null, task.runs, task.missed));
            }
            return new SchedulerStatus(running, pause.isOn(), all);
        }
    }

    private void run(Task task) {
        try {
            // Written by takeDue on this very thread.
            lateness.started(task.spec.id(), task.startDue, clock.nanos());
            task.spec.callback().run();
        } catch (RuntimeException | Error e) {
            onFailure.accept(task.spec.id(), e);
        }
    }

    /** The first due task, moved on to its next slot; null when none is due. */
    @GuardedBy("lock")
    private Task takeDue(long now) {
        Task first = null;
        long firstDue = Clock.NEVER;
        for (PauseEffect timeline : TIMELINES) {
            Task task = moves(timeline) ? heap(timeline).first() : null;
            if (task == null) {
                continue;
            }
            long due = task.due + offset(timeline);
            boolean earlier = due < firstDue || due == firstDue && task.sequence < first.sequence;
            if (due <= now && earlier) {
                first = task;
                firstDue = due;
            }
        }
        if (first != null) {
            first.runs++;
            first.startDue = Math.max(firstDue, pauseOf(first.timeline).endedAt());
            if (first.isOneShot()) {
                heap(first.timeline).remove(first);
                tasks.remove(first.spec.id());
            } else {
                first.advance(now - offset(first.timeline));
                heap(first.timeline).moved(first);
            }
        }
        return first;
    }

    @GuardedBy("lock")
    private long nextDeadline(long now) {
        long next = Clock.NEVER;
        for (PauseEffect timeline : TIMELINES) {
            Task task = moves(timeline) ? heap(timeline).first() : null;
            if (task != null) {
                next = Math.min(next, task.due + offset(timeline));
            }
        }
        return Math.max(next, now);
    }

    /** Whether tasks of that timeline may start now. */
    @GuardedBy("lock")
    private boolean moves(PauseEffect timeline) {
        return running && !pauseOf(timeline).isOn();
    }

    /** What to add to a due time of that timeline to get real time, as of now. */
    @GuardedBy("lock")
    private long offset(PauseEffect timeline) {
        return timeline.standsStill() ? pauseOf(timeline).total() : 0;
    }

    @GuardedBy("lock")
    private long nowOn(PauseEffect timeline) {
        long now = clock.nanos();
        return timeline.standsStill() ? pauseOf(timeline).unpaused(now) : now;
    }

    @GuardedBy("lock")
    private long realDue(Task task) {
        long now = clock.nanos();
        if (task.timeline.startsOver() && !moves(task.timeline)) {
            return now + task.restartNanos();
        }
        return Math.max(now, now + task.due - nowOn(task.timeline));
    }

    /** Begins or ends both pauses; what has to start over does. Answers whether that changed anything. */
    @GuardedBy("lock")
    private boolean setPauses(boolean some, boolean all) {
        long now = clock.nanos();
        boolean changed = pause.set(some, now);
        if (changed && !some) {
            startOver(PauseEffect.RESTARTED, now);
        }
        boolean changedAll = pauseOfAll.set(all, now);
        if (changedAll && !all) {
            startOver(PauseEffect.THROUGH_RESTARTED, now);
        }
        return changed || changedAll;
    }

    @GuardedBy("lock")
    private void startOver(PauseEffect timeline, long now) {
        TaskHeap restarted = heap(timeline);
        for (int i = 0; i < restarted.size(); i++) {
            Task task = restarted.get(i);
            task.due = now + task.restartNanos();
        }
        restarted.rebuild();
    }

    @GuardedBy("lock")
    private StandStill pauseOf(PauseEffect timeline) {
        return timeline.through ? pauseOfAll : pause;
    }

    @GuardedBy("lock")
    private void clearTasks() {
        tasks.clear();
        heaps.values().forEach(TaskHeap::clear);
    }

    @GuardedBy("lock")
    private TaskHeap heap(PauseEffect timeline) {
        return heaps.get(timeline);
    }
}
