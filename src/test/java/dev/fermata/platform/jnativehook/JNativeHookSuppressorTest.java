package dev.fermata.platform.jnativehook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.kwhat.jnativehook.NativeInputEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JNativeHookSuppressorTest {
    private final JNativeHookSuppressor suppressor =
            new JNativeHookSuppressor(new JNativeHookInput(e -> { }));

    @Test
    void playersPressAndReleaseAreConsumedAsAPair() throws Exception {
        suppressor.suppress(Map.of(Key.E, Key.E));
        assertEquals("consumed", event(true));
        assertEquals("consumed", event(true));
        suppressor.suppress(Map.of());
        assertEquals("consumed", event(false));
        assertEquals("passed", event(true));
    }

    @Test
    void repeatsAndReleaseOfAPressThatPassedPass() throws Exception {
        assertEquals("passed", event(true));
        suppressor.suppress(Map.of(Key.E, Key.E));
        assertEquals("passed", event(true));
        assertEquals("passed", event(false));
        assertEquals("consumed", event(true));
    }

    @Test
    void ownInjectionPassesBetweenThePlayersPressAndRelease() throws Exception {
        suppressor.suppress(Map.of(Key.E, Key.E));
        assertEquals("consumed", event(true));
        suppressor.announce(Key.E, true);
        assertEquals("passed", event(true));
        suppressor.announce(Key.E, false);
        assertEquals("passed", event(false));
        assertEquals("consumed", event(false));
    }

    @Test
    void aPressIsConsumedUntilItsReleaseHoweverTheSuppressionChanges() throws Exception {
        assertFalse(suppressor.isConsumed(Key.E));
        suppressor.suppress(Map.of(Key.E, Key.E));
        assertFalse(suppressor.isConsumed(Key.E), "nothing was pressed yet");
        event(true);
        assertTrue(suppressor.isConsumed(Key.E));
        assertFalse(suppressor.isConsumed(Key.R));
        suppressor.announce(Key.E, true);
        event(true);
        suppressor.announce(Key.E, false);
        event(false);
        assertTrue(suppressor.isConsumed(Key.E), "those were ours");
        suppressor.suppress(Map.of());
        event(true);
        assertTrue(suppressor.isConsumed(Key.E));
        event(false);
        assertFalse(suppressor.isConsumed(Key.E));
        event(true);
        assertFalse(suppressor.isConsumed(Key.E), "it passed");
    }

    @Test
    void tellsOfEachPressThatIsConsumedAndOfNoRepeat() throws Exception {
        List<Key> kept = new ArrayList<>();
        suppressor.listen(kept::add);
        event(true);
        event(false);
        suppressor.suppress(Map.of(Key.E, Key.E));
        event(true);
        event(true);
        event(false);
        suppressor.announce(Key.E, true);
        event(true);
        assertEquals(List.of(Key.E), kept);
    }

    @Test
    void pressesOfHotkeysAreConsumedWithTheirRepeatsAndNotTold() throws Exception {
        List<Key> kept = new ArrayList<>();
        suppressor.listen(kept::add);
        suppressor.consume(List.of(new Hotkey(List.of(Set.of(Key.LEFT_CTRL, Key.RIGHT_CTRL)), Key.E)));
        assertEquals("passed", event(true));
        assertEquals("passed", event(true, NativeInputEvent.CTRL_L_MASK), "a repeat of one that passed");
        assertEquals("passed", event(false));
        assertEquals("consumed", event(true, NativeInputEvent.CTRL_R_MASK | NativeInputEvent.SHIFT_L_MASK));
        assertEquals("consumed", event(true), "a repeat after the modifier was let go");
        assertEquals("consumed", event(false));
        assertEquals("passed", event(true, NativeInputEvent.ALT_L_MASK));
        assertEquals("passed", event(false));
        suppressor.consume(List.of());
        assertEquals("passed", event(true, NativeInputEvent.CTRL_L_MASK));
        assertEquals(List.of(), kept);
    }

    private String event(boolean down) throws Exception {
        return event(down, 0);
    }

    private String event(boolean down, int modifiers) throws Exception {
        NativeKeyEvent event = new NativeKeyEvent(
                down ? NativeKeyEvent.NATIVE_KEY_PRESSED : NativeKeyEvent.NATIVE_KEY_RELEASED, modifiers, 0,
                NativeKeyEvent.VC_E, 'e');
        suppressor.consume(event, Key.E, down);
        Field reserved = NativeInputEvent.class.getDeclaredField("reserved");
        reserved.setAccessible(true);
        return reserved.getShort(event) == 1 ? "consumed" : "passed";
    }
}
