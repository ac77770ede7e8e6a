package dev.fermata.control.http;

import dev.fermata.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that are made when there is something to do and end when idle. The system may give no more of them
 * by then, to a process or to its user; so everything that is to be done comes with what the caller does
 * itself instead. Thread-safe.
 */
final class Helpers implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final long FINISH_MILLIS = 2_000;
    /** A thread that cannot be had is not asked for again at once: a storm of requests would do nothing else. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ThreadPoolExecutor pool;
    private final Clock clock;
    private final Runnable onLack;
    private volatile long retryAt;

    /**
     * @param name of the threads, before their numbers
     * @param queue how many things may wait for a thread
     * @param onLack told, on the caller's thread, each time that no thread was to be had
     */
    Helpers(String name, int threads, int queue, Clock clock, Runnable onLack) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        this.pool = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
        this.clock = clock;
        this.onLack = onLack;
    }

    /**
     * Has something done by one of the threads.
     *
     * @param otherwise done at once on the caller's thread instead, where no thread can be had
     * @throws RejectedExecutionException when too much waits already, or after the end
     */
    void execute(Runnable work, Runnable otherwise) {
        boolean wantsThread = pool.getPoolSize() < pool.getCorePoolSize();
        if (wantsThread && clock.nanos() < retryAt) {
            otherwise.run();
            return;
        }
        AtomicBoolean begun = new AtomicBoolean();
        try {
            pool.execute(() -> {
                if (begun.compareAndSet(false, true)) {
                    work.run();
                }
            });
        } catch (OutOfMemoryError noThread) {
            retryAt = clock.nanos() + RETRY_NANOS;
            onLack.run();
            // It may have been queued for a thread that ended just then.
            if (begun.compareAndSet(false, true)) {
                otherwise.run();
            }
        }
    }

    /** Takes nothing more, and waits for what is being done, but not for long. */
    void finish() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(FINISH_MILLIS, TimeUnit.MILLISECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads; nothing is waited for. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
