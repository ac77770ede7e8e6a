package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningActionTest {
    private static final long MS = 1_000_000;
    private static final Action TAP = new Action.Tap(Key.Q);

    @Test
    void aWaitCountsFromWhenTheStepBeforeWasDue() {
        RunningAction action = running(Lane.NORMAL, 100 * MS);
        action.forgetStandstill(104 * MS);
        action.letPass(50 * MS);
        assertEquals(150 * MS, action.readyAt(), "not from when it was done");
        action.dueAtTheEarliest(160 * MS);
        action.letPass(50 * MS);
        assertEquals(210 * MS, action.readyAt());
    }

    @Test
    void whatWasPressedLateIsNotReleasedEarlyAndTheRestStaysInTime() {
        RunningAction action = running(Lane.NORMAL, 100 * MS);
        action.nowDown(Key.Q, 104 * MS);
        action.keepDown(25 * MS);
        assertEquals(129 * MS, action.readyAt());
        action.next();
        action.letPass(50 * MS);
        assertEquals(175 * MS, action.readyAt());
    }

    @Test
    void timeBeginsAnewAfterAStandstill() {
        RunningAction action = running(Lane.NORMAL, 0);
        long latest = RunningAction.LATEST.toNanos();
        action.forgetStandstill(latest);
        assertEquals(0, action.due());
        action.forgetStandstill(latest + 1);
        assertEquals(latest + 1, action.due());
    }

    @Test
    void itsStepsComeOneAfterTheOtherAndThenNone() {
        RunningAction action = running(Lane.NORMAL, 0);
        for (Class<?> step : List.of(Step.Begin.class, Step.Down.class, Step.KeepDown.class, Step.Up.class,
                Step.End.class)) {
            assertEquals(step, action.step().getClass());
            action.next();
        }
        assertNull(action.step());
    }

    @Test
    void whatItHadDownIsPressedAgainOnceAndInTheSameOrder() {
        RunningAction action = running(Lane.NORMAL, 0);
        action.nowDown(Key.Q, 0);
        action.nowDown(Key.W, 0);
        assertEquals(List.of(Key.W, Key.Q), action.suspend());
        assertTrue(action.nowUp(Key.W));
        assertTrue(action.nowUp(Key.Q));
        assertFalse(action.nowUp(Key.Q));
        assertEquals(List.of(), action.suspend(), "standing still already");
        assertEquals(List.of(Key.Q, Key.W), action.suspended());
        action.forgetSuspended();
        assertEquals(List.of(), action.suspended());
    }

    @Test
    void startsOneLaneUpWhenItHasWaitedTooLong() {
        long limit = Duration.ofSeconds(2).toNanos();
        RunningAction low = running(Lane.LOW, 0);
        assertEquals(Lane.LOW, low.effectiveLane(limit, limit));
        assertEquals(Lane.NORMAL, low.effectiveLane(limit + 1, limit));
        assertEquals(Lane.HIGH, running(Lane.HIGH, 0).effectiveLane(limit + 1, limit), "emergencies are no starved ones");
        low.begun = true;
        assertEquals(Lane.LOW, low.effectiveLane(limit + 1, limit));
    }

    @Test
    void theMostUrgentComesFirstAndOfThoseTheFirstSubmitted() {
        RunningActions running = new RunningActions();
        RunningAction low = running(Lane.LOW, 3);
        RunningAction late = running(Lane.HIGH, 2);
        RunningAction early = running(Lane.HIGH, 1);
        List.of(low, late, early).forEach(running::add);
        assertEquals(List.of(early, late, low), running.mostUrgentFirst(0, 1));
        running.remove(late);
        assertFalse(running.contains(late));
        assertEquals(List.of(early, low), running.mostUrgentFirst(0, 1));
    }

    @Test
    void oneOccupiesItsLaneUnlessItKeepsKeysDownOrAHoldKeepsIt() {
        RunningActions running = new RunningActions();
        RunningAction tap = running(Lane.LOW, 0);
        running.add(tap);
        assertTrue(running.occupy(Lane.LOW, GateState.OPEN));
        assertFalse(running.occupy(Lane.HIGH, GateState.OPEN));
        assertFalse(running.occupy(Lane.LOW, GateState.HELD));
        running.remove(tap);
        ActionRequest channel = ActionRequest.keptDown("Channel", List.of(Key.C), Lane.LOW, false, refused -> { });
        RunningAction kept = new RunningAction(channel, Step.of(channel.action(), MS), pass(Origin.SKILL), 0);
        running.add(kept);
        while (!(kept.step() instanceof Step.AwaitLetGo)) {
            assertTrue(running.occupy(Lane.LOW, GateState.OPEN));
            kept.next();
        }
        assertFalse(running.occupy(Lane.LOW, GateState.OPEN));
    }

    @Test
    void aDrainWaitsForWhatHasBegunAndNotForThePlayers() {
        RunningActions running = new RunningActions();
        RunningAction waits = running(Lane.LOW, 0);
        RunningAction players = new RunningAction(ActionRequest.player("e", TAP, Lane.HIGH), Step.of(TAP, MS),
                pass(Origin.PLAYER), 0);
        players.begun = true;
        running.add(waits);
        running.add(players);
        assertTrue(running.areDrained());
        waits.begun = true;
        assertFalse(running.areDrained());
    }

    /** @param due also its number */
    private static RunningAction running(Lane lane, long due) {
        ActionRequest request = ActionRequest.skill("Bolt", TAP, lane, false);
        request.queuedAs(due, 0);
        return new RunningAction(request, Step.of(TAP, 25 * MS), pass(Origin.SKILL), due);
    }

    private static GatePass pass(Origin origin) {
        return new GatePass(origin, false, false, 0, 0);
    }
}
