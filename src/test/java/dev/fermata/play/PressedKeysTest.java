package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.EchoFilter.Echo;
import dev.fermata.platform.Injector;
import dev.fermata.time.HandClock;
import java.util.List;
import dev.fermata.platform.PressGuard;
import dev.fermata.platform.Windows;
import org.junit.jupiter.api.Test;

/** Which echoes are waited for: those of what the desktop has taken, and no others. */
class PressedKeysTest {
    private boolean refuses;
    private final HandClock clock = new HandClock();
    private final EchoFilter echoes = new EchoFilter();
    private final PressedKeys keys = new PressedKeys(new Hands(), echoes, clock);

    private final class Hands implements Injector {
        @Override
        public void press(Key key) {
            send();
        }

        @Override
        public void release(Key key) {
            send();
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        private void send() {
            if (refuses) {
                throw new IllegalStateException("no display");
            }
        }
    }

    @Test
    void aPressAndItsReleaseAreHeardOnceEach() {
        keys.press(Key.Q, null);
        assertEquals(Echo.PROMPT, hear(true));
        assertEquals(Echo.NONE, hear(true));
        keys.release(Key.Q);
        assertEquals(Echo.PROMPT, hear(false));
        assertEquals(Echo.NONE, hear(false));
    }

    @Test
    void anotherPressOfAKeyThatIsDownIsHeardAsAReleaseAndAPress() {
        keys.press(Key.Q, null);
        assertEquals(Echo.PROMPT, hear(true));
        keys.press(Key.Q, null);
        assertEquals(Echo.PROMPT, hear(false));
        assertEquals(Echo.PROMPT, hear(true));
        assertEquals(2, keys.pressesSent());
    }

    @Test
    void aRefusedPressIsNotWaitedForAndSaysWhatTheInjectorSaid() {
        refuses = true;
        DesktopException failure = assertThrows(DesktopException.class, () -> keys.press(Key.Q, null));
        assertEquals("the injector failed: java.lang.IllegalStateException: no display", failure.getMessage());
        assertEquals(Echo.NONE, hear(true));
        assertEquals(Echo.NONE, hear(false));
        assertEquals(0, keys.pressesSent());
    }

    @Test
    void anotherPressThatIsRefusedIsNotWaitedForEither() {
        keys.press(Key.Q, null);
        hear(true);
        refuses = true;
        assertThrows(DesktopException.class, () -> keys.press(Key.Q, null));
        assertEquals(Echo.NONE, hear(false));
        assertEquals(Echo.NONE, hear(true));
    }

    @Test
    void aRefusedReleaseIsNotWaitedForAndTheKeyStaysDown() {
        keys.press(Key.Q, null);
        hear(true);
        refuses = true;
        assertThrows(DesktopException.class, () -> keys.release(Key.Q));
        assertFalse(keys.releaseForAll(Key.Q));
        assertEquals(Echo.NONE, hear(false), "the player's");
        assertEquals(1, keys.down().size());
    }

    private Echo hear(boolean down) {
        return echoes.hear(Key.Q, down, clock.nanos());
    }

    private static PressGuard guard(boolean lets) {
        return new PressGuard() {
            @Override
            public boolean lets() {
                return lets;
            }

            @Override
            public Windows.Focus focus() {
                return null;
            }

            @Override
            public Windows windows() {
                return null;
            }
        };
    }

    @Test
    void whatTheGuardDeniesIsNotSentAndNotDown() {
        assertFalse(keys.press(Key.Q, guard(false)));
        assertEquals(List.of(), keys.down());
        assertEquals(0, keys.pressesSent());
        assertTrue(keys.press(Key.Q, guard(true)));
        assertFalse(keys.press(Key.Q, guard(false)), "nor another press of what is down");
        assertTrue(keys.release(Key.Q), "which one keeps down still");
    }
}
