package dev.fermata.speak.engine;

import dev.fermata.speak.SpeechQueue;
import dev.fermata.speak.Voice;
import dev.fermata.speak.sound.Sound;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has an engine make sounds on threads of its own, {@code voice-N}, which end when they have nothing to do.
 */
public final class Voices implements Voice, AutoCloseable {
    /** As many as are made ahead. */
    private static final int THREADS = SpeechQueue.AHEAD;
    /** Those that were cancelled may have to end first. */
    private static final int QUEUE = 16;
    private static final int IDLE_SECONDS = 10;

    private volatile Engine engine;
    private final ThreadPoolExecutor threads;
    private final Map<Long, Future<?>> asked = new ConcurrentHashMap<>();

    /** Begins no thread before it is asked. */
    public Voices(Engine engine) {
        this.engine = engine;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "voice-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Has sounds made by another one from now on; what is being made is made to its end. Any thread. */
    public void use(Engine other) {
        engine = other;
    }

    @Override
    public void ask(long id, String text, Listener listener) {
        try {
            // Under the map's lock, so that the task that is over takes away what is there.
            asked.compute(id, (same, before) -> threads.submit(() -> make(id, text, listener)));
        } catch (RejectedExecutionException e) {
            listener.cannot(id, "too many sounds are being made");
        }
    }

    private void make(long id, String text, Listener listener) {
        Engine maker = engine;
        try {
            Sound sound = maker.make(text);
            if (asked.remove(id) != null) {
                listener.sounds(id, sound);
            }
        } catch (VoiceException e) {
            fail(id, e.getMessage(), listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(id, maker.name() + " failed: " + e, listener);
        }
    }

    private void fail(long id, String reason, Listener listener) {
        if (asked.remove(id) != null) {
            listener.cannot(id, reason);
        }
    }

    @Override
    public void cancel(long id) {
        Future<?> future = asked.remove(id);
        if (future != null) {
            future.cancel(true);
        }
    }

    /** Ends what is being made. */
    @Override
    public void close() {
        asked.keySet().forEach(this::cancel);
        threads.shutdownNow();
    }
}
