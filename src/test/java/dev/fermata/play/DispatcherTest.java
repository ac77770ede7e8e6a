package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulation cannot show: holds that come and go between two steps of the dispatch thread. */
class DispatcherTest {
    private static final long MS = 1_000_000;

    private long now;
    private final List<String> sent = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Bus bus = new Bus(new Bus.FailureHandler() {
        @Override
        public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void nobodyListens(Object event) {
            throw new AssertionError(event);
        }
    });
    private final Dispatcher dispatcher = new Dispatcher(new Hands(), bus, new Recorder(), new EchoFilter(),
            BufferLimits.DEFAULTS, () -> { }, () -> { });

    private final class Hands implements Clock {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public Instant wallTime(long nanos) {
            return Instant.EPOCH;
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Recorder implements Injector {
        @Override
        public void press(Key key) {
            sent.add("+" + key);
        }

        @Override
        public void release(Key key) {
            sent.add("-" + key);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }

    /** Writes down how actions ended. */
    public final class Listener {
        @Subscribe
        public void on(Event event) {
            if (event instanceof Event.ActionDropped dropped) {
                ends.add(dropped.reason());
            } else if (event instanceof Event.ActionPlayed played) {
                ends.add("played");
            }
        }
    }

    DispatcherTest() {
        bus.register(new Listener());
        dispatcher.resume();
    }

    @Test
    void aSequenceDoesNotGoOnAfterAHoldNobodyHadTimeToNotice() {
        submit("d:shift,delay100,q");
        stepAt(0);
        dispatcher.hold();
        dispatcher.resume();
        stepAt(500 * MS);
        assertEquals(List.of("+left_shift", "-left_shift"), sent);
        assertEquals(List.of("held"), ends);
    }

    @Test
    void aStopNobodyHadTimeToNoticeEndsWhatWasPlayingWithItsReason() {
        submit("d:shift,delay100,q");
        stepAt(0);
        dispatcher.close("profile changed");
        dispatcher.resume();
        stepAt(500 * MS);
        assertEquals(List.of("+left_shift", "-left_shift"), sent);
        assertEquals(List.of("profile changed"), ends);
    }

    @Test
    void aPlayersKeyThatIsDownComesUpWithAStopNobodyHadTimeToNotice() {
        dispatcher.submitPlayerKey(Key.E, "e", Duration.ofMillis(50), 0);
        stepAt(50 * MS);
        dispatcher.close("profile changed");
        dispatcher.resume();
        stepAt(51 * MS);
        assertEquals(List.of("+e", "-e"), sent);
    }

    @Test
    void aPlayersKeyStillToComeIsTappedAfterAStop() {
        dispatcher.submitPlayerKey(Key.E, "e", Duration.ofMillis(50), 0);
        stepAt(10 * MS);
        dispatcher.close("stop");
        stepAt(50 * MS);
        stepAt(74 * MS);
        assertEquals(List.of("+e"), sent);
        stepAt(75 * MS);
        assertEquals(List.of("+e", "-e"), sent);
    }

    @Test
    void nothingIsDueWhileAClientsFinishedTapWaitsOutAHold() {
        dispatcher.submit(ActionRequest.api("client", action("q,delay50,delay50"), Lane.NORMAL));
        stepAt(0);
        dispatcher.hold();
        stepAt(25 * MS);
        assertEquals(Clock.NEVER, stepAt(80 * MS));
        dispatcher.resume();
        assertEquals(130 * MS, stepAt(80 * MS));
    }

    private void submit(String keys) {
        dispatcher.submit(ActionRequest.skill("Combo", action(keys), Lane.NORMAL, false));
    }

    private static Action action(String keys) {
        return ActionSyntax.parse(keys).action().orElseThrow();
    }

    private long stepAt(long nanos) {
        now = nanos;
        return dispatcher.step(nanos);
    }
}
