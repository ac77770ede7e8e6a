package dev.fermata.time;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
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

    private final Stepped core;
    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param name of the thread, as docs/architecture.md lists it
     * @param onFailure told of every exception a step throws, on the worker's thread; must not throw
     */
    public Worker(String name, Stepped core, Clock clock, Consumer<Throwable> onFailure) {
        this.core = Objects.requireNonNull(core);
        this.clock = clock;
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts the thread; call once. */
    public void start() {
        thread.start();
    }

    /** Makes the core be stepped again soon. Costs an {@code unpark}; never blocks. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /**
     * Ends the loop after the step in progress and waits for it, at most the given time.
     *
     * @return whether the thread has ended
     */
    public boolean stop(Duration atMost) {
        closed = true;
        wake();
        if (Thread.currentThread() == thread || thread.getState() == Thread.State.NEW) {
            return thread.getState() == Thread.State.NEW;
        }
        try {
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(1));
    }

    private void run() {
        while (!closed) {
            long deadline;
            try {
                deadline = core.step(clock.nanos());
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
                deadline = clock.nanos() + BACK_OFF.toNanos();
            }
            if (!closed) {
                clock.parkUntil(deadline);
            }
        }
    }
}
