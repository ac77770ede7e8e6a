package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the dispatcher tells of itself, and whom it wakes: nothing vanishes (G7) and nothing is slept through. */
class DispatcherFiguresTest {
    private static final Action TAP = new Action.Tap(Key.Q);

    private boolean refuses;
    private boolean refusesReleases;
    private int wakes;
    private final List<Event> events = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private final Bus bus = new Bus(new FailFast());
    private final Dispatcher dispatcher = new Dispatcher(clock, bus, new Hands(), new EchoFilter(),
            BufferLimits.DEFAULTS, () -> wakes++, () -> { });

    private final class Hands implements Injector {
        @Override
        public void press(Key key) {
            refuse(refuses);
        }

        @Override
        public void release(Key key) {
            refuse(refusesReleases);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        private void refuse(boolean now) {
            if (now) {
                throw new DesktopException("refused");
            }
        }
    }

    DispatcherFiguresTest() {
        bus.register(new Object() {
            @Subscribe
            public void on(Event event) {
                events.add(event);
            }
        });
        dispatcher.resume();
    }

    @Test
    void whatIsPlayedIsCountedWithItsWaitInItsLane() {
        clock.atMillis(5);
        submit("one", Lane.NORMAL);
        submit("two", Lane.NORMAL);
        play(10, 200);
        LaneStats stats = stats(Lane.NORMAL);
        assertEquals(2, stats.played());
        assertEquals(0, stats.depth());
        assertEquals(0, stats(Lane.LOW).played());
        // The second waits for the press and the gap of the first.
        assertMillis(5, stats.waitP50Nanos());
        assertMillis(65, stats.waitP99Nanos());
        assertMillis(65, stats.waitMaxNanos());
        assertEquals(List.of(Duration.ofMillis(30), Duration.ofMillis(90)), events.stream()
                .filter(Event.ActionPlayed.class::isInstance)
                .map(event -> Duration.ofNanos(((Event.ActionPlayed) event).waitedNanos())).toList());
    }

    @Test
    void theFiguresFollowWhatIsPlayedAfterTheyWereAskedFor() {
        submit("one", Lane.NORMAL);
        play(10, 100);
        assertMillis(10, stats(Lane.NORMAL).waitP99Nanos());
        submit("two", Lane.NORMAL);
        play(150, 200);
        assertMillis(50, stats(Lane.NORMAL).waitP99Nanos());
    }

    @Test
    void whatIsDroppedIsCountedWhetherItWaitedOrHadBegun() {
        submit("one", Lane.NORMAL);
        play(0, 1);
        submit("two", Lane.NORMAL);
        submit("three", Lane.LOW);
        dispatcher.hold();
        play(2, 3);
        assertEquals(2, stats(Lane.NORMAL).dropped());
        assertEquals(1, stats(Lane.LOW).dropped());
        assertEquals(0, stats(Lane.NORMAL).played());
    }

    @Test
    void whatHasWaitedTooLongIsCountedAsDropped() {
        dispatcher.hold();
        dispatcher.submit(ActionRequest.api("client", TAP, Lane.LOW));
        assertEquals(1, dispatcher.buffered());
        clock.pass(BufferLimits.DEFAULTS.maxAge());
        dispatcher.step(clock.nanos());
        assertEquals(1, stats(Lane.LOW).dropped());
        assertEquals(0, dispatcher.buffered());
    }

    @Test
    void otherBoundsOnWhatWaitsCountAtOnce() {
        dispatcher.hold();
        dispatcher.submit(ActionRequest.api("client", TAP, Lane.LOW));
        int before = wakes;
        dispatcher.limit(new BufferLimits(1, Duration.ofSeconds(1)));
        assertEquals(before + 1, wakes, "what waits may be too old now");
        dispatcher.submit(ActionRequest.api("client", TAP, Lane.LOW));
        assertEquals(1, stats(Lane.LOW).rejected());
        clock.pass(Duration.ofSeconds(1));
        dispatcher.step(clock.nanos());
        assertEquals(1, stats(Lane.LOW).dropped());
    }

    @Test
    void whatTheDesktopRefusedIsCountedAsFailed() {
        refuses = true;
        submit("one", Lane.HIGH);
        play(0, 1);
        assertEquals(1, stats(Lane.HIGH).failed());
        assertEquals(0, stats(Lane.HIGH).played());
    }

    @Test
    void aManagedKeyAndItsDelayAreCountedEachInItsLane() {
        dispatcher.letGo(key());
        play(0, 100);
        assertEquals(1, stats(Lane.HIGH).played());
        assertEquals(1, stats(Lane.EMERGENCY).played());
    }

    @Test
    void aManagedKeyThatFindsNoRoomIsTold() {
        for (int i = 0; i <= InputQueue.PLAYER_CAPACITY / 2; i++) {
            assertEquals(List.of(), events);
            key();
        }
        assertEquals(new Event.ActionRejected(0, "e", Origin.PLAYER, Lane.HIGH, "lane full"),
                events.get(0));
        assertEquals(1, stats(Lane.HIGH).rejected());
    }

    @Test
    void whatIsDownIsToldUntilItIsUp() {
        submit("one", Lane.NORMAL);
        play(0, 1);
        assertEquals(List.of(Key.Q), dispatcher.down());
        assertTrue(dispatcher.isDown(Key.Q));
        refusesReleases = true;
        assertEquals(List.of(Key.Q), dispatcher.releaseEverything());
        refusesReleases = false;
        assertEquals(List.of(), dispatcher.releaseEverything());
        assertEquals(List.of(), dispatcher.down());
    }

    @Test
    void whatWaitsTakesRoom() {
        long before = dispatcher.estimatedBytes();
        submit("one", Lane.NORMAL);
        assertTrue(before > 0 && dispatcher.estimatedBytes() > before);
    }

    @Test
    void everyCallThatChangesWhatIsDueWakesWhoeverSteps() {
        ActionRequest key = key();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("submit", () -> submit("one", Lane.NORMAL));
        calls.put("a managed key", this::key);
        calls.put("letGo", () -> dispatcher.letGo(key));
        calls.put("hold", dispatcher::hold);
        calls.put("silence", dispatcher::silence);
        calls.put("drain", () -> dispatcher.drain(Duration.ZERO));
        calls.put("close", () -> dispatcher.close("stop"));
        calls.put("resume", dispatcher::resume);
        calls.forEach((call, run) -> {
            wakes = 0;
            run.run();
            assertEquals(1, wakes, call);
        });
    }

    private ActionRequest key() {
        return dispatcher.submitPlayerKey(Key.E, "e", Duration.ofMillis(50), clock.nanos());
    }

    private void submit(String skill, Lane lane) {
        dispatcher.submit(ActionRequest.skill(skill, TAP, lane, false));
    }

    private LaneStats stats(Lane lane) {
        return dispatcher.stats().get(lane.ordinal());
    }

    /** Steps each millisecond. */
    private void play(long fromMillis, long toMillis) {
        for (long millis = fromMillis; millis <= toMillis; millis++) {
            dispatcher.step(clock.atMillis(millis));
        }
    }

    /** Figures are told at two digits. */
    private static void assertMillis(long millis, long nanos) {
        assertEquals(millis, nanos / 1e6, millis / 100.0);
    }
}
