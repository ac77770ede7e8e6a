package dev.fermata.platform.jnativehook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.kwhat.jnativehook.NativeInputEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import dev.fermata.model.Key;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private String event(boolean down) throws Exception {
        NativeKeyEvent event = new NativeKeyEvent(
                down ? NativeKeyEvent.NATIVE_KEY_PRESSED : NativeKeyEvent.NATIVE_KEY_RELEASED, 0, 0,
                NativeKeyEvent.VC_E, 'e');
        suppressor.consume(event, Key.E, down);
        Field reserved = NativeInputEvent.class.getDeclaredField("reserved");
        reserved.setAccessible(true);
        return reserved.getShort(event) == 1 ? "consumed" : "passed";
    }
}
