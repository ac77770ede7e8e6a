package dev.fermata.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BusTest {
    private static final Event EVENT = new Event.ProfileLoaded(0, "one", Optional.empty());
    private static final Event REQUEST = new Event.SchedulerPauseRequested(0, "priority-keys", "test", List.of());
    private final List<String> log = new CopyOnWriteArrayList<>();
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
                bus.post(new Event.ProfileLoaded(1, "two", Optional.empty()));
                log.add("posted");
            }
        }
    }

    @Test
    void whatTheFailureHandlerThrowsReachesWhoeverDeliversOnce() {
        Bus strict = new Bus(new FailFast());
        strict.register(new Thrower());
        strict.queue(EVENT);
        assertEquals("boom", assertThrows(AssertionError.class, strict::deliver).getCause().getMessage());
        strict.deliver();
    }

    @Test
    void anEventThatNobodyGetsReachesWhoeverDelivers() {
        Bus strict = new Bus(new FailFast());
        assertThrows(AssertionError.class, () -> strict.post(EVENT));
    }

    @Test
    void aThrowingSubscriberIsReportedAndTheOthersStillGetTheEvent() {
        bus.register(new Thrower());
        bus.register(new Writer());
        bus.post(new Event.ProfileLoaded(0, "x", Optional.empty()));
        assertEquals(Set.of("Thrower failed on profile_loaded: boom", "got x"), Set.copyOf(log));
    }

    @Test
    void anEventNobodyWantsIsReported() {
        bus.register(new Writer());
        bus.post(new Event.ProfileRefused(0, "", Optional.empty()));
        assertEquals(List.of("dead profile_refused"), log);
    }

    @Test
    void anEventPostedByASubscriberComesAfterTheCurrentOneAndBeforePostReturns() {
        bus.register(new Writer());
        bus.post(EVENT);
        log.add("returned");
        assertEquals(List.of("got one", "posted", "got two", "returned"), log);
    }

    /** Writes down what it gets, as fast as it is let. */
    private final class Slow {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Subscribe
        @AllowConcurrentEvents
        public void on(Event event) throws InterruptedException {
            entered.countDown();
            goOn.await();
            log.add("told " + event.name());
        }
    }

    @Test
    @Timeout(10)
    void aRequestHasBeenActedOnWhenPostReturnsThoughAnotherThreadDelivers() throws Exception {
        Slow slow = new Slow();
        bus.register(slow);
        bus.handleRequests(request -> {
            log.add("acted on " + request.name());
            bus.queue(new Event.Silenced(0));
        });
        Thread other = new Thread(() -> bus.post(EVENT));
        other.start();
        slow.entered.await();
        bus.post(REQUEST);
        assertEquals(List.of("acted on scheduler_pause_requested"), List.copyOf(log));
        slow.goOn.countDown();
        other.join();
        assertEquals(List.of("acted on scheduler_pause_requested", "told profile_loaded",
                "told scheduler_pause_requested", "told silenced"), log);
    }

    @Test
    void aRequestThatNobodyActsOnIsReportedAndToldAllTheSame() {
        bus.register(new Writer());
        bus.post(REQUEST);
        assertEquals(List.of("dead scheduler_pause_requested", "dead scheduler_pause_requested"), log);
    }

    @Test
    void aHandlerThatThrowsIsReportedAndTheRequestIsToldAllTheSame() {
        Numbers numbers = new Numbers();
        bus.register(numbers);
        bus.handleRequests(request -> {
            throw new IllegalStateException("boom");
        });
        bus.post(REQUEST);
        assertEquals(1, log.size());
        assertTrue(log.get(0).endsWith("failed on scheduler_pause_requested: boom"), log.get(0));
        assertEquals(List.of(0L), numbers.heard);
    }

    @Test
    void aRequestCannotBePutOff() {
        assertThrows(IllegalArgumentException.class, () -> bus.queue(REQUEST));
    }

    @Test
    void whatIsQueuedIsToldAtTheNextDeliveryAndInItsPlace() {
        bus.register(new Writer());
        bus.queue(new Event.ProfileLoaded(0, "a", Optional.empty()));
        assertEquals(List.of(), log);
        bus.post(new Event.ProfileLoaded(0, "b", Optional.empty()));
        bus.deliver();
        assertEquals(List.of("got a", "got b"), log);
    }

    /** Hears numbers; not thread-safe, for the bus promises that nobody else calls it meanwhile. */
    private static final class Numbers {
        private final List<Long> heard = new ArrayList<>();

        @Subscribe
        @AllowConcurrentEvents
        public void on(Event event) {
            heard.add(event.atNanos());
        }
    }

    @Test
    @Timeout(60)
    void allSubscribersHearWhatManyThreadsTellInTheOrderInWhichItWasQueued() throws Exception {
        int threads = 8;
        int each = 20_000;
        Numbers one = new Numbers();
        Numbers another = new Numbers();
        bus.register(one);
        bus.register(another);
        Object lock = new Object();
        long[] next = new long[1];
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            ends.add(pool.submit(() -> {
                for (int n = 0; n < each; n++) {
                    synchronized (lock) {
                        bus.queue(new Event.Silenced(next[0]++));
                    }
                    bus.deliver();
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        pool.shutdown();
        List<Long> all = LongStream.range(0, (long) threads * each).boxed().toList();
        assertEquals(all, one.heard);
        assertEquals(all, another.heard);
    }
}
