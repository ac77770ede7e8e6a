package dev.fermata.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.eventbus.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final Event EVENT = new Event.ProfileLoaded(0, "one");
    private final List<String> log = new ArrayList<>();
    private final Bus bus = new Bus(new Bus.FailureHandler() {
        @Override
        public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
            log.add(subscriber.getClass().getSimpleName() + " failed on " + ((Event) event).name() + ": " + failure.getMessage());
        }

        @Override
        public void nobodyListens(Object event) {
            log.add("dead " + ((Event) event).name());
        }
    });

    /** Fails on everything. */
    public static final class Thrower {
        @Subscribe
        public void on(Event event) {
            throw new IllegalStateException("boom");
        }
    }

    /** Writes down what it gets, and posts one event more. */
    public final class Writer {
        @Subscribe
        public void on(Event.ProfileLoaded event) {
            log.add("got " + event.profile());
            if (event.profile().equals("one")) {
                bus.post(new Event.ProfileLoaded(1, "two"));
                log.add("posted");
            }
        }
    }

    @Test
    void aThrowingSubscriberIsReportedAndTheOthersStillGetTheEvent() {
        bus.register(new Thrower());
        bus.register(new Writer());
        bus.post(new Event.ProfileLoaded(0, "x"));
        assertEquals(Set.of("Thrower failed on profile_loaded: boom", "got x"), Set.copyOf(log));
    }

    @Test
    void anEventNobodyWantsIsReported() {
        bus.register(new Writer());
        bus.post(new Event.ProfileRefused(0, ""));
        assertEquals(List.of("dead profile_refused"), log);
    }

    @Test
    void anEventPostedByASubscriberComesAfterTheCurrentOneAndBeforePostReturns() {
        bus.register(new Writer());
        bus.post(EVENT);
        log.add("returned");
        assertEquals(List.of("got one", "posted", "got two", "returned"), log);
    }

    @Test
    void anUnregisteredSubscriberHearsNothingMore() {
        Writer writer = new Writer();
        bus.register(writer);
        bus.unregister(writer);
        bus.post(EVENT);
        assertEquals(List.of("dead profile_loaded"), log);
        assertThrows(IllegalArgumentException.class, () -> bus.unregister(writer));
    }
}
