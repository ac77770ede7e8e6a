package dev.fermata.event;

import com.google.common.eventbus.DeadEvent;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import com.google.common.eventbus.SubscriberExceptionContext;
import java.util.Objects;

/**
 * Carries events from whoever posts them to every subscriber, on the posting thread: when
 * {@link #post} returns the request has been handled. A thin wrapper of Guava's {@link EventBus}
 * that neither loses a subscriber's exception nor an event nobody subscribed to: both go to the
 * {@link FailureHandler}.
 *
 * <p>Thread-safe. Events posted from inside a subscriber are delivered after the current one, on the
 * same thread. Never post while holding a lock.
 */
public final class Bus {

    /** Told what went wrong inside the bus; must not throw. */
    public interface FailureHandler {
        /** A subscriber threw while it handled the event; the other subscribers still got it. */
        void subscriberFailed(Object subscriber, Object event, Throwable failure);

        /** Nobody subscribes to events of that kind. */
        void nobodyListens(Object event);
    }

    private final EventBus bus;
    private final FailureHandler failures;

    public Bus(FailureHandler failures) {
        this.failures = Objects.requireNonNull(failures);
        this.bus = new EventBus(this::report);
        bus.register(this);
    }

    /** Delivers the event to its subscribers before it returns, unless called from a subscriber. */
    public void post(Event event) {
        bus.post(event);
    }

    /** Adds an object whose {@code @Subscribe} methods take events. */
    public void register(Object subscriber) {
        bus.register(subscriber);
    }

    /** Removes a subscriber. @throws IllegalArgumentException when it is not registered */
    public void unregister(Object subscriber) {
        bus.unregister(subscriber);
    }

    /** Guava wraps what nobody subscribed to; not for callers. */
    @Subscribe
    public void onDeadEvent(DeadEvent dead) {
        failures.nobodyListens(dead.getEvent());
    }

    private void report(Throwable failure, SubscriberExceptionContext context) {
        failures.subscriberFailed(context.getSubscriber(), context.getEvent(), failure);
    }
}
