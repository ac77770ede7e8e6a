package dev.fermata.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import org.junit.jupiter.api.Test;

class OwnInputTest {
    private static final long MS = 1_000_000;
    private final OwnInput own = new OwnInput();

    @Test
    void whatWasNotAnnouncedIsThePlayers() {
        assertFalse(own.consume(Key.Q, true, 0));
    }

    @Test
    void anAnnouncementIsUsedUpByOneEventOfItsKeyAndDirection() {
        own.expect(Key.Q, true, 0);
        assertFalse(own.consume(Key.Q, false, 0));
        assertFalse(own.consume(Key.W, true, 0));
        assertTrue(own.consume(Key.Q, true, 5 * MS));
        assertFalse(own.consume(Key.Q, true, 5 * MS));
    }

    @Test
    void announcementsAddUp() {
        own.expect(Key.Q, true, 0);
        own.expect(Key.Q, true, 10 * MS);
        assertTrue(own.consume(Key.Q, true, 20 * MS));
        assertTrue(own.consume(Key.Q, true, 20 * MS));
        assertFalse(own.consume(Key.Q, true, 20 * MS));
    }

    @Test
    void anAnnouncementIsForgottenAfterItsLifetime() {
        own.expect(Key.Q, true, 0);
        own.expect(Key.W, true, 0);
        assertTrue(own.consume(Key.Q, true, OwnInput.LIFETIME_NANOS));
        assertFalse(own.consume(Key.W, true, OwnInput.LIFETIME_NANOS + MS));
    }

    @Test
    void theCountStartsAnewAfterTheLifetime() {
        own.expect(Key.Q, true, 0);
        own.expect(Key.Q, true, OwnInput.LIFETIME_NANOS + MS);
        assertTrue(own.consume(Key.Q, true, OwnInput.LIFETIME_NANOS + MS));
        assertFalse(own.consume(Key.Q, true, OwnInput.LIFETIME_NANOS + MS));
    }

    @Test
    void aRetractedAnnouncementExpectsNothing() {
        own.expect(Key.Q, true, 0);
        own.retract(Key.Q, true, 0);
        assertFalse(own.consume(Key.Q, true, 0));
    }

    @Test
    void theCountIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            own.expect(Key.Q, true, 0);
        }
        int consumed = 0;
        while (own.consume(Key.Q, true, 0)) {
            consumed++;
        }
        assertTrue(consumed == 255, "consumed " + consumed);
    }
}
