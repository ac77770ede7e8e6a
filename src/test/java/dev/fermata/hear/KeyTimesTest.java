package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTimesTest {
    private final KeyTimes times = new KeyTimes();

    @Test
    void theOldestMakesRoomForTheThirtyThird() {
        for (int at = 1; at <= 32; at++) {
            times.add(Key.Q, at);
        }
        assertEquals(1, times.oldest(Key.Q));
        times.add(Key.Q, 33);
        assertEquals(2, times.oldest(Key.Q));
    }

    @Test
    void whatIsOlderThanWantedIsForgottenAndWhatIsAsOldIsTaken() {
        times.add(Key.Q, 9);
        times.add(Key.Q, 10);
        times.add(Key.Q, 11);
        assertTrue(times.takeSince(Key.Q, 10));
        assertEquals(11, times.oldest(Key.Q));
        assertFalse(times.takeSince(Key.Q, 12));
        assertFalse(times.has(Key.Q));
        assertTrue(times.isEmpty());
    }

    @Test
    void theNewestIsTakenFromTheOtherEnd() {
        times.add(Key.Q, 1);
        times.add(Key.Q, 2);
        assertEquals(OptionalLong.of(2), times.takeNewest(Key.Q));
        assertEquals(OptionalLong.of(1), times.takeNewest(Key.Q));
        assertFalse(times.has(Key.Q), "a key without times is none that has them");
        assertEquals(OptionalLong.empty(), times.takeNewest(Key.Q));
    }

    @Test
    void knowsWhetherTheNewestIsYoungEnough() {
        assertFalse(times.hasSince(Key.Q, 0));
        times.add(Key.Q, 1);
        times.add(Key.Q, 5);
        assertTrue(times.hasSince(Key.Q, 5));
        assertFalse(times.hasSince(Key.Q, 6));
    }

    @Test
    void keysAreKeptApart() {
        times.add(Key.Q, 1);
        times.add(Key.W, 2);
        assertEquals(Set.of(Key.Q, Key.W), times.keys());
        times.keepOnly(Set.of(Key.W));
        assertFalse(times.has(Key.Q));
        assertTrue(times.take(Key.W));
        assertFalse(times.take(Key.W));
        assertTrue(times.isEmpty());
    }
}
