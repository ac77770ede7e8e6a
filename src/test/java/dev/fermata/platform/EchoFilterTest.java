package dev.fermata.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter.Echo;
import org.junit.jupiter.api.Test;

class EchoFilterTest {
    private static final long MS = 1_000_000;
    private final EchoFilter own = new EchoFilter();

    @Test
    void whatWasNotAnnouncedIsThePlayers() {
        assertEquals(Echo.NONE, own.hear(Key.Q, true, 0));
    }

    @Test
    void anAnnouncementIsUsedUpByOneEventOfItsKeyAndDirection() {
        own.expect(Key.Q, true, 0);
        assertEquals(Echo.NONE, own.hear(Key.Q, false, 0));
        assertEquals(Echo.NONE, own.hear(Key.W, true, 0));
        assertEquals(Echo.PROMPT, own.hear(Key.Q, true, 5 * MS));
        assertEquals(Echo.NONE, own.hear(Key.Q, true, 5 * MS));
    }

    @Test
    void announcementsAddUp() {
        own.expect(Key.Q, true, 0);
        own.expect(Key.Q, true, 10 * MS);
        assertEquals(Echo.PROMPT, own.hear(Key.Q, true, 20 * MS));
        assertEquals(Echo.PROMPT, own.hear(Key.Q, true, 20 * MS));
        assertEquals(Echo.NONE, own.hear(Key.Q, true, 20 * MS));
    }

    @Test
    void anEchoIsKnownHoweverLateItComes() {
        own.expect(Key.Q, true, 0);
        own.expect(Key.W, true, 0);
        assertEquals(Echo.PROMPT, own.hear(Key.Q, true, EchoFilter.PROMPT_NANOS));
        assertEquals(Echo.OVERDUE, own.hear(Key.W, true, EchoFilter.PROMPT_NANOS + MS));
        own.expect(Key.W, true, 0);
        assertEquals(Echo.OVERDUE, own.hear(Key.W, true, 3_600_000 * MS));
        assertEquals(Echo.NONE, own.hear(Key.W, true, 3_600_000 * MS));
    }

    @Test
    void oneThatWaitsMakesThoseAfterItUncertain() {
        own.expect(Key.Q, true, 0);
        own.expect(Key.Q, true, 2_000 * MS);
        assertEquals(Echo.LATE, own.hear(Key.Q, true, 2_001 * MS));
        own.expect(Key.Q, true, 2_100 * MS);
        assertEquals(Echo.LATE, own.hear(Key.Q, true, 2_101 * MS));
        assertEquals(Echo.LATE, own.hear(Key.Q, true, 2_102 * MS));
        own.expect(Key.Q, true, 2_200 * MS);
        assertEquals(Echo.PROMPT, own.hear(Key.Q, true, 2_201 * MS), "nothing waited when it was announced");
    }

    @Test
    void aRetractedAnnouncementExpectsNothing() {
        own.expect(Key.Q, true, 0);
        own.retract(Key.Q, true);
        assertEquals(Echo.NONE, own.hear(Key.Q, true, 0));
    }

    @Test
    void whatWentUnheardIsForgottenAndWhatWasAnnouncedSinceIsNot() {
        own.expect(Key.Q, true, 10 * MS);
        own.expect(Key.W, true, 30 * MS);
        own.forgetUntil(20 * MS);
        assertEquals(Echo.NONE, own.hear(Key.Q, true, 40 * MS));
        assertEquals(Echo.PROMPT, own.hear(Key.W, true, 40 * MS));
    }

    @Test
    void aKeyKeptDownMayRepeatFromTheShortestDelayOn() {
        assertFalse(own.mayBeOwnRepeat(Key.Q, false, 5_000 * MS));
        own.expect(Key.Q, true, 1_000 * MS);
        own.hear(Key.Q, true, 1_001 * MS);
        long first = 1_000 * MS + EchoFilter.SHORTEST_REPEAT_DELAY_NANOS;
        assertFalse(own.mayBeOwnRepeat(Key.Q, true, first - MS));
        assertTrue(own.mayBeOwnRepeat(Key.Q, true, first));
        assertFalse(own.mayBeOwnRepeat(Key.W, false, first));
    }

    @Test
    void repeatsMayBeHeardUntilTheReleaseIs() {
        own.expect(Key.Q, true, 0);
        own.hear(Key.Q, true, 0);
        own.expect(Key.Q, false, 3_000 * MS);
        assertTrue(own.mayBeOwnRepeat(Key.Q, false, 3_500 * MS));
        own.hear(Key.Q, false, 3_600 * MS);
        assertFalse(own.mayBeOwnRepeat(Key.Q, false, 3_601 * MS));
    }

    @Test
    void aRepeatBeforeTheReleaseIsNotTheEchoOfTheNextPress() {
        own.expect(Key.Q, true, 0);
        own.hear(Key.Q, true, 0);
        own.expect(Key.Q, false, 900 * MS);
        own.expect(Key.Q, true, 910 * MS);
        assertEquals(Echo.NONE, own.hear(Key.Q, true, 911 * MS));
        assertTrue(own.mayBeOwnRepeat(Key.Q, true, 911 * MS));
        assertEquals(Echo.PROMPT, own.hear(Key.Q, false, 912 * MS));
        assertEquals(Echo.PROMPT, own.hear(Key.Q, true, 912 * MS));
    }

    @Test
    void aReleaseThatWillNotBeHeardEndsTheRepeatsToo() {
        own.expect(Key.Q, true, 0);
        own.hear(Key.Q, true, 0);
        own.expect(Key.Q, false, 3_000 * MS);
        own.retract(Key.Q, false);
        assertFalse(own.mayBeOwnRepeat(Key.Q, false, 3_001 * MS));
    }

    @Test
    void theCountIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            own.expect(Key.Q, true, 0);
        }
        int consumed = 0;
        while (own.hear(Key.Q, true, 0) != Echo.NONE) {
            consumed++;
        }
        assertEquals(255, consumed);
    }
}
