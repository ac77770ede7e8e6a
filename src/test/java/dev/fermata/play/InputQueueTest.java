package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void whatIsTakenOutMakesRoomAndIsGivenBack() {
        ActionRequest waiting = api(Lane.LOW);
        queue.offer(waiting, 0);
        queue.offer(skill("Bolt", false), 0);
        assertEquals(List.of(waiting), queue.removeIf(each -> each.lane() == Lane.LOW));
        assertEquals(0, queue.stats().get(Lane.LOW.ordinal()).depth());
        assertEquals(1, queue.stats().get(Lane.NORMAL.ordinal()).depth());
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
