package dev.fermata.schedule;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.ArrayList;
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
    private final Clock clock;
    private final Runnable wake;
    private final BiConsumer<String, Throwable> onFailure;
    private volatile LatenessListener lateness = LatenessListener.NONE;

    private final Object lock = new Object();
    @GuardedBy("lock")
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    @GuardedBy("lock")
    private final DueTasks due = new DueTasks();
    @GuardedBy("lock")
    private boolean running;
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
    }

    /** Has every start of a task reported to that listener from now on. */
    public void reportStartsTo(LatenessListener listener) {
        lateness = Objects.requireNonNull(listener);
    }

    /** Lets tasks run. Returns whether it was stopped before. */
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

    /** Forgets every task and ends a pause. Returns whether it was running. */
    public boolean stop() {
        synchronized (lock) {
            tasks.clear();
            due.clear();
            due.setPauses(false, false, clock.nanos());
            boolean was = running;
            running = false;
            return was;
        }
    }

    /**
     * Makes every task stand still but those that run through pauses. Returns whether that changed
     * anything.
     */
    public boolean pause() {
        return stand(true, false);
    }

    /** Makes every task stand still. Returns whether that changed anything. */
    public boolean pauseAll() {
        return stand(true, true);
    }

    /** Ends a pause; each task's policy says when it runs next. Returns whether that changed anything. */
    public boolean resume() {
        return stand(false, false);
    }

    private boolean stand(boolean still, boolean all) {
        boolean changed;
        boolean ends;
        synchronized (lock) {
            ends = running && (due.isPaused() && !still || due.isAllPaused() && !all);
            changed = running && due.setPauses(still, all, clock.nanos());
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
            tasks.put(spec.id(), task);
            due.add(task, clock.nanos());
        }
        wake.run();
    }

    /**
     * Forgets a task; the others keep their time. A run of it that has begun is not interrupted. Returns whether
     * there was one with that id.
     */
    public boolean remove(String id) {
        synchronized (lock) {
            Task task = tasks.remove(id);
            if (task == null) {
                return false;
            }
            due.remove(task);
            return true;
        }
    }

    /** Runs every task due now, each at most once. */
    @Override
    public long step(long nowNanos) {
        while (true) {
            Task task;
            synchronized (lock) {
                task = running ? due.takeDue(nowNanos) : null;
                if (task == null) {
                    return running ? Math.max(nowNanos, due.nextDeadline()) : Clock.NEVER;
                }
            }
            run(task);
        }
    }

    /** How each task stands, in the order they were added; O(n). */
    public List<TaskStatus> tasks() {
        synchronized (lock) {
            long now = clock.nanos();
            List<TaskStatus> all = new ArrayList<>(tasks.size());
            for (Task task : tasks.values()) {
                all.add(new TaskStatus(task.spec.id(), due.realDue(task, now), task.runs, task.missed));
            }
            return List.copyOf(all);
        }
    }

    private void run(Task task) {
        try {
            // Written by DueTasks.takeDue on this very thread.
            lateness.started(task.spec.id(), task.startDue, clock.nanos());
            task.spec.callback().run();
        } catch (RuntimeException | Error e) {
            onFailure.accept(task.spec.id(), e);
        }
    }
}
