package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys.Reading;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyBeliefTest {
    private static final long MS = 1_000_000;
    private Reading reading = Reading.UP;
    private int reads;
    private boolean mayLetGo = true;
    private final List<String> corrections = new ArrayList<>();
    private final KeyBelief watch = new KeyBelief((key, sentByUs) -> {
        reads++;
        return reading;
    }, key -> false, key -> mayLetGo);

    private final KeyBelief.Correction correction = new KeyBelief.Correction() {
        @Override
        public void corrected(Key key, boolean nowDown, boolean covered) {
            corrections.add(key + (nowDown ? " down" : " up"));
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
    void aRepeatChangesNothing() {
        assertTrue(watch.believe(Key.Q, true, 0));
        assertFalse(watch.believe(Key.Q, true, 30 * MS));
        assertTrue(watch.believe(Key.Q, false, 60 * MS));
        assertFalse(watch.believe(Key.Q, false, 60 * MS));
    }

    @Test
    void aRepeatPutsNoReadingOff() {
        reading = Reading.DOWN;
        watch.believe(Key.Q, true, 0);
        watch.believe(Key.Q, true, 5 * MS);
        assertEquals(15 * MS, watch.deadline());
        check(15 * MS);
        watch.believe(Key.Q, true, 30 * MS);
        assertEquals(115 * MS, watch.deadline());
    }

    @Test
    void looksOnceAfterAReleaseAndThenNoMore() {
        watch.believe(Key.Q, true, 0);
        watch.believe(Key.Q, false, 10 * MS);
        assertEquals(25 * MS, watch.deadline());
        check(25 * MS);
        assertEquals(Clock.NEVER, watch.deadline());
        assertEquals(1, reads);
    }

    @Test
    void looksAgainAndAgainWhileAKeyIsDown() {
        reading = Reading.DOWN;
        watch.believe(Key.Q, true, 0);
        check(15 * MS);
        assertEquals(115 * MS, watch.deadline());
        check(115 * MS);
        assertEquals(215 * MS, watch.deadline());
        assertEquals(List.of(), corrections);
    }

    @Test
    void oneContraryReadingIsNotEnough() {
        watch.believe(Key.Q, true, 0);
        check(15 * MS);
        reading = Reading.DOWN;
        check(30 * MS);
        reading = Reading.UP;
        check(130 * MS);
        assertEquals(List.of(), corrections);
        check(145 * MS);
        assertEquals(List.of("q up"), corrections);
    }

    @Test
    void aLostReleaseIsFoundWithinTheGuaranteeAtTheWorstMoment() {
        reading = Reading.DOWN;
        watch.believe(Key.Q, true, 0);
        check(15 * MS);
        check(115 * MS);
        reading = Reading.UP;
        long lostAt = 115 * MS + 1;
        long now = lostAt;
        while (corrections.isEmpty()) {
            now = watch.deadline();
            check(now);
        }
        assertTrue(now - lostAt <= KeyBelief.POLL_NANOS + 2 * KeyBelief.RECHECK_NANOS);
        assertTrue(now - lostAt < 250 * MS);
    }

    @Test
    void echoesPutNoReadingOff() {
        reading = Reading.DOWN;
        watch.believe(Key.Q, true, 0);
        check(15 * MS);
        reading = Reading.UP;
        for (long now = 20 * MS; corrections.isEmpty(); now += 5 * MS) {
            assertTrue(now < 270 * MS, "not found although it was read " + reads + " times");
            watch.doubt(Key.Q, now);
            if (watch.deadline() <= now) {
                check(now);
            }
        }
    }

    @Test
    void aKeyFoundDownIsBelievedDown() {
        reading = Reading.DOWN;
        watch.doubt(Key.Q, 0);
        check(15 * MS);
        check(30 * MS);
        assertEquals(List.of("q down"), corrections);
        assertTrue(watch.isDown(Key.Q));
    }

    @Test
    void whereThePlatformCannotTellAKeyIsBelievedForAMinute() {
        reading = Reading.UNKNOWN;
        watch.believe(Key.Q, true, 0);
        long now = 0;
        while (corrections.isEmpty()) {
            now = watch.deadline();
            check(now);
        }
        assertTrue(now > KeyBelief.BLIND_NANOS && now < KeyBelief.BLIND_NANOS + 250 * MS, "at " + now);
        assertEquals(List.of("q up"), corrections);
    }

    @Test
    void thatMinuteIsCountedFromItsPressAndToTheTick() {
        reading = Reading.UNKNOWN;
        watch.believe(Key.Q, true, 40_000 * MS);
        long end = 40_000 * MS + KeyBelief.BLIND_NANOS;
        check(end - KeyBelief.POLL_NANOS);
        check(end);
        assertEquals(end + KeyBelief.POLL_NANOS, watch.deadline(), "nothing speaks against it yet");
        check(end + KeyBelief.POLL_NANOS);
        check(end + KeyBelief.POLL_NANOS + KeyBelief.RECHECK_NANOS);
        assertEquals(List.of("q up"), corrections);
    }

    @Test
    void aSignOfLifeKeepsAnUnreadableKeyDown() {
        reading = Reading.UNKNOWN;
        watch.believe(Key.Q, true, 0);
        for (long now = 0; now < 3 * KeyBelief.BLIND_NANOS; now += KeyBelief.BLIND_NANOS / 2) {
            watch.believe(Key.Q, true, now);
            check(now + KeyBelief.RECHECK_NANOS);
        }
        assertEquals(List.of(), corrections);
    }

    @Test
    void anUnreadableKeyIsAsBelievedForHotkeys() {
        reading = Reading.UNKNOWN;
        watch.believe(Key.Q, true, 0);
        assertTrue(watch.isReallyDown(Key.Q));
        reading = Reading.UP;
        assertFalse(watch.isReallyDown(Key.Q));
    }

    @Test
    void aForgottenKeyIsNotLookedAt() {
        watch.believe(Key.Q, true, 0);
        watch.forget(Key.Q);
        assertEquals(Clock.NEVER, watch.deadline());
        assertFalse(watch.isDown(Key.Q));
    }

    @Test
    void aKeyThatMayNotBeLetGoOfIsToldUpOnceUntilAnEventComes() {
        mayLetGo = false;
        watch.believe(Key.Q, true, 0);
        play(2_000);
        assertEquals(List.of("q left down"), corrections);
        assertTrue(watch.isDown(Key.Q));

        // Pressed and lost again: told again.
        watch.believe(Key.Q, true, 2_000 * MS);
        play(4_000);
        assertEquals(List.of("q left down", "q left down"), corrections);

        assertTrue(watch.believe(Key.Q, false, 4_000 * MS));
        play(5_000);
        assertEquals(2, corrections.size());
        assertEquals(Clock.NEVER, watch.deadline());
    }

    @Test
    void aKeyThatMayNotBeLetGoOfIsStillFoundDown() {
        mayLetGo = false;
        reading = Reading.DOWN;
        watch.doubt(Key.Q, 0);
        play(100);
        assertEquals(List.of("q down"), corrections);
    }

    @Test
    void aReleaseOfAKeyDownLongerThanEverIsReadAtOnceAndBelieved() {
        watch.believe(Key.Q, true, 0);
        assertTrue(watch.believe(Key.Q, false, 500 * MS));
        assertEquals(1, reads);
        watch.believe(Key.Q, true, 1_000 * MS);
        assertTrue(watch.believe(Key.Q, false, 1_500 * MS));
        assertEquals(1, reads, "no longer than the one before");
    }

    @Test
    void aReleaseIsConfirmedOnceAPressHasComeWithOne() {
        pair(500);
        reading = Reading.UP;
        assertFalse(watch.believe(Key.Q, false, 800 * MS));
        assertEquals(815 * MS, watch.deadline());
        check(815 * MS);
        assertEquals(List.of("q up as told"), corrections);
        assertFalse(watch.isDown(Key.Q));
        assertEquals(Clock.NEVER, watch.deadline());
    }

    @Test
    void aReleaseThatAnotherDeviceContradictsIsNone() {
        pair(500);
        assertFalse(watch.believe(Key.Q, false, 800 * MS));
        check(815 * MS);
        assertEquals(List.of(), corrections);
        assertTrue(watch.isDown(Key.Q));
    }

    @Test
    void whereThePlatformCannotTellAReleaseIsConfirmedByTime() {
        pair(500);
        reading = Reading.UNKNOWN;
        assertFalse(watch.believe(Key.Q, false, 800 * MS));
        check(815 * MS);
        assertEquals(List.of("q up as told"), corrections);
    }

    @Test
    void aTapAndAButtonAreNeverConfirmed() {
        pair(500);
        reading = Reading.UP;
        watch.believe(Key.W, true, 1_000 * MS);
        assertTrue(watch.believe(Key.W, false, 1_099 * MS));
        watch.believe(Key.MOUSE_RIGHT, true, 1_000 * MS);
        assertTrue(watch.believe(Key.MOUSE_RIGHT, false, 3_000 * MS));
    }

    @Test
    void keysThatAreDownAreBelievedDownAtOnceWhenLookedAt() {
        reading = Reading.DOWN;
        watch.look(Set.of(Key.Q), 0, correction);
        assertEquals(List.of("q down"), corrections);
        assertTrue(watch.isDown(Key.Q));
    }

    /** Q goes down and repeats once, at that time, as a release and a press. */
    private void pair(long millis) {
        reading = Reading.DOWN;
        watch.believe(Key.Q, true, 0);
        assertFalse(watch.believe(Key.Q, false, millis * MS));
        assertFalse(watch.believe(Key.Q, true, millis * MS + 1));
    }

    /** Checks at every deadline up to then. */
    private void play(long untilMillis) {
        while (watch.deadline() <= untilMillis * MS) {
            check(watch.deadline());
        }
    }

    private void check(long now) {
        watch.check(now, correction);
    }
}
