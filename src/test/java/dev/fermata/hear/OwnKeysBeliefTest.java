package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is believed of a key that the agent has down as well: no event tells of the player's press of it. */
class OwnKeysBeliefTest {
    private static final long MS = 1_000_000;

    private boolean ours;
    /** Whether the agent presses the key while it is being read. */
    private boolean pressedMeanwhile;
    private boolean deviceDown;
    private final List<String> reads = new ArrayList<>();
    private final List<String> corrections = new ArrayList<>();
    private final KeyBelief belief = new KeyBelief(this::read, key -> ours, key -> true);

    private PhysicalKeys.Reading read(Key key, boolean sentByUs) {
        reads.add(sentByUs ? "device" : "any");
        ours |= pressedMeanwhile;
        return deviceDown || ours && !sentByUs ? PhysicalKeys.Reading.DOWN : PhysicalKeys.Reading.UP;
    }

    private final KeyBelief.Correction correction = new KeyBelief.Correction() {
        @Override
        public void corrected(Key key, boolean nowDown, boolean covered) {
            corrections.add(key + (nowDown ? " down" : " up") + (covered ? ", covered" : ""));
        }

        @Override
        public void confirmedUp(Key key, long heardAtNanos) {
            corrections.add(key + " up as told");
        }

        @Override
        public void leftDown(Key key) {
            corrections.add(key + " left down");
        }
    };

    @Test
    void isCoveredFromTheAgentsPressToAnyRelease() {
        assertFalse(belief.isCovered(Key.Q));
        belief.heardOwn(Key.Q, true, 0);
        assertTrue(belief.isCovered(Key.Q));
        belief.believe(Key.Q, true, 1);
        assertTrue(belief.isCovered(Key.Q));
        belief.believe(Key.Q, false, 2);
        assertFalse(belief.isCovered(Key.Q), "whoever's release it was");
        belief.heardOwn(Key.Q, true, 3);
        belief.heardOwn(Key.Q, false, 4);
        assertFalse(belief.isCovered(Key.Q));
    }

    @Test
    void isNotKnownToBeCoveredWhereEventsMayHaveBeenMissed() {
        belief.heardOwn(Key.Q, true, 0);
        belief.doubt(Key.Q, 1);
        assertFalse(belief.isCovered(Key.Q));
    }

    @Test
    void aPressThatIsFoundWhileTheAgentHasTheKeyDownWasCovered() {
        press();
        check(15);
        deviceDown = true;
        check(115);
        check(130);
        assertEquals(List.of("q down, covered"), corrections);
    }

    @Test
    void aPressThatIsFoundAfterTheKeyWasReadUpWasNot() {
        press();
        ours = false;
        belief.heardOwn(Key.Q, false, 5 * MS);
        check(20);
        deviceDown = true;
        belief.doubt(Key.Q, 30 * MS);
        check(45);
        check(60);
        assertEquals(List.of("q down"), corrections);
    }

    @Test
    void aKeyThatWasMissedIsCoveredAgainOnceItWasReadUpWithNobodyPressingIt() {
        belief.doubt(Key.Q, 0);
        check(15);
        press();
        deviceDown = true;
        check(30);
        check(45);
        assertEquals(List.of("q down, covered"), corrections);
    }

    @Test
    void aKeyThatIsFoundDownIsDownFromThenOnAndItsReleaseATaps() {
        deviceDown = true;
        belief.doubt(Key.Q, 10_000 * MS);
        check(10_015);
        check(10_030);
        assertTrue(belief.believe(Key.Q, false, 10_080 * MS), "too short to have repeated");
    }

    @Test
    void thePressOfTheAgentsDuringAReadingIsNotThePlayers() {
        pressedMeanwhile = true;
        deviceDown = false;
        belief.look(Set.of(Key.Q), 0, correction);
        assertEquals(List.of("any", "device"), reads);
        assertEquals(List.of(), corrections);
        assertFalse(belief.isDown(Key.Q));
        assertEquals(15 * MS, belief.deadline(), "looked at again all the same");
    }

    @Test
    void oneReadingIsEnoughWhereTheAgentHasPressedNothing() {
        assertFalse(belief.isReallyDown(Key.Q));
        deviceDown = true;
        assertTrue(belief.isReallyDown(Key.Q));
        assertEquals(List.of("any", "any"), reads);
        ours = true;
        assertTrue(belief.isReallyDown(Key.Q));
        assertEquals(List.of("any", "any", "device"), reads);
    }

    private void press() {
        ours = true;
        belief.heardOwn(Key.Q, true, 0);
    }

    private void check(long millis) {
        belief.check(millis * MS, correction);
    }
}
