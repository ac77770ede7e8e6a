package dev.fermata.time;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The thread of one passive core: steps it, then sleeps until the deadline it returned or until
 * {@link #wake}. With nothing due it sleeps without a timeout.
 *
 * <p>{@code wake} may be called from any thread, also before {@code start}. A step that throws is
 * handed to the failure handler and the loop goes on after {@link #BACK_OFF}.
 */
public final class Worker implements AutoCloseable {
    /** Pause after a failed step, so that a persistent failure cannot spin. */
    static final Duration BACK_OFF = Duration.ofMillis(10);

    private static final long NOT_STEPPING = -1;

    private final Stepped core;
    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final String name;
    private volatile Thread thread;
    private volatile boolean closed;
    /**
     * Whether it was woken since the step in progress began. The permit of {@code unpark} alone does
     * not tell: a step that waits for a lock meanwhile uses it up.
     */
    private volatile boolean woken;
    private final BooleanSupplier wanted = () -> woken || closed;
    /** When the step in progress began; {@link #NOT_STEPPING} between steps. */
    private volatile long steppingSince = NOT_STEPPING;
    /** The deadline it sleeps until, between steps. */
    private volatile long dueAt = Clock.NEVER;

    /**
     * @param name of the thread, as docs/architecture.md lists it
     * @param onFailure told of every exception a step throws, on the worker's thread; must not throw
     */
    public Worker(String name, Stepped core, Clock clock, Consumer<Throwable> onFailure) {
        this.core = Objects.requireNonNull(core);
        this.clock = clock;
        this.onFailure = onFailure;
        this.name = name;
        this.thread = newThread();
    }

    /** Starts the thread; call once. */
    public void start() {
        thread.start();
    }

    /** Makes the core be stepped again soon. Costs an {@code unpark}; never blocks. */
    public void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /**
     * How long the core has been busy with one step, or its deadline has been over without a step; 0
     * when it sleeps rightly or was stopped. For whoever watches from another thread.
     */
    public long overdueNanos(long nowNanos) {
        if (closed) {
            return 0;
        }
        long since = steppingSince;
        return Math.max(0, nowNanos - (since == NOT_STEPPING ? dueAt : since));
    }

    /** Whether the thread has ended although nobody stopped it: its failure handler failed. */
    public boolean isDead() {
        Thread current = thread;
        return !closed && current.getState() == Thread.State.TERMINATED;
    }

    /** Gives a dead worker a new thread, which takes over where the old one ended. Returns whether it was dead. */
    public synchronized boolean revive() {
        if (!isDead()) {
            return false;
        }
        steppingSince = NOT_STEPPING;
        dueAt = Clock.NEVER;
        Thread next = newThread();
        thread = next;
        next.start();
        return true;
    }

    /** What the thread is doing now, innermost call first; for people. */
    public StackTraceElement[] stackTrace() {
        return thread.getStackTrace();
    }

    /**
     * Ends the loop after the step in progress and waits for it, at most the given time.
     *
     * @return whether the thread has ended
     */
    public boolean stop(Duration atMost) {
        closed = true;
        wake();
        Thread current = thread;
        if (Thread.currentThread() == current || current.getState() == Thread.State.NEW) {
            return current.getState() == Thread.State.NEW;
        }
        try {
            current.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !current.isAlive();
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(1));
    }

    private Thread newThread() {
        Thread made = new Thread(this::run, name);
        made.setDaemon(true);
        return made;
    }

    private void run() {
        TimerSlack.removeForThisThread();
        while (!closed) {
            long deadline;
            long now = clock.nanos();
            steppingSince = now;
            woken = false;
            try {
                deadline = core.step(now);
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
                deadline = clock.nanos() + BACK_OFF.toNanos();
            }
            dueAt = deadline;
            steppingSince = NOT_STEPPING;
            clock.parkUntil(deadline, wanted);
        }
    }
}
