package dev.fermata.observe;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Event;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
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
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long BYTES_PER_SLOT = 8;
    private static final long BYTES_PER_EVENT = 300;

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong missed = new AtomicLong();
    private final Consumer<Throwable> onFailure;
    private final Clock clock;
    private final List<Stepped> housekeeping = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "events");
    private volatile boolean closing;
    /** When housekeeping is next due; {@code events} thread only. */
    private long houseAt;

    /** @param onFailure told of every exception of a listener; must not throw */
    public EventRelay(Clock clock, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onFailure = onFailure;
        thread.setDaemon(true);
    }

    /** Adds a listener; it is called on the {@code events} thread only. */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /**
     * Adds something to be stepped on the {@code events} thread, between events; what it posts is
     * delivered like any event. The first before {@link #start}; others may join them later, from any thread.
     */
    public void houseKeep(Stepped core) {
        housekeeping.add(core);
    }

    /** Steps that no more, but for what is under way; any thread. */
    public void houseKeepNoMore(Stepped core) {
        housekeeping.remove(core);
    }

    /** What the queue occupies: its slots, and about as much as an event with its texts for each event waiting. */
    public long estimatedBytes() {
        return CAPACITY * BYTES_PER_SLOT + queue.size() * BYTES_PER_EVENT;
    }

    /** Begins delivering; what was posted before is delivered first. */
    public void start() {
        thread.start();
    }

    /** Takes an event from the bus. */
    @Subscribe
    @AllowConcurrentEvents
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
                Event event = closing ? queue.poll() : queue.poll(untilHousekeeping(), TimeUnit.NANOSECONDS);
                if (event != null) {
                    deliver(event);
                } else if (closing) {
                    return;
                }
                if (!closing && houseAt <= clock.nanos()) {
                    keepHouse();
                }
            } catch (InterruptedException e) {
                // Closing: deliver what is left.
                closing = true;
            }
        }
    }

    private long untilHousekeeping() {
        return houseAt == Clock.NEVER ? LONGEST_SLEEP_NANOS : Math.max(0, houseAt - clock.nanos());
    }

    private void keepHouse() {
        houseAt = Clock.NEVER;
        for (Stepped core : housekeeping) {
            try {
                houseAt = Math.min(houseAt, core.step(clock.nanos()));
            } catch (RuntimeException e) {
                onFailure.accept(e);
                houseAt = Math.min(houseAt, clock.nanos() + TimeUnit.SECONDS.toNanos(1));
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
