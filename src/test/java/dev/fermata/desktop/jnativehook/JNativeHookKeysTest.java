package dev.fermata.desktop.jnativehook;

import static com.github.kwhat.jnativehook.keyboard.NativeKeyEvent.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fermata.model.Key;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JNativeHookKeysTest {
    @ParameterizedTest
    @EnumSource(Key.class)
    void everyKeyIsHeardUnderItsOwnCode(Key key) {
        if (key.isMouse()) {
            return;
        }
        JNativeHookKeys.Code code = JNativeHookKeys.codes().get(key);
        assertNotNull(code);
        assertSame(key, JNativeHookKeys.key(code.keyCode(), code.location()));
    }

    @ParameterizedTest
    @CsvSource({"KP_7," + VC_7 + "," + VC_HOME, "KP_5," + VC_5 + "," + VC_CLEAR,
        "KP_0," + VC_0 + "," + VC_INSERT, "KP_DECIMAL," + VC_SEPARATOR + "," + VC_DELETE,
        "KP_2," + VC_2 + "," + VC_DOWN})
    void numpadKeyIsTheSameWithAndWithoutNumLock(Key key, int with, int without) {
        assertSame(key, JNativeHookKeys.key(with, KEY_LOCATION_NUMPAD));
        assertSame(key, JNativeHookKeys.key(without, KEY_LOCATION_NUMPAD));
    }

    @Test
    void sharedCodesAreToldApartByLocation() {
        assertSame(Key.SLASH, JNativeHookKeys.key(VC_SLASH, KEY_LOCATION_STANDARD));
        assertSame(Key.KP_DIVIDE, JNativeHookKeys.key(VC_SLASH, KEY_LOCATION_NUMPAD));
        assertSame(Key.PRINT_SCREEN, JNativeHookKeys.key(VC_PRINTSCREEN, KEY_LOCATION_STANDARD));
        assertSame(Key.KP_MULTIPLY, JNativeHookKeys.key(VC_PRINTSCREEN, KEY_LOCATION_NUMPAD));
        assertSame(Key.LEFT_ALT, JNativeHookKeys.key(VC_ALT, KEY_LOCATION_LEFT));
        assertSame(Key.RIGHT_ALT, JNativeHookKeys.key(VC_ALT, KEY_LOCATION_RIGHT));
    }

    @Test
    void rightShiftHasACodeOfItsOwn() {
        assertSame(Key.RIGHT_SHIFT, JNativeHookKeys.key(0x0E36, KEY_LOCATION_RIGHT));
    }

    @Test
    void unknownCodesAreNoKeys() {
        assertNull(JNativeHookKeys.key(VC_UNDEFINED, KEY_LOCATION_UNKNOWN));
        assertNull(JNativeHookKeys.key(VC_VOLUME_UP, KEY_LOCATION_STANDARD));
        assertNull(JNativeHookKeys.key(-1, KEY_LOCATION_STANDARD));
        assertNull(JNativeHookKeys.button(6));
    }

    @Test
    void everyMouseButtonIsHeard() {
        Set<Key> heard = EnumSet.noneOf(Key.class);
        for (int button = 1; button <= 5; button++) {
            heard.add(JNativeHookKeys.button(button));
        }
        assertEquals(EnumSet.range(Key.MOUSE_LEFT, Key.MOUSE_FORWARD), heard);
        assertSame(Key.MOUSE_RIGHT, JNativeHookKeys.button(2));
    }
}
