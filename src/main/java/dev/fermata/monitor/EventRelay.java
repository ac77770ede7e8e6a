package dev.fermata.monitor;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes events off the threads that act and hands them, in order, to those who write, print or
 * count, on a thread of its own named {@code events}. Posting costs the acting threads one hand-over
 * and never waits: when the listeners fall behind by {@link #CAPACITY} events, further ones are
 * counted as missed and told about by a failure event.
 */
public final class EventRelay implements AutoCloseable {
    static final int CAPACITY = 8_192;

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong missed = new AtomicLong();
    private final Consumer<Throwable> onFailure;
    private final Thread thread = new Thread(this::run, "events");
    private volatile boolean closing;

    /** @param onFailure told of every exception of a listener; must not throw */
    public EventRelay(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        thread.setDaemon(true);
    }

    /** Adds a listener; it is called on the {@code events} thread only. */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** Begins delivering; what was posted before is delivered first. */
    public void start() {
        thread.start();
    }

    /** Takes an event from the bus. */
    @Subscribe
    public void onEvent(Event event) {
        if (!queue.offer(event)) {
            missed.incrementAndGet();
        }
    }

    /** Delivers what is left, at most for a short while, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofMillis(300).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            try {
                Event event = closing ? queue.poll() : queue.poll(1, TimeUnit.HOURS);
                if (event != null) {
                    deliver(event);
                } else if (closing) {
                    return;
                }
            } catch (InterruptedException e) {
                // Closing: deliver what is left.
                closing = true;
            }
        }
    }

    private void deliver(Event event) {
        long lost = missed.getAndSet(0);
        if (lost > 0) {
            toAll(new Event.Failure(event.atNanos(), "events", lost + " events were not delivered: too many at once"));
        }
        toAll(event);
    }

    private void toAll(Event event) {
        for (Consumer<Event> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
            }
        }
    }
}
