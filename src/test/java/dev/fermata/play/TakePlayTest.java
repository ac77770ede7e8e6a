package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.config.TakeText;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.PressGuard;
import dev.fermata.platform.Windows;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A take at the dispatcher, on a clock by hand: what is sent, and when, in microseconds. */
class TakePlayTest {
    private static final long MICRO = 1_000;

    private final HandClock clock = new HandClock();
    private final List<String> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Bus bus = new Bus(new FailFast());
    private long playedAt;
    private long slowMicros;
    private boolean refuses;
    private boolean lets = true;
    private final Dispatcher dispatcher = new Dispatcher(clock, bus, new Recorder(), new EchoFilter(),
            BufferLimits.DEFAULTS, () -> { }, () -> { });

    private final class Recorder implements Injector {
        @Override
        public void press(Key key) {
            if (refuses) {
                throw new DesktopException("refused");
            }
            clock.pass(Duration.ofNanos(slowMicros * MICRO));
            slowMicros = 0;
            note("+" + key);
        }

        @Override
        public void release(Key key) {
            note("-" + key);
        }

        @Override
        public void movePointer(int x, int y) {
            note(x + "/" + y);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        private void note(String what) {
            sent.add(clock.nanos() / MICRO + " " + what);
        }
    }

    /** Writes down how actions ended, and what is said. */
    public final class Listener {
        @Subscribe
        public void on(Event event) {
            if (event instanceof Event.ActionDropped dropped) {
                told.add("dropped: " + dropped.reason());
            } else if (event instanceof Event.ActionPlayed) {
                told.add("played");
                playedAt = micros();
            } else if (event instanceof Event.Advice advice) {
                told.add(advice.message());
            }
        }
    }

    TakePlayTest() {
        bus.register(new Listener());
        dispatcher.resume();
    }

    @Test
    void everyStrokeHasItsOwnTimeAndThoseOfOneTimeTheirOrder() {
        play("0 down q\n 3 down w\n 3 up q\n 3 down q\n 7 up w\n 7 up q\n 9 end");
        assertEquals(List.of("0 +q", "3 +w", "3 -q", "3 +q", "7 -w", "7 -q"), sent);
        assertEquals(List.of("played"), told);
        assertEquals(9, playedAt, "it ends with its end");
    }

    @Test
    void itsTimeCountsFromWhenTheFirstStrokeWasSent() {
        slowMicros = 7;
        play("0 down q\n 10 up q\n 20 down w\n 30 up w");
        assertEquals(List.of("7 +q", "17 -q", "27 +w", "37 -w"), sent);
    }

    @Test
    void oneThatIsSentLateMakesTheNextNoLater() {
        submit(request("0 down q\n 10 up q\n 20 down w\n 30 up w", true));
        runTo(15);
        slowMicros = 7;
        runTo(1_000);
        assertEquals(List.of("0 +q", "10 -q", "27 +w", "30 -w"), sent);
    }

    @Test
    void itIsPlayedFasterOftenerAndFromWhereItIsAskedTo() {
        submit(new Action.Take(take("0 down q\n 10 up q\n 20 down w\n 40 up w"), 2, 2, 5));
        runTo(200);
        assertEquals(List.of("0 +q", "2 -q", "7 +w", "17 -w", "17 +q", "22 -q", "27 +w", "37 -w"), sent);
    }

    @Test
    void whatIsDownAtItsEndComesUpBeforeItBeginsAnew() {
        submit(new Action.Take(take("0 down q\n 5 down w\n 10 end"), 1, 2, 0));
        runTo(200);
        assertEquals(List.of("0 +q", "5 +w", "10 -w", "10 -q", "10 +q", "15 +w", "20 -w", "20 -q"), sent);
    }

    @Test
    void itStandsStillWhileAHoldIsOnAndGoesOnFromThere() {
        for (boolean ofSkill : List.of(true, false)) {
            sent.clear();
            long begin = micros();
            submit(request("0 down q\n 10 down w\n 30 up w\n 40 up q", ofSkill));
            runTo(begin + 12);
            dispatcher.hold();
            runTo(begin + 1_012);
            dispatcher.resume();
            runTo(begin + 100_000);
            assertEquals(List.of("0 +q", "10 +w", "12 -w", "12 -q", "1012 +q", "1012 +w", "1030 -w", "1040 -q"),
                    since(begin));
        }
        assertEquals(List.of("played", "played"), told);
    }

    @Test
    void aHoldAtTheVeryTimeOfAStrokeComesFirst() {
        submit(request("0 down q\n 10 up q\n 10 down w\n 20 up w", true));
        runTo(9);
        moveTo(10 * MICRO);
        dispatcher.hold();
        runTo(100);
        dispatcher.resume();
        runTo(500);
        assertEquals(List.of("0 +q", "10 -q", "100 +q", "100 -q", "100 +w", "110 -w"), sent);
    }

    @Test
    void aHoldThatNobodyHadTimeToNoticeCountsAllTheSame() {
        submit(request("0 down q\n 100 up q", true));
        runTo(10);
        moveTo(30 * MICRO);
        dispatcher.hold();
        moveTo(50 * MICRO);
        dispatcher.resume();
        runTo(500);
        assertEquals(List.of("0 +q", "50 -q", "50 +q", "120 -q"), sent);
    }

    @Test
    void itWaitsForTheEndOfAnAnnouncedKeyOfThePlayers() {
        submit(request("0 down q\n 100 up q", true));
        runTo(10);
        ActionRequest key = dispatcher.submitPlayerKey(Key.E, "e", Duration.ofNanos(30 * MICRO), clock.nanos());
        dispatcher.letGo(key);
        runTo(60_000);
        assertEquals(List.of("0 +q", "10 -q", "40 +e", "40 +q", "130 -q", "25040 -e"), sent);
    }

    @Test
    void aStopLeavesNothingDownAndNothingComesAfterIt() {
        submit(request("0 down q\n 5 down w\n 10 up w", false));
        runTo(7);
        dispatcher.close("stop");
        dispatcher.resume();
        runTo(100);
        assertEquals(List.of("0 +q", "5 +w", "7 -w", "7 -q"), sent);
        assertEquals(List.of("dropped: stop"), told);
        assertEquals(List.of(), dispatcher.down());
    }

    @Test
    void aStopWhileItStandsStillEndsItToo() {
        submit(request("0 down q\n 5 up q", true));
        runTo(2);
        dispatcher.silence();
        runTo(3);
        dispatcher.close("stop");
        dispatcher.resume();
        runTo(100);
        assertEquals(List.of("0 +q", "2 -q"), sent);
        assertEquals(List.of("dropped: stop"), told);
    }

    @Test
    void aRefusedStrokeEndsItWithNothingDown() {
        submit(request("0 down q\n 5 down w\n 10 up w", true));
        runTo(2);
        refuses = true;
        runTo(100);
        assertEquals(List.of("0 +q", "5 -w", "5 -q"), sent);
        assertEquals(List.of("dropped: " + Dispatcher.FAILED), told);
    }

    @Test
    void nothingIsSentIntoAnotherWindowAndItGoesOnWhereItWas() {
        dispatcher.guardBy(new PressGuard() {
            @Override
            public boolean lets() {
                return lets;
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
        submit(request("0 down q\n 5 move 1 2\n 6 wheel -2\n 8 up q", true));
        runTo(2);
        lets = false;
        runTo(15_000);
        lets = true;
        runTo(50_000);
        assertEquals(List.of("0 +q", "5 -q", "20005 +q", "20005 1/2", "20006 +wheel_down", "20006 -wheel_down",
                "20006 +wheel_down", "20006 -wheel_down", "20008 -q"), sent);
        assertEquals(List.of("played"), told);
    }

    @Test
    void whereNothingMovesThePointerThatIsLeftOutAndSaidOnce() {
        dispatcher.leaveOutMoves();
        play("0 move 1 2\n 5 move 3 4\n 6 wheel 1\n");
        assertEquals(List.of("6 +wheel_up", "6 -wheel_up"), sent);
        assertEquals(List.of("this desktop does not let Fermata move the pointer; what 'combo' and other takes move is"
                + " left out", "played"), told);
    }

    @Test
    void nobodyPressesBetweenItsStrokesAndThereIsNoGapBetweenThem() {
        submit(request("0 down q\n 50000 up q\n 50000 down w\n 60000 up w", true));
        runTo(10);
        submit(ActionRequest.api("other", new Action.Tap(Key.E), Lane.EMERGENCY));
        runTo(200_000);
        assertEquals(List.of("0 +q", "50000 -q", "50000 +w", "60000 -w", "95000 +e", "120000 -e"), sent);
    }

    @Test
    void whatRunsDuringAHoldPlaysWhileItStandsStill() {
        submit(request("0 down q\n 100000 up q", true));
        runTo(10);
        dispatcher.hold();
        submit(ActionRequest.skill("potion", new Action.Tap(Key.DIGIT_1), Lane.NORMAL, true));
        runTo(40_000);
        dispatcher.resume();
        runTo(300_000);
        assertEquals(List.of("0 +q", "10 -q", "35010 +1", "60010 -1", "95010 +q", "195000 -q"), sent);
    }

    @Test
    void afterAStandstillOfTheMachineItGoesOnInsteadOfCatchingUp() {
        submit(request("0 down q\n 10 up q\n 20 down w\n 30 up w", true));
        runTo(5);
        moveTo(500_000 * MICRO);
        runTo(600_000);
        assertEquals(List.of("0 +q", "500000 -q", "500010 +w", "500020 -w"), sent);
    }

    @Test
    void itCannotBeSlowerLongerOrLaterThanThereIsOfIt() {
        Take take = take("0 down q\n 5 up q");
        assertThrows(IllegalArgumentException.class, () -> new Action.Take(take, 0.09, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Action.Take(take, Double.NaN, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Action.Take(take, 1, 1_001, 0));
        assertThrows(IllegalArgumentException.class, () -> new Action.Take(take, 1, 1, 6));
        assertTrue(new Action.Take(take).keys().contains(Key.Q));
    }

    private void play(String lines) {
        submit(request(lines, true));
        runTo(1_000);
    }

    private static ActionRequest request(String lines, boolean ofSkill) {
        Action take = new Action.Take(take(lines));
        return ofSkill ? ActionRequest.skill("combo", take, Lane.NORMAL, false)
                : ActionRequest.api("combo", take, Lane.NORMAL);
    }

    private static Take take(String lines) {
        return TakeText.read("combo.take", "fermata take 1\n" + lines).required();
    }

    private void submit(Action.Take take) {
        submit(ActionRequest.api("combo", take, Lane.NORMAL));
    }

    private void submit(ActionRequest request) {
        assertTrue(dispatcher.submit(request));
    }

    /** Lets time pass until then, stepping at each deadline. */
    private void runTo(long micros) {
        long end = micros * MICRO;
        long next = dispatcher.step(clock.nanos());
        while (next <= end && next != Clock.NEVER) {
            moveTo(Math.max(next, clock.nanos()));
            next = dispatcher.step(clock.nanos());
        }
        moveTo(end);
    }

    private void moveTo(long nanos) {
        clock.pass(Duration.ofNanos(nanos - clock.nanos()));
    }

    private List<String> since(long begin) {
        return sent.stream().map(each -> each.split(" ", 2))
                .map(each -> Long.parseLong(each[0]) - begin + " " + each[1]).toList();
    }

    private long micros() {
        return clock.nanos() / MICRO;
    }
}
