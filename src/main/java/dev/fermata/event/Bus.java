package dev.fermata.event;

import com.google.common.base.Throwables;
import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.DeadEvent;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import com.google.common.eventbus.SubscriberExceptionContext;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Carries events to everybody who listens, in the order in which they happened, and has requests acted on.
 *
 * <p>Two ways:
 * <ul>
 * <li>Every event goes through an outbox to the subscribers of a Guava {@link EventBus}. {@link #queue} puts it there,
 *     if need be under the lock under which it happened; {@link #deliver} has what is there delivered, outside every
 *     lock. One thread at a time delivers: who comes while another does goes on at once, and the other takes what was
 *     queued meanwhile as well. So all subscribers hear all events in the one order in which they were queued, never
 *     two at a time, and an event may have been told by another thread, a little after {@link #post} has returned.
 * <li>An {@link Event.Request} is handed to its handler besides, on the posting thread and at once, whoever
 *     delivers meanwhile: when {@link #post} returns it has been acted on. That is a plain call, for it is on the way
 *     from the player's key to silence.
 * </ul>
 *
 * <p>Neither loses a subscriber's exception nor an event that nobody subscribed to: both go to the
 * {@link FailureHandler}. Thread-safe. Subscribers are marked {@link AllowConcurrentEvents}, or Guava would keep a
 * monitor across each call; they must not wait, for the outbox has no limit but their speed.
 */
public final class Bus {

    /** Told what went wrong inside the bus. What it throws itself reaches whoever has the event delivered. */
    public interface FailureHandler {
        /** A subscriber or handler threw on the event; the others still got it. */
        void subscriberFailed(Object subscriber, Object event, Throwable failure);

        /** Nobody subscribes to events of that kind, or nobody handles requests. */
        void nobodyListens(Object event);
    }

    private final EventBus subscribers;
    private final FailureHandler failures;
    private volatile Consumer<Event.Request> handler;
    private final Queue<Event> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean delivering = new AtomicBoolean();
    /** What the failure handler has thrown first, which Guava would swallow; null for nothing. Of the one that delivers. */
    private Throwable thrown;

    /** @param failures told on the thread on which it happened */
    public Bus(FailureHandler failures) {
        this.failures = Objects.requireNonNull(failures);
        this.subscribers = new EventBus(this::report);
        this.handler = failures::nobodyListens;
        subscribers.register(this);
    }

    /**
     * Tells of an event, after everything that was queued before. A request has been acted on when this returns;
     * whether it has been told, and any other event, only where no other thread delivers and this is not called
     * by a subscriber. Not to be called under a lock.
     */
    public void post(Event event) {
        outbox.add(event);
        if (event instanceof Event.Request request) {
            actOn(request);
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
                    throwOn();
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

    /** It hears nothing more, but for what is being delivered. @param subscriber is registered */
    public void unregister(Object subscriber) {
        subscribers.unregister(subscriber);
    }

    /** From now on requests are acted on by this one, on the thread that posts them. */
    public void handleRequests(Consumer<Event.Request> handler) {
        this.handler = Objects.requireNonNull(handler);
    }

    /** Guava wraps what nobody subscribed to; not for callers. */
    @Subscribe
    @AllowConcurrentEvents
    public void onDeadEvent(DeadEvent dead) {
        failures.nobodyListens(dead.getEvent());
    }

    private void actOn(Event.Request request) {
        Consumer<Event.Request> acting = handler;
        try {
            acting.accept(request);
        } catch (RuntimeException e) {
            failures.subscriberFailed(acting, request, e);
        }
    }

    private void report(Throwable failure, SubscriberExceptionContext context) {
        try {
            failures.subscriberFailed(context.getSubscriber(), context.getEvent(), failure);
        } catch (RuntimeException | Error e) {
            thrown = thrown == null ? e : thrown;
        }
    }

    private void throwOn() {
        Throwable first = thrown;
        if (first != null) {
            thrown = null;
            Throwables.throwIfUnchecked(first);
        }
    }
}
