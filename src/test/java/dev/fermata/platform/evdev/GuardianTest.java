package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GuardianTest {
    private static final long BEAT = Guardian.BEAT.toNanos();

    private Process guarded;

    @BeforeEach
    void begin() throws Exception {
        guarded = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        guarded.destroyForcibly();
    }

    @Test
    void itHearsOfEachSecondInWhichDevicesAreTaken() {
        try (Guardian guardian = new Guardian(guarded.pid(), Duration.ofSeconds(60))) {
            assertEquals(Taken.NEVER, guardian.beat(false, 5));
            assertEquals(10 + BEAT, guardian.beat(true, 10));
            assertEquals(10 + BEAT, guardian.beat(true, 11));
            assertEquals(10 + 2 * BEAT, guardian.beat(true, 10 + BEAT));
            assertEquals(Taken.NEVER, guardian.beat(false, 12 + BEAT));
        }
        assertTrue(guarded.isAlive());
    }

    @Tag("long")
    @Test
    void whoStandsStillWithDevicesInItsHandsIsEnded() throws Exception {
        try (Guardian guardian = new Guardian(guarded.pid(), Duration.ofSeconds(1))) {
            guardian.beat(true, 0);
            assertTrue(guarded.waitFor(20, TimeUnit.SECONDS));
        }
    }

    @Tag("long")
    @Test
    void whoHasGivenThemBackMayStandStill() throws Exception {
        try (Guardian guardian = new Guardian(guarded.pid(), Duration.ofSeconds(1))) {
            guardian.beat(true, 0);
            guardian.beat(false, 1);
            assertTrue(!guarded.waitFor(2, TimeUnit.SECONDS));
        }
        assertTrue(!guarded.waitFor(1, TimeUnit.SECONDS), "nor is it ended with its guardian");
    }
}
