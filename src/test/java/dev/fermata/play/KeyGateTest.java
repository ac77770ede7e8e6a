package dev.fermata.play;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyGateTest {
    private static final Action TAP = new Action.Tap(Key.Q);

    private final HandClock clock = new HandClock();
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    /** Run by the injector inside the named call, whatever its lock. */
    private Runnable whileSending = () -> { };
    private Runnable afterPressing = () -> { };
    private final PressedKeys keys = new PressedKeys(new Hands(), new EchoFilter(), clock);
    private final KeyGate gate = new KeyGate(keys, clock);

    private final class Hands implements Injector {
        @Override
        public void press(Key key) {
            whileSending.run();
            sent.add("+" + key);
        }

        @Override
        public void pressAgain(Key key) {
            whileSending.run();
            sent.add("-+" + key);
        }

        @Override
        public void release(Key key) {
            whileSending.run();
            sent.add("-" + key);
        }

        @Override
        public void awaitPressed() {
            afterPressing.run();
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }

    @Test
    void isClosedAtFirstToAllButThePlayer() {
        assertFalse(gate.admits(gate.passFor(skill(true))));
        assertFalse(gate.admits(gate.passFor(api())));
        assertTrue(gate.admits(gate.passFor(players())));
        assertEquals("not started", gate.closedBecause());
    }

    @Test
    void aHoldStopsSkillsForGoodAndOthersNotAtAll() {
        gate.change(GateState.OPEN, "");
        GatePass skill = gate.passFor(skill(false));
        GatePass runs = gate.passFor(skill(true));
        GatePass client = gate.passFor(api());
        gate.change(GateState.HELD, "");
        assertEquals(KeyGate.NOT_SENT, press(Key.Q, skill));
        assertNotEquals(KeyGate.NOT_SENT, press(Key.W, runs));
        assertNotEquals(KeyGate.NOT_SENT, press(Key.E, client));
        gate.change(GateState.OPEN, "");
        assertEquals(KeyGate.NOT_SENT, press(Key.Q, skill), "what a hold has ended does not begin again with it");
        assertEquals(List.of("+w", "+e"), sent);
    }

    @Test
    void aSilenceStopsWhatRunsDuringHoldsAsWell() {
        gate.change(GateState.HELD, "");
        GatePass runs = gate.passFor(skill(true));
        gate.change(GateState.SILENT, "");
        gate.change(GateState.HELD, "");
        assertFalse(gate.admits(runs));
        assertTrue(gate.admits(gate.passFor(skill(true))));
    }

    @Test
    void aClosingEndsEverythingButThePlayers() {
        gate.change(GateState.OPEN, "");
        GatePass client = gate.passFor(api());
        GatePass player = gate.passFor(players());
        gate.change(GateState.CLOSED, "profile changed");
        gate.change(GateState.OPEN, "");
        assertTrue(gate.hasClosedSince(client));
        assertFalse(gate.admits(client));
        assertTrue(gate.hasClosedSince(player));
        assertTrue(gate.admits(player));
        assertEquals("profile changed", gate.closedBecause());
    }

    @Test
    void aDrainLetsFinishWhatHasBegunUntilItsTimeIsUp() {
        gate.change(GateState.OPEN, "");
        GatePass begun = gate.passFor(skill(false));
        CompletableFuture<Void> end = gate.drain(Duration.ofMillis(100));
        assertTrue(gate.admits(begun));
        assertFalse(gate.state().lets(skill(false)));
        assertFalse(gate.endDrain(false, clock.atMillis(100) - 1, at -> { }));
        assertFalse(end.isDone());
        List<Long> silenced = new ArrayList<>();
        assertTrue(gate.endDrain(false, clock.atMillis(100), silenced::add));
        assertEquals(List.of(clock.nanos()), silenced);
        assertTrue(end.isDone());
        assertFalse(gate.admits(begun));
        assertEquals(GateState.SILENT, gate.state());
    }

    @Test
    void aDrainIsOverAtOnceWhenNothingIsLeft() {
        gate.change(GateState.OPEN, "");
        gate.drain(Duration.ofMillis(100));
        assertTrue(gate.endDrain(true, clock.nanos(), at -> { }));
        assertTrue(gate.drained().isDone());
    }

    @Test
    void anyChangeTakesThePlaceOfADrainAndSoDoesAnother() {
        gate.change(GateState.OPEN, "");
        CompletableFuture<Void> first = gate.drain(Duration.ofMillis(100));
        clock.atMillis(60);
        CompletableFuture<Void> second = gate.drain(Duration.ofMillis(100));
        assertTrue(first.isDone());
        assertEquals(Duration.ofMillis(160).toNanos(), gate.drainUntil());
        gate.change(GateState.OPEN, "");
        assertTrue(second.isDone());
        assertFalse(gate.endDrain(true, clock.nanos(), at -> { }), "there is none any more");
        assertEquals(GateState.OPEN, gate.state());
    }

    @Test
    void tellsSinceWhenTheLatestChangeAndWhenItWasOpenLast() {
        clock.atMillis(1);
        gate.change(GateState.OPEN, "");
        clock.atMillis(2);
        gate.change(GateState.OPEN, "");
        assertEquals(Duration.ofMillis(1).toNanos(), gate.changedAt(), "nothing has changed since");
        clock.atMillis(3);
        gate.change(GateState.HELD, "");
        clock.atMillis(4);
        gate.change(GateState.SILENT, "");
        assertEquals(Duration.ofMillis(3).toNanos(), gate.leftOpenAt());
        assertEquals(Duration.ofMillis(4).toNanos(), gate.changedAt());
    }

    @Test
    void aKeyGoesUpWhenTheLastOfThoseThatPressedItLetsGo() {
        GatePass pass = gate.passFor(players());
        press(Key.Q, pass);
        press(Key.Q, pass);
        assertEquals(KeyGate.NOT_SENT, gate.release(Key.Q));
        assertTrue(keys.isDown(Key.Q));
        assertNotEquals(KeyGate.NOT_SENT, gate.release(Key.Q));
        assertEquals(List.of("+q", "-+q", "-q"), sent);
        assertEquals(List.of(), keys.down());
    }

    @Test
    void whatThePlatformRefusedToPressCountsAsDownUntilReleased() {
        whileSending = () -> {
            throw new DesktopException("refused");
        };
        assertEquals("refused", refusal(() -> press(Key.Q, gate.passFor(players()))));
        assertEquals(List.of(Key.Q), keys.down());
        assertEquals(List.of(Key.Q), gate.releaseAll());
        whileSending = () -> { };
        assertEquals(List.of(), gate.releaseAll());
        assertEquals(List.of(), keys.down());
        assertEquals(List.of("-q"), sent);
        assertEquals(0, keys.pressesSent());
    }

    @Test
    void aPauseHasReturnedWhenTheInjectionUnderWayIsOver() throws Exception {
        gate.change(GateState.OPEN, "");
        GatePass pass = gate.passFor(skill(false));
        Thread pausing = new Thread(() -> gate.change(GateState.HELD, ""));
        whileSending = () -> {
            pausing.start();
            awaitWaiting(pausing);
        };
        assertNotEquals(KeyGate.NOT_SENT, press(Key.Q, pass));
        pausing.join();
        whileSending = () -> { };
        assertEquals(KeyGate.NOT_SENT, press(Key.Q, pass));
        assertEquals(List.of("+q"), sent);
    }

    @Test
    void aPauseDoesNotWaitForAPressToTakeEffect() {
        gate.change(GateState.OPEN, "");
        Thread pausing = new Thread(() -> gate.change(GateState.HELD, ""));
        afterPressing = () -> {
            pausing.start();
            join(pausing);
        };
        press(Key.Q, gate.passFor(skill(false)));
        assertEquals(GateState.HELD, gate.state());
    }

    @Test
    void aPauseWaitsForOneInjectionOnlyWhenEverythingIsReleased() {
        GatePass pass = gate.passFor(players());
        gate.change(GateState.OPEN, "");
        List.of(Key.Q, Key.W, Key.E).forEach(key -> press(key, pass));
        Thread pausing = new Thread(() -> gate.change(GateState.HELD, ""));
        List<GateState> whenReleased = new ArrayList<>();
        whileSending = () -> {
            whenReleased.add(gate.state());
            if (whenReleased.size() == 1) {
                pausing.start();
                awaitWaiting(pausing);
            }
        };
        gate.releaseAll();
        join(pausing);
        assertEquals(List.of(GateState.OPEN, GateState.HELD, GateState.HELD), whenReleased);
    }

    @Test
    void whoeverHasReturnedKeepsNobodyWaiting() throws Exception {
        GatePass pass = gate.passFor(players());
        List<Runnable> calls = List.of(() -> gate.drain(Duration.ZERO), () -> gate.drained(),
                () -> gate.endDrain(true, 0, at -> { }), () -> gate.endDrain(true, 0, at -> { }),
                () -> gate.change(GateState.OPEN, ""), () -> gate.passFor(players()), () -> gate.admits(pass),
                () -> press(Key.Q, pass), () -> gate.release(Key.Q), () -> gate.releaseAll());
        for (Runnable call : calls) {
            call.run();
            CompletableFuture.runAsync(gate::drained).get(10, TimeUnit.SECONDS);
        }
    }

    private long press(Key key, GatePass pass) {
        return gate.press(key, pass, at -> { });
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private static void join(Thread thread) {
        await().until(() -> !thread.isAlive());
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "";
        } catch (DesktopException e) {
            return e.getMessage();
        }
    }

    private static ActionRequest skill(boolean runs) {
        return ActionRequest.skill("Bolt", TAP, Lane.NORMAL, runs);
    }

    private static ActionRequest api() {
        return ActionRequest.api("client", TAP, Lane.NORMAL);
    }

    private static ActionRequest players() {
        return ActionRequest.player("e", TAP, Lane.HIGH);
    }
}
