package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.PressGuard;
import dev.fermata.platform.Windows;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the simulation cannot show: holds that come and go between two steps of the dispatch thread. */
class DispatcherTest {
    private static final long MS = 1_000_000;

    private long now;
    private boolean refuses;
    private final List<String> sent = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Bus bus = new Bus(new FailFast());
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
            if (refuses) {
                throw new DesktopException("refused");
            }
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
    void whatWasSaidIsCutOffByAHoldAndWhatWaitsOfItIsDropped() {
        dispatcher.submit(ActionRequest.voice("combo", action("d:shift,delay100,q"), Lane.NORMAL));
        dispatcher.submit(ActionRequest.voice("jump", action("w"), Lane.LOW));
        stepAt(0);
        dispatcher.submit(ActionRequest.voice("run", action("e"), Lane.NORMAL));
        dispatcher.hold();
        stepAt(10 * MS);
        assertEquals(List.of("+left_shift", "-left_shift"), sent);
        dispatcher.resume();
        stepAt(500 * MS);
        assertEquals(List.of("+left_shift", "-left_shift"), sent);
        assertEquals(List.of("held", "held", "held"), ends);
    }

    @Test
    void whatAViewerAskedForIsCutOffByAHoldAndNothingOfItIsKeptForLater() {
        dispatcher.configure(
                new DispatchSettings(Duration.ofMillis(25), Duration.ofMillis(35), Duration.ofSeconds(9), 9, true));
        dispatcher.submit(ActionRequest.viewer("combo", action("d:shift,delay100,q"), Lane.NORMAL));
        dispatcher.submit(ActionRequest.viewer("jump", action("w"), Lane.LOW));
        stepAt(0);
        dispatcher.submit(ActionRequest.viewer("run", action("e"), Lane.NORMAL));
        dispatcher.hold();
        assertEquals(Optional.of(InputQueue.Refusal.HELD),
                dispatcher.offer(ActionRequest.viewer("late", action("e"), Lane.NORMAL)));
        stepAt(10 * MS);
        dispatcher.resume();
        stepAt(500 * MS);
        assertEquals(List.of("+left_shift", "-left_shift"), sent);
        assertEquals(List.of("held", "held", "held"), ends);
    }

    @Test
    void whatAViewerAskedForIsGoneAfterAStop() {
        dispatcher.submit(ActionRequest.viewer("combo", action("d:shift,delay100,q"), Lane.NORMAL));
        stepAt(0);
        dispatcher.close("panic");
        assertEquals(Optional.of(InputQueue.Refusal.CLOSED),
                dispatcher.offer(ActionRequest.viewer("late", action("e"), Lane.NORMAL)));
        stepAt(10 * MS);
        dispatcher.resume();
        stepAt(500 * MS);
        assertEquals(List.of("+left_shift", "-left_shift"), sent);
        assertEquals(List.of("panic"), ends);
    }

    @Test
    void viewersHaveNoOtherLanesAndNoneHoweverLongTheyWait() {
        for (Lane lane : List.of(Lane.EMERGENCY, Lane.HIGH)) {
            assertThrows(IllegalArgumentException.class, () -> ActionRequest.viewer("jump", action("w"), lane));
        }
        Step none = new Step.Begin();
        long late = Duration.ofHours(1).toNanos();
        for (Lane lane : List.of(Lane.NORMAL, Lane.LOW)) {
            RunningAction waits = new RunningAction(ActionRequest.viewer("jump", action("w"), lane), List.of(none), null, 0);
            assertEquals(Lane.NORMAL, waits.effectiveLane(late, MS));
        }
    }

    @Test
    void whatIsGivenUpMakesRoomInTheSameStep() {
        submit("d:shift,delay100,q");
        stepAt(0);
        dispatcher.hold();
        dispatcher.resume();
        submit("Bolt", "w", Lane.NORMAL);
        stepAt(500 * MS);
        assertEquals(List.of("+left_shift", "-left_shift", "+w"), sent);
    }

    @Test
    void whatWaitsForItsTurnOutlivesAHoldWhereSkillsAreKept() {
        dispatcher.configure(
                new DispatchSettings(Duration.ofMillis(25), Duration.ZERO, Duration.ofSeconds(9), 9, true));
        submit("q");
        submit("Bolt", "w", Lane.LOW);
        stepAt(0);
        dispatcher.hold();
        assertEquals(Clock.NEVER, stepAt(10 * MS));
        assertEquals(List.of("+q", "-q"), sent);
        dispatcher.resume();
        stepAt(20 * MS);
        assertEquals(List.of("+q", "-q", "+w"), sent);
        assertEquals(List.of("held"), ends);
    }

    @Test
    void theGapCountsFromTheReleaseOfATapThatWasCutShort() {
        submit("q");
        stepAt(0);
        dispatcher.hold();
        stepAt(10 * MS);
        dispatcher.resume();
        submit("Bolt", "w", Lane.NORMAL);
        assertEquals(45 * MS, stepAt(12 * MS));
        stepAt(45 * MS);
        assertEquals(List.of("+q", "-q", "+w"), sent);
    }

    @Test
    void aDrainBeginsNothingThatWaitsForItsTurnOrInItsLane() {
        submit("q");
        submit("Bolt", "w", Lane.LOW);
        stepAt(0);
        submit("Wind", "e", Lane.LOW);
        CompletableFuture<Void> end = dispatcher.drain(Duration.ofSeconds(1));
        assertTrue(dispatcher.isDraining());
        assertFalse(dispatcher.drained().isDone());
        stepAt(10 * MS);
        assertEquals(List.of("held"), ends, "it had only been queued");
        assertEquals(25 * MS, stepAt(25 * MS), "it is silent now: once more, to give up what waits");
        assertTrue(end.isDone());
        assertTrue(dispatcher.drained().isDone());
        stepAt(100 * MS);
        assertEquals(List.of("+q", "-q"), sent);
        assertEquals(List.of("held", "played", "held"), ends);
    }

    @Test
    void aManagedKeysDelayKeepsBackWhatWaitsForItsTurn() {
        submit("q");
        submit("Bolt", "w", Lane.LOW);
        stepAt(0);
        dispatcher.submitPlayerKey(Key.E, "e", Duration.ofMillis(100), 10 * MS);
        stepAt(10 * MS);
        for (long at = 25; at < 110; at++) {
            stepAt(at * MS);
        }
        assertEquals(List.of("+q", "-q"), sent);
        stepAt(110 * MS);
        assertEquals(List.of("+q", "-q", "+e"), sent);
        stepAt(145 * MS);
        assertEquals(List.of("+q", "-q", "+e", "+w"), sent);
    }

    @Test
    void aPlayersKeyThatNobodyHadTimeToTakeIsTappedAfterAStop() {
        dispatcher.submitPlayerKey(Key.E, "e", Duration.ofMillis(50), 0);
        dispatcher.close("stop");
        stepAt(50 * MS);
        stepAt(75 * MS);
        assertEquals(List.of("+e", "-e"), sent);
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

    @Test
    void aSequencesLatenessDoesNotAddUp() {
        submit("q,delay100,w,delay100,e");
        assertEquals(25 * MS, stepAt(0));
        assertEquals(125 * MS, stepAt(28 * MS), "from when the tap should have ended");
        assertEquals(155 * MS, stepAt(130 * MS), "down for its whole press length");
        assertEquals(250 * MS, stepAt(155 * MS));
        stepAt(250 * MS);
        assertEquals(List.of("+q", "-q", "+w", "-w", "+e"), sent);
    }

    @Test
    void theGapIsKeptHoweverLateTheTapBeforeHasEnded() {
        submit("q,w,delay100,e");
        stepAt(0);
        assertEquals(65 * MS, stepAt(30 * MS));
        assertEquals(90 * MS, stepAt(65 * MS));
        assertEquals(185 * MS, stepAt(90 * MS), "as if nothing had been late");
    }

    @Test
    void aSequenceGoesOnWithItsWaitsAfterAStandstill() {
        submit("q,delay100,w,delay100,e");
        stepAt(0);
        stepAt(25 * MS);
        assertEquals(1_025 * MS, stepAt(1_000 * MS));
        assertEquals(1_125 * MS, stepAt(1_025 * MS));
    }

    @Test
    void whoWantsKeysKeptDownIsToldThatTheyWereRefused() {
        List<ActionRequest> refused = new ArrayList<>();
        dispatcher.configure(new DispatchSettings(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1, false));
        ActionRequest first = keptDown("first", refused);
        ActionRequest second = keptDown("second", refused);
        dispatcher.submit(first);
        dispatcher.submit(second);
        assertEquals(List.of(second), refused, "the lane is full");
        refuses = true;
        stepAt(0);
        assertEquals(List.of(second, first), refused);
        dispatcher.close("stopped");
        dispatcher.submit(second);
        assertEquals(List.of(second, first), refused, "nothing runs: whoever starts it submits anew");
    }

    private static ActionRequest keptDown(String label, List<ActionRequest> refused) {
        return ActionRequest.keptDown(label, List.of(Key.C), Lane.NORMAL, false, refused::add);
    }

    private void submit(String keys) {
        submit("Combo", keys, Lane.NORMAL);
    }

    private void submit(String skill, String keys, Lane lane) {
        dispatcher.submit(ActionRequest.skill(skill, action(keys), lane, false));
    }

    private static Action action(String keys) {
        return ActionSyntax.parse(keys).action().orElseThrow();
    }

    private long stepAt(long nanos) {
        now = nanos;
        return dispatcher.step(nanos);
    }

    @Test
    void whatTheGuardDeniesIsGivenUpAndToldAndWhoKeepsItDownMayTryAgain() {
        dispatcher.guardBy(new PressGuard() {
            @Override
            public boolean lets() {
                return false;
            }

            @Override
            public Windows.Focus focus() {
                return null;
            }

            @Override
            public Windows windows() {
                return null;
            }
        });
        List<String> again = new ArrayList<>();
        dispatcher.submit(ActionRequest.keptDown("Channel", List.of(Key.C), Lane.NORMAL, false,
                refused -> again.add(refused.label())));
        dispatcher.submitPlayerKey(Key.E, "e", Duration.ZERO, now);
        stepAt(0);
        stepAt(100 * MS);
        assertEquals(List.of("+e"), sent, "but the player's");
        assertEquals(List.of("held"), ends);
        assertEquals(List.of("Channel"), again);
        assertEquals(List.of(Key.E), dispatcher.down());
    }
}
