package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Hold;
import dev.fermata.time.HandClock;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PauseTimesTest {
    private static final long MS = 1_000_000;

    private final HandClock clock = new HandClock();
    private final Latencies latencies = new Latencies(true);
    private final Bus bus = new Bus(new FailFast());

    PauseTimesTest() {
        bus.register(this);
        bus.handleRequests(request -> { });
        bus.register(new PauseTimes(latencies, clock));
    }

    /** Somebody has to listen. */
    @Subscribe
    public void onEvent(Event event) {
        // Only the other subscriber's doing counts.
    }

    @Test
    void aPauseCountsFromTheKeyUntilSilence() {
        bus.post(new Event.HoldAdded(107 * MS, hold(Hold.PRIORITY_KEYS, 100), false));
        assertEquals("1 7", figures("pause"));
    }

    @Test
    void aGracefulPauseDoesNotCount() {
        bus.post(new Event.HoldAdded(107 * MS, hold("api:overlay", 100), true));
        assertEquals("0 0", figures("pause"));
    }

    @Test
    void aResumeCountsFromTheKeyComingUp() {
        bus.post(new Event.SchedulerResumeRequested(200 * MS, Hold.PRIORITY_KEYS, "released"));
        clock.atMillis(203);
        bus.post(new Event.HoldRemoved(201 * MS, Hold.PRIORITY_KEYS, "released", 0));
        assertEquals("1 3", figures("resume"));
    }

    @Test
    void theEndOfAnothersHoldIsNoResumeOfTheKeys() {
        bus.post(new Event.HoldRemoved(201 * MS, Hold.MANUAL, "toggle key", 0));
        assertEquals("0 0", figures("resume"));
    }

    /** Count and maximum in milliseconds. */
    private String figures(String measure) {
        Latencies.Summary summary = latencies.snapshot().get(measure);
        return summary.count() + " " + summary.maxNanos() / MS;
    }

    private static Hold hold(String holder, long sinceMillis) {
        return new Hold(holder, "test", sinceMillis * MS, OptionalLong.empty(), List.of());
    }
}
