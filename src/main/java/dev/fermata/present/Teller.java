package dev.fermata.present;

import dev.fermata.present.News.Weight;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands news over to somebody slow, on a thread that sleeps while there is none. Who tells never waits; what does not
 * fit any more is left out, for by then it is old. Thread-safe.
 */
public final class Teller implements Consumer<News>, AutoCloseable {
    private static final int MOST = 16;
    private static final long CLOSE_MILLIS = 300;
    /** When news is over for the time being. */
    private static final long REST_MILLIS = 1_000;

    private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(MOST);
    private final Weight least;
    private final Channel channel;
    private final Consumer<String> problems;
    private final Thread thread;
    /** Whether a failure has been told; the thread's own. */
    private boolean told;
    private volatile boolean closed;

    /** Where news goes. Used by the teller's thread only. */
    public interface Channel extends AutoCloseable {
        /** Tells of it; may take its time. @throws Exception when it cannot; the message says what to do */
        void tell(News news) throws Exception;

        /** There has been no news for a second: nothing is to be kept running. */
        default void rest() {
            // most keep nothing running
        }

        /** Gives back what it has opened. */
        @Override
        void close();
    }

    /**
     * Begins to wait for news.
     *
     * @param name of the thread
     * @param least what matters less is not told
     * @param problems told once, of the first failure; later ones are the same
     */
    public Teller(String name, Weight least, Channel channel, Consumer<String> problems) {
        this.least = least;
        this.channel = channel;
        this.problems = problems;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(News news) {
        if (news.kind().weight().isAtLeast(least)) {
            work.offer(() -> tell(news));
        }
    }

    /** Waits until what has been told so far has arrived, at most that long: before the process ends. */
    public void await(long millis) {
        CountDownLatch arrived = new CountDownLatch(1);
        try {
            if (work.offer(arrived::countDown, millis, TimeUnit.MILLISECONDS)
                    && !arrived.await(millis, TimeUnit.MILLISECONDS)) {
                problems.accept("not everything could be told in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (channel) {
            while (!closed || !work.isEmpty()) {
                work.take().run();
                Runnable next;
                while ((next = work.poll(closed ? 0 : REST_MILLIS, TimeUnit.MILLISECONDS)) != null) {
                    next.run();
                }
                channel.rest();
            }
        } catch (InterruptedException e) {
            // The end, and whoever is told is too slow for it.
            Thread.currentThread().interrupt();
        }
    }

    private void tell(News news) {
        try {
            channel.tell(news);
        } catch (Exception | LinkageError e) {
            if (!told) {
                told = true;
                problems.accept(e.getMessage());
            }
        }
    }

    /** Lets it tell what it has, for a short while, and ends it; idempotent. */
    @Override
    public void close() {
        closed = true;
        work.offer(() -> { });
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
