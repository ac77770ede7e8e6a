package dev.fermata.platform.jnativehook;

import static com.github.kwhat.jnativehook.keyboard.NativeKeyEvent.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.github.kwhat.jnativehook.NativeSystem;
import com.github.kwhat.jnativehook.mouse.NativeMouseWheelEvent;
import dev.fermata.model.Key;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JNativeHookKeysTest {
    private static final JNativeHookKeys KEYS = new JNativeHookKeys(NativeSystem.Family.LINUX);
    private static final JNativeHookKeys WINDOWS = new JNativeHookKeys(NativeSystem.Family.WINDOWS);

    @ParameterizedTest
    @EnumSource(Key.class)
    void everyKeyIsHeardUnderItsOwnCode(Key key) {
        if (key.isMouse()) {
            return;
        }
        JNativeHookKeys.Code code = KEYS.codes().get(key);
        assertNotNull(code);
        assertSame(key, KEYS.key(code.keyCode(), code.location()));
    }

    @ParameterizedTest
    @CsvSource({"KP_7," + VC_7 + "," + VC_HOME, "KP_5," + VC_5 + "," + VC_CLEAR,
        "KP_0," + VC_0 + "," + VC_INSERT, "KP_DECIMAL," + VC_SEPARATOR + "," + VC_DELETE,
        "KP_2," + VC_2 + "," + VC_DOWN})
    void numpadKeyIsTheSameWithAndWithoutNumLock(Key key, int with, int without) {
        assertSame(key, KEYS.key(with, KEY_LOCATION_NUMPAD));
        assertSame(key, KEYS.key(without, KEY_LOCATION_NUMPAD));
    }

    /** What the library's DLL tells of each key that Windows tells by LLKHF_EXTENDED only. */
    @ParameterizedTest
    @CsvSource({"HOME,KP_7," + VC_HOME, "UP,KP_8," + VC_UP, "PAGE_UP,KP_9," + VC_PAGE_UP, "LEFT,KP_4," + VC_LEFT,
        "RIGHT,KP_6," + VC_RIGHT, "END,KP_1," + VC_END, "DOWN,KP_2," + VC_DOWN, "PAGE_DOWN,KP_3," + VC_PAGE_DOWN,
        "INSERT,KP_0," + VC_INSERT, "DELETE,KP_DECIMAL," + VC_DELETE})
    void onWindowsTheNavigationBlockComesAsTheNumpadAndTheOtherWayRound(Key extended, Key numpad, int code) {
        assertSame(extended, WINDOWS.key(code, KEY_LOCATION_NUMPAD));
        assertSame(numpad, WINDOWS.key(code, KEY_LOCATION_STANDARD));
        assertSame(extended, KEYS.key(code, KEY_LOCATION_STANDARD));
        assertSame(numpad, KEYS.key(code, KEY_LOCATION_NUMPAD));
    }

    @Test
    void onWindowsTheNumpadsFiveHasNoLocationWithoutNumLock() {
        assertSame(Key.KP_5, WINDOWS.key(VC_CLEAR, KEY_LOCATION_STANDARD));
        assertNull(WINDOWS.key(VC_CLEAR, KEY_LOCATION_NUMPAD));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, mode = EnumSource.Mode.EXCLUDE, names = {"HOME", "END", "PAGE_UP", "PAGE_DOWN",
        "INSERT", "DELETE", "UP", "DOWN", "LEFT", "RIGHT", "MOUSE_LEFT", "MOUSE_RIGHT", "MOUSE_MIDDLE", "MOUSE_BACK",
        "MOUSE_FORWARD", "WHEEL_UP", "WHEEL_DOWN"})
    void onWindowsEveryOtherKeyIsHeardAsElsewhereTheNumpadWithNumLockAmongThem(Key key) {
        JNativeHookKeys.Code code = KEYS.codes().get(key);
        assertSame(key, WINDOWS.key(code.keyCode(), code.location()));
    }

    @Test
    void theExchangeIsForThisVersionOfTheLibrary() {
        assertEquals("2.2.2", NativeSystem.class.getPackage().getImplementationVersion(),
                "LLKHF_EXTENDED was mended upstream after 2.2.2: see whether Windows still needs the exchange");
    }

    @Test
    void sharedCodesAreToldApartByLocation() {
        assertSame(Key.SLASH, KEYS.key(VC_SLASH, KEY_LOCATION_STANDARD));
        assertSame(Key.KP_DIVIDE, KEYS.key(VC_SLASH, KEY_LOCATION_NUMPAD));
        assertSame(Key.PRINT_SCREEN, KEYS.key(VC_PRINTSCREEN, KEY_LOCATION_STANDARD));
        assertSame(Key.KP_MULTIPLY, KEYS.key(VC_PRINTSCREEN, KEY_LOCATION_NUMPAD));
        assertSame(Key.LEFT_ALT, KEYS.key(VC_ALT, KEY_LOCATION_LEFT));
        assertSame(Key.RIGHT_ALT, KEYS.key(VC_ALT, KEY_LOCATION_RIGHT));
    }

    @Test
    void rightShiftHasACodeOfItsOwn() {
        assertSame(Key.RIGHT_SHIFT, KEYS.key(0x0E36, KEY_LOCATION_RIGHT));
    }

    @Test
    void unknownCodesAreNoKeys() {
        assertNull(KEYS.key(VC_UNDEFINED, KEY_LOCATION_UNKNOWN));
        assertNull(KEYS.key(VC_VOLUME_UP, KEY_LOCATION_STANDARD));
        assertNull(KEYS.key(-1, KEY_LOCATION_STANDARD));
        assertNull(JNativeHookKeys.button(6));
    }

    @Test
    void theWheelIsHeardByItsDirection() {
        assertSame(Key.WHEEL_UP, JNativeHookKeys.wheel(NativeMouseWheelEvent.WHEEL_VERTICAL_DIRECTION, -1));
        assertSame(Key.WHEEL_DOWN, JNativeHookKeys.wheel(NativeMouseWheelEvent.WHEEL_VERTICAL_DIRECTION, 3));
        assertNull(JNativeHookKeys.wheel(NativeMouseWheelEvent.WHEEL_VERTICAL_DIRECTION, 0));
        assertNull(JNativeHookKeys.wheel(NativeMouseWheelEvent.WHEEL_HORIZONTAL_DIRECTION, 1));
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
