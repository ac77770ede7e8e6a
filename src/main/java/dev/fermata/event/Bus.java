package dev.fermata.event;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.DeadEvent;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import com.google.common.eventbus.SubscriberExceptionContext;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries events to everybody who listens, in the order in which they happened, and has requests acted on.
 *
 * <p>Two ways, each a Guava {@link EventBus}:
 * <ul>
 * <li>Every event goes through an outbox. {@link #queue} puts it there, if need be under the lock under which it
 *     happened; {@link #deliver} has what is there delivered, outside every lock. One thread at a time delivers:
 *     who comes while another does goes on at once, and the other takes what was queued meanwhile as well. So all
 *     subscribers hear all events in the one order in which they were queued, never two at a time, and an event
 *     may have been told by another thread, a little after {@link #post} has returned.
 * <li>An {@link Event.Request} is handed to its handlers besides, on the posting thread and at once, whoever
 *     delivers meanwhile: when {@link #post} returns it has been acted on.
 * </ul>
 *
 * <p>Neither loses a subscriber's exception nor an event that nobody subscribed to: both go to the
 * {@link FailureHandler}. Thread-safe. Subscribers are marked {@link AllowConcurrentEvents}, or Guava would keep a
 * monitor across each call; they must not wait, for the outbox has no limit but their speed.
 */
public final class Bus {

    /** Told what went wrong inside the bus; must not throw. */
    public interface FailureHandler {
        /** A subscriber or handler threw on the event; the others still got it. */
        void subscriberFailed(Object subscriber, Object event, Throwable failure);

        /** Nobody subscribes to events of that kind, or nobody handles such requests. */
        void nobodyListens(Object event);
    }

    private final EventBus subscribers;
    private final EventBus handlers;
    private final FailureHandler failures;
    private final Queue<Event> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean delivering = new AtomicBoolean();

    /** @param failures told on the thread on which it happened */
    public Bus(FailureHandler failures) {
        this.failures = Objects.requireNonNull(failures);
        this.subscribers = new EventBus(this::report);
        this.handlers = new EventBus(this::report);
        subscribers.register(this);
        handlers.register(this);
    }

    /**
     * Tells of an event, after everything that was queued before. A request has been acted on when this returns;
     * whether it has been told, and any other event, only where no other thread delivers and this is not called
     * by a subscriber. Not to be called under a lock.
     */
    public void post(Event event) {
        outbox.add(event);
        if (event instanceof Event.Request) {
            handlers.post(event);
        }
        deliver();
    }

    /**
     * Puts an event into its place among all events and tells nobody yet: for whoever knows that place only
     * under a lock. Never waits. Who calls it calls {@link #deliver} once it has left the lock.
     *
     * @throws IllegalArgumentException for a request, which could not be acted on here
     */
    public void queue(Event event) {
        if (event instanceof Event.Request) {
            throw new IllegalArgumentException("a request is posted: " + event.name());
        }
        outbox.add(event);
    }

    /** Tells everything that is queued, unless another thread, or this one further up, is about it. */
    public void deliver() {
        do {
            if (!delivering.compareAndSet(false, true)) {
                return;
            }
            try {
                Event event;
                while ((event = outbox.poll()) != null) {
                    subscribers.post(event);
                }
            } finally {
                delivering.set(false);
            }
            // What came after the last look and before the flag was down has nobody else to tell it.
        } while (!outbox.isEmpty());
    }

    /** Adds an object whose {@code @Subscribe} methods hear events, of requests as well. */
    public void register(Object subscriber) {
        subscribers.register(subscriber);
    }

    /** Adds an object whose {@code @Subscribe} methods act on requests, on the thread that posts them. */
    public void registerHandler(Object handler) {
        handlers.register(handler);
    }

    /** Guava wraps what nobody subscribed to; not for callers. */
    @Subscribe
    @AllowConcurrentEvents
    public void onDeadEvent(DeadEvent dead) {
        failures.nobodyListens(dead.getEvent());
    }

    private void report(Throwable failure, SubscriberExceptionContext context) {
        failures.subscriberFailed(context.getSubscriber(), context.getEvent(), failure);
    }
}
