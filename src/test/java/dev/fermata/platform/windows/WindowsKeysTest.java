package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.platform.win32.WinUser;
import dev.fermata.model.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowsKeysTest {
    @ParameterizedTest
    @EnumSource(Key.class)
    void everyKeyCanBeSentAndAsked(Key key) {
        assertEquals(key.isWheel(), WindowsKeys.virtualKeysByKey().get(key).isEmpty());
        if (key.isMouse()) {
            assertNotNull(WindowsInjector.buttonEvent(key, true));
        } else if (key != Key.PAUSE) {
            assertNotNull(WindowsKeys.scanCodesByKey().get(key));
        }
    }

    @Test
    void noTwoKeysShareAScanCode() {
        Map<WindowsKeys.ScanCode, Key> seen = new HashMap<>();
        WindowsKeys.scanCodesByKey().forEach((key, code) -> assertNull(seen.put(code, key), code + ""));
    }

    @Test
    void onlyTheNumpadSharesVirtualKeys() {
        Set<Integer> seen = new HashSet<>();
        WindowsKeys.virtualKeysByKey().forEach((key, codes) -> {
            if (key.compareTo(Key.KP_0) < 0 || key.isMouse()) {
                codes.forEach(code -> assertEquals(true, seen.add(code), key + " " + code));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"ESCAPE,1,false", "Q,16,false", "LEFT_SHIFT,42,false", "RIGHT_SHIFT,54,false",
        "RIGHT_CTRL,29,true", "KP_ENTER,28,true", "KP_DIVIDE,53,true", "PRINT_SCREEN,55,true",
        "DELETE,83,true", "KP_DECIMAL,83,false", "UP,72,true", "KP_8,72,false", "NUM_LOCK,69,false",
        "F12,88,false", "F13,100,false", "F24,118,false", "MENU,93,true"})
    void scanCodesAreSetOne(Key key, int code, boolean extended) {
        assertEquals(new WindowsKeys.ScanCode(code, extended), WindowsKeys.scanCodesByKey().get(key));
    }

    @ParameterizedTest
    @CsvSource({"A,65", "Z,90", "DIGIT_9,57", "F1,112", "F24,135", "LEFT_SHIFT,160", "RIGHT_SHIFT,161",
        "LEFT_CTRL,162", "RIGHT_CTRL,163", "LEFT_ALT,164", "RIGHT_ALT,165", "RIGHT_META,92", "UP,38",
        "LEFT,37", "RIGHT,39", "DOWN,40", "PAGE_DOWN,34", "NUM_LOCK,144", "SLASH,191", "QUOTE,222",
        "PERIOD,190", "SPACE,32", "MENU,93", "KP_ENTER,13", "MOUSE_MIDDLE,4"})
    void virtualKeysAreThoseOfTheHeaderFile(Key key, int code) {
        assertEquals(List.of(code), WindowsKeys.virtualKeysByKey().get(key));
    }

    @Test
    void numpadIsAskedUnderBothItsVirtualKeys() {
        assertEquals(List.of(0x67, 0x24), WindowsKeys.virtualKeysByKey().get(Key.KP_7));
        assertEquals(List.of(0x60, 0x2D), WindowsKeys.virtualKeysByKey().get(Key.KP_0));
    }

    @Test
    void pauseHasTheScanCodeOfTheKeyAlthoughItGoesByVirtualKey() {
        WinUser.INPUT input = new WinUser.INPUT();
        WindowsInjector.fillKey(input, Key.PAUSE, true);
        assertEquals(0x13, input.input.ki.wVk.intValue());
        assertEquals(0x45, input.input.ki.wScan.intValue());
        assertEquals(0, input.input.ki.dwFlags.intValue());
    }

    @Test
    void flagsSayScanCodeExtendedAndRelease() {
        WindowsKeys.ScanCode up = WindowsKeys.scanCodesByKey().get(Key.UP);
        assertEquals(0x8 | 0x1, WindowsInjector.keyFlags(up, true));
        assertEquals(0x8 | 0x1 | 0x2, WindowsInjector.keyFlags(up, false));
        assertEquals(0, WindowsInjector.keyFlags(null, true));
    }

    @Test
    void buttonsNeverMoveThePointer() {
        for (Key key : Key.values()) {
            if (key.isMouse()) {
                assertEquals(0, WindowsInjector.buttonEvent(key, true).flags() & 0x8001);
                assertEquals(0, WindowsInjector.buttonEvent(key, false).flags() & 0x8001);
            }
        }
    }

    /** MOUSEINPUT in winuser.h: a positive amount is away from the user, one click is WHEEL_DELTA, 120. */
    @Test
    void aStepOfTheWheelIsOneEventOfOneDelta() {
        assertEquals(new WindowsInjector.ButtonEvent(0x0800, 120), WindowsInjector.buttonEvent(Key.WHEEL_UP, true));
        assertEquals(new WindowsInjector.ButtonEvent(0x0800, -120), WindowsInjector.buttonEvent(Key.WHEEL_DOWN, true));
    }

    /** SendInput's absolute places: 0 to 65535 over all of the desktop, taken back by a multiplication and a shift. */
    @ParameterizedTest
    @CsvSource({"0,1920", "812,1920", "1919,1920", "440,1080", "2500,3840", "3839,3840"})
    void aPlaceIsTheSamePixelAfterWindowsHasReckonedItBack(int pixel, int pixels) {
        int absolute = WindowsInjector.absolute(pixel, pixels);
        assertEquals(pixel, (int) ((long) absolute * pixels / 65_536));
        assertTrue(absolute >= 0 && absolute < 65_536);
    }

    @ParameterizedTest
    @CsvSource({"MOUSE_LEFT,MOUSE_RIGHT", "MOUSE_RIGHT,MOUSE_LEFT", "MOUSE_MIDDLE,MOUSE_MIDDLE", "MOUSE_BACK,MOUSE_BACK",
        "Q,Q"})
    void exchangedButtonsAreTheMousesOwnOnes(Key key, Key own) {
        assertEquals(own, WindowsKeys.ownButton(key, true));
        assertEquals(key, WindowsKeys.ownButton(key, false));
    }
}
