package dev.fermata.observe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay's housekeeping; that events arrive in order is shown by every desktop test. */
@Timeout(20)
class EventRelayTest {
    private final Clock clock = new SystemClock();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventRelay relay = new EventRelay(clock, failures::add);
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void keepsHouseWhenItIsDueAndDeliversWhatThatPosts() {
        relay.listen(heard::add);
        relay.houseKeep(now -> {
            relay.onEvent(new Event.ProfileLoaded(now, "house " + steps.incrementAndGet(), Optional.empty()));
            return now + Duration.ofMillis(20).toNanos();
        });
        relay.start();
        await().until(() -> heard.size() >= 3);
        assertTrue(steps.get() <= clock.nanos() / Duration.ofMillis(20).toNanos() + 2);
    }

    @Test
    void sleepsWhenNothingIsToBeDone() throws InterruptedException {
        relay.houseKeep(now -> {
            steps.incrementAndGet();
            return Clock.NEVER;
        });
        relay.start();
        await().until(() -> steps.get() == 1);
        Thread.sleep(50);
        assertEquals(1, steps.get());
    }

    @Test
    void aFailureIsReportedAndTheRestIsKeptAllTheSame() {
        relay.houseKeep(now -> {
            throw new IllegalStateException("on purpose");
        });
        relay.houseKeep(now -> {
            steps.incrementAndGet();
            return now + Duration.ofMillis(5).toNanos();
        });
        relay.listen(heard::add);
        relay.start();
        await().until(() -> steps.get() >= 2);
        relay.onEvent(new Event.ProfileLoaded(0, "x", Optional.empty()));
        await().until(() -> heard.size() == 1);
        assertTrue(failures.get(0).getMessage().contains("on purpose"));
    }

    @Test
    void keepsHouseAmongAFloodOfEvents() {
        relay.listen(event -> relay.onEvent(event));
        relay.houseKeep(now -> {
            steps.incrementAndGet();
            return now + Duration.ofMillis(5).toNanos();
        });
        relay.start();
        relay.onEvent(new Event.ProfileLoaded(0, "again and again", Optional.empty()));
        await().until(() -> steps.get() >= 3);
    }

    @Test
    void saysWhatItOccupies() {
        long empty = relay.estimatedBytes();
        relay.onEvent(new Event.ProfileLoaded(0, "x", Optional.empty()));
        assertTrue(relay.estimatedBytes() > empty);
        assertTrue(empty > EventRelay.CAPACITY);
    }
}
