package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.simulated.RecordingInjector;
import dev.fermata.play.InputQueue.Refusal;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputQueueTest {
    private static final Optional<Refusal> ACCEPTED = Optional.empty();
    private static final DispatchSettings SETTINGS =
            new DispatchSettings(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 2, false);
    private final HandClock clock = new HandClock();
    private final KeyGate gate = new KeyGate(new PressedKeys(new RecordingInjector(), new EchoFilter(), clock), clock);
    private final InputQueue queue = new InputQueue(gate, () -> SETTINGS, BufferLimits.DEFAULTS);

    InputQueueTest() {
        gate.change(GateState.OPEN, "");
    }

    @Test
    void aFullLaneRefusesAndTheOthersDoNot() {
        assertEquals(ACCEPTED, queue.offer(skill("one", Lane.LOW), 0));
        assertEquals(ACCEPTED, queue.offer(skill("two", Lane.LOW), 0));
        assertEquals(Optional.of(Refusal.LANE_FULL), queue.offer(skill("three", Lane.LOW), 0));
        assertEquals(ACCEPTED, queue.offer(skill("four", Lane.EMERGENCY), 0));
        LaneStats low = queue.stats().get(Lane.LOW.ordinal());
        assertEquals(2, low.depth());
        assertEquals(1, low.rejected());
    }

    @Test
    void thePlayersKeysAndClientsActionsDoNotCountAgainstALane() {
        queue.offer(skill("one", Lane.HIGH), 0);
        for (int i = 0; i < 10; i++) {
            assertEquals(ACCEPTED, offerPlayerKey(i));
            assertEquals(ACCEPTED, queue.offer(api(Lane.HIGH), 0));
        }
        assertEquals(ACCEPTED, queue.offer(skill("two", Lane.HIGH), 0));
        assertEquals(Optional.of(Refusal.LANE_FULL), queue.offer(skill("three", Lane.HIGH), 0));
    }

    @Test
    void clientsHaveABoundOfTheirOwnOverAllLanes() {
        for (int i = 0; i < BufferLimits.DEFAULTS.size(); i++) {
            assertEquals(ACCEPTED, queue.offer(api(Lane.values()[i % 4]), 0));
        }
        assertEquals(Optional.of(Refusal.BUFFER_FULL), queue.offer(api(Lane.LOW), 0));
        assertEquals(ACCEPTED, queue.offer(skill("one", Lane.LOW), 0));
    }

    @Test
    void evenThePlayersKeysAreBounded() {
        int accepted = 0;
        while (offerPlayerKey(accepted).isEmpty()) {
            accepted++;
        }
        assertEquals(InputQueue.PLAYER_CAPACITY / 2, accepted);
    }

    @Test
    void thePreDelayGoesToTheHeadOfTheEmergencyLane() {
        ActionRequest potion = api(Lane.EMERGENCY);
        queue.offer(potion, 0);
        ActionRequest delay = ActionRequest.player("e", new Action.Delay(Duration.ofMillis(50)), Lane.EMERGENCY);
        ActionRequest key = ActionRequest.player("e", new Action.KeepDown(Key.E), Lane.HIGH);
        queue.offerPlayerKey(delay, key, 7);
        assertEquals(Optional.of(delay), queue.takeFirst(Lane.EMERGENCY, each -> true));
        assertEquals(Optional.of(potion), queue.takeFirst(Lane.EMERGENCY, each -> true));
        assertEquals(7, key.submittedNanos());
    }

    @Test
    void takesInOrderTheFirstThatFits() {
        ActionRequest one = api(Lane.LOW);
        ActionRequest two = api(Lane.LOW);
        queue.offer(one, 0);
        queue.offer(two, 0);
        assertEquals(Optional.of(two), queue.takeFirst(Lane.LOW, each -> each == two));
        assertEquals(Optional.of(one), queue.takeFirst(Lane.LOW, each -> true));
        assertEquals(Optional.empty(), queue.takeFirst(Lane.LOW, each -> true));
    }

    @Test
    void aSkillWaitsOnlyOnce() {
        assertEquals(ACCEPTED, queue.offer(skill("Bolt", false), 0));
        assertEquals(Optional.of(Refusal.DUPLICATE), queue.offer(skill("Bolt", false), 0));
        assertEquals(ACCEPTED, queue.offer(skill("Wind", false), 0));
    }

    @Test
    void heldItTakesClientsActionsAndWhatRunsThrough() {
        gate.change(GateState.HELD, "");
        assertEquals(Optional.of(Refusal.HELD), queue.offer(skill("Bolt", false), 0));
        assertEquals(ACCEPTED, queue.offer(skill("Potion", true), 0));
        assertEquals(ACCEPTED, queue.offer(api(Lane.LOW), 0));
    }

    @Test
    void closedItTakesThePlayersKeysOnly() {
        gate.change(GateState.CLOSED, "stopped");
        assertEquals(Optional.of(Refusal.CLOSED), queue.offer(skill("Potion", true), 0));
        assertEquals(Optional.of(Refusal.CLOSED), queue.offer(api(Lane.LOW), 0));
        assertEquals(ACCEPTED, offerPlayerKey(0));
    }

    @Test
    void countsWhatClientsHaveWaitingHoweverItIsTakenOut() {
        assertTrue(queue.isEmpty());
        ActionRequest first = api(Lane.LOW);
        queue.offer(first, 0);
        queue.offer(api(Lane.HIGH), 0);
        queue.offer(skill("Bolt", false), 0);
        assertEquals(2, queue.buffered());
        assertFalse(queue.isEmpty());
        queue.takeFirst(Lane.HIGH, each -> true);
        assertEquals(1, queue.buffered());
        queue.removeIf(each -> each == first);
        assertEquals(0, queue.buffered());
        assertFalse(queue.isEmpty());
        queue.takeFirst(Lane.NORMAL, each -> true);
        assertTrue(queue.isEmpty());
    }

    @Test
    void aSkillThatWasTakenOutMayWaitAgain() {
        queue.offer(skill("Bolt", false), 0);
        queue.removeIf(each -> true);
        assertEquals(ACCEPTED, queue.offer(skill("Bolt", false), 0));
        queue.takeFirst(Lane.NORMAL, each -> true);
        assertEquals(ACCEPTED, queue.offer(skill("Bolt", false), 0));
    }

    @Test
    void clientsActionsExpireSoLongAfterTheGateWasLeftOrTheyCameToTheTick() {
        long age = BufferLimits.DEFAULTS.maxAge().toNanos();
        ActionRequest before = api(Lane.LOW);
        queue.offer(before, 0);
        assertEquals(Long.MAX_VALUE, queue.nextExpiry(), "nothing keeps it waiting");
        long left = clock.atMillis(10);
        gate.change(GateState.HELD, "");
        ActionRequest after = api(Lane.LOW);
        queue.offer(after, left + 5);
        queue.offer(skill("Potion", true), 0);
        assertEquals(left + age, queue.nextExpiry());
        assertEquals(List.of(), queue.removeExpired(left + age - 1));
        assertEquals(List.of(before), queue.removeExpired(left + age));
        assertEquals(List.of(after), queue.removeExpired(left + age + 5));
        assertEquals(Long.MAX_VALUE, queue.nextExpiry());
    }

    @Test
    void aRefusedKeyOfThePlayersIsCountedInItsLane() {
        while (offerPlayerKey(0).isEmpty()) {
            assertEquals(0, queue.stats().get(Lane.HIGH.ordinal()).rejected());
        }
        assertEquals(Optional.of(Refusal.LANE_FULL), offerPlayerKey(0));
        assertEquals(2, queue.stats().get(Lane.HIGH.ordinal()).rejected());
    }

    @Test
    void whatWaitsIsEstimatedByItsSteps() {
        long empty = queue.estimatedBytes();
        ActionRequest tap = api(Lane.LOW);
        queue.offer(tap, 0);
        long withTap = queue.estimatedBytes();
        assertEquals(empty + tap.estimatedBytes(), withTap);
        ActionRequest sequence = ActionRequest.api("client", new Action.Sequence(List.of(new Action.Tap(Key.Q),
                new Action.Tap(Key.W), new Action.Tap(Key.E))), Lane.LOW);
        queue.offer(sequence, 0);
        assertEquals(withTap + sequence.estimatedBytes(), queue.estimatedBytes());
        assertTrue(empty > 0 && tap.estimatedBytes() > 0);
        assertTrue(sequence.estimatedBytes() > tap.estimatedBytes());
    }

    @Test
    void whatIsTakenOutMakesRoomAndIsGivenBack() {
        ActionRequest waiting = api(Lane.LOW);
        queue.offer(waiting, 0);
        queue.offer(skill("Bolt", false), 0);
        assertEquals(List.of(waiting), queue.removeIf(each -> each.lane() == Lane.LOW));
        assertEquals(0, queue.stats().get(Lane.LOW.ordinal()).depth());
        assertEquals(1, queue.stats().get(Lane.NORMAL.ordinal()).depth());
    }

    @Test
    void whatWasSaidIsBoundByItsLaneWaitsOnceAndIsRefusedInAHold() {
        assertEquals(ACCEPTED, queue.offer(said("drink"), 0));
        assertEquals(Optional.of(Refusal.DUPLICATE), queue.offer(said("drink"), 0));
        assertEquals(ACCEPTED, queue.offer(said("jump"), 0));
        assertEquals(Optional.of(Refusal.LANE_FULL), queue.offer(said("run"), 0));
        queue.removeIf(each -> true);
        for (GateState closed : List.of(GateState.HELD, GateState.DRAINING, GateState.SILENT)) {
            gate.change(closed, "");
            assertEquals(Optional.of(Refusal.HELD), queue.offer(said("drink"), 0));
        }
        gate.change(GateState.CLOSED, "stopped");
        assertEquals(Optional.of(Refusal.CLOSED), queue.offer(said("drink"), 0));
    }

    private static ActionRequest said(String label) {
        return ActionRequest.voice(label, new Action.Tap(Key.Q), Lane.NORMAL);
    }

    private Optional<Refusal> offerPlayerKey(long at) {
        return queue.offerPlayerKey(ActionRequest.player("e", new Action.Delay(Duration.ofMillis(50)), Lane.EMERGENCY),
                ActionRequest.player("e", new Action.KeepDown(Key.E), Lane.HIGH), at);
    }

    private static ActionRequest api(Lane lane) {
        return ActionRequest.api("client", new Action.Tap(Key.Q), lane);
    }

    private static ActionRequest skill(String name, boolean runsThrough) {
        return ActionRequest.skill(name, new Action.Tap(Key.Q), Lane.NORMAL, runsThrough);
    }

    private static ActionRequest skill(String name, Lane lane) {
        return ActionRequest.skill(name, new Action.Tap(Key.Q), lane, false);
    }
}
