package dev.fermata.platform.windows;

import dev.fermata.model.Key;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Windows' codes for keys: scan codes (set 1, by position) for sending, since games that read raw or
 * DirectInput ignore events without them, and virtual keys for asking a key's state. From Microsoft's
 * "Keyboard Input Overview", "Virtual-Key Codes" and the scan code table of kbd.h. Immutable.
 */
final class WindowsKeys {
    /** VK_PAUSE. Pause has the prefix E1, which SendInput cannot express, so it goes by virtual key. */
    static final int VK_PAUSE = 0x13;
    /** What programs get as its scan code when the player presses it. */
    static final int PAUSE_SCAN_CODE = 0x45;

    /**
     * What SendInput needs for a key.
     *
     * @param code the scan code, without prefix
     * @param extended whether the prefix E0 belongs to it
     */
    record ScanCode(int code, boolean extended) {
    }

    private static final Map<Key, ScanCode> SCAN_CODES = scanCodes();
    private static final Map<Key, List<Integer>> VIRTUAL_KEYS = virtualKeys();

    private WindowsKeys() {
    }

    /** Every keyboard key's scan code. */
    static Map<Key, ScanCode> scanCodesByKey() {
        return SCAN_CODES;
    }

    /**
     * The virtual keys that show a key's state. The numpad's have two, with NumLock and without, the
     * latter shared with the navigation keys; both Enters share one. The wheel, which is never down, has none.
     */
    static Map<Key, List<Integer>> virtualKeysByKey() {
        return VIRTUAL_KEYS;
    }

    /**
     * The mouse's own button for the one that programs get. A user may have left and right exchanged;
     * Microsoft's pages on GetAsyncKeyState and mouse_event say that both go by the mouse's own buttons.
     *
     * @param exchanged GetSystemMetrics(SM_SWAPBUTTON), which may change at any time
     */
    static Key ownButton(Key key, boolean exchanged) {
        return switch (key) {
            case MOUSE_LEFT -> exchanged ? Key.MOUSE_RIGHT : key;
            case MOUSE_RIGHT -> exchanged ? Key.MOUSE_LEFT : key;
            default -> key;
        };
    }

    private static Map<Key, ScanCode> scanCodes() {
        Map<Key, ScanCode> codes = new EnumMap<>(Key.class);
        run(codes, 0x01, Key.ESCAPE, Key.DIGIT_1, Key.DIGIT_2, Key.DIGIT_3, Key.DIGIT_4, Key.DIGIT_5,
                Key.DIGIT_6, Key.DIGIT_7, Key.DIGIT_8, Key.DIGIT_9, Key.DIGIT_0, Key.MINUS, Key.EQUAL,
                Key.BACKSPACE, Key.TAB, Key.Q, Key.W, Key.E, Key.R, Key.T, Key.Y, Key.U, Key.I, Key.O,
                Key.P, Key.LEFT_BRACKET, Key.RIGHT_BRACKET, Key.ENTER, Key.LEFT_CTRL, Key.A, Key.S,
                Key.D, Key.F, Key.G, Key.H, Key.J, Key.K, Key.L, Key.SEMICOLON, Key.QUOTE, Key.GRAVE,
                Key.LEFT_SHIFT, Key.BACKSLASH, Key.Z, Key.X, Key.C, Key.V, Key.B, Key.N, Key.M,
                Key.COMMA, Key.PERIOD, Key.SLASH, Key.RIGHT_SHIFT, Key.KP_MULTIPLY, Key.LEFT_ALT,
                Key.SPACE, Key.CAPS_LOCK, Key.F1, Key.F2, Key.F3, Key.F4, Key.F5, Key.F6, Key.F7,
                Key.F8, Key.F9, Key.F10, Key.NUM_LOCK, Key.SCROLL_LOCK, Key.KP_7, Key.KP_8, Key.KP_9,
                Key.KP_SUBTRACT, Key.KP_4, Key.KP_5, Key.KP_6, Key.KP_ADD, Key.KP_1, Key.KP_2,
                Key.KP_3, Key.KP_0, Key.KP_DECIMAL);
        run(codes, 0x57, Key.F11, Key.F12);
        run(codes, 0x64, Key.F13, Key.F14, Key.F15, Key.F16, Key.F17, Key.F18, Key.F19, Key.F20,
                Key.F21, Key.F22, Key.F23);
        run(codes, 0x76, Key.F24);
        extended(codes, 0x1C, Key.KP_ENTER, Key.RIGHT_CTRL);
        extended(codes, 0x35, Key.KP_DIVIDE);
        extended(codes, 0x37, Key.PRINT_SCREEN, Key.RIGHT_ALT);
        extended(codes, 0x47, Key.HOME, Key.UP, Key.PAGE_UP);
        extended(codes, 0x4B, Key.LEFT);
        extended(codes, 0x4D, Key.RIGHT);
        extended(codes, 0x4F, Key.END, Key.DOWN, Key.PAGE_DOWN, Key.INSERT, Key.DELETE);
        extended(codes, 0x5B, Key.LEFT_META, Key.RIGHT_META, Key.MENU);
        return Collections.unmodifiableMap(codes);
    }

    private static void run(Map<Key, ScanCode> codes, int first, Key... keys) {
        for (int i = 0; i < keys.length; i++) {
            codes.put(keys[i], new ScanCode(first + i, false));
        }
    }

    private static void extended(Map<Key, ScanCode> codes, int first, Key... keys) {
        for (int i = 0; i < keys.length; i++) {
            codes.put(keys[i], new ScanCode(first + i, true));
        }
    }

    private static Map<Key, List<Integer>> virtualKeys() {
        Map<Key, List<Integer>> keys = new EnumMap<>(Key.class);
        range(keys, Key.A, Key.Z, 'A');
        range(keys, Key.DIGIT_0, Key.DIGIT_9, '0');
        range(keys, Key.F1, Key.F24, 0x70);
        named(keys, Key.ESCAPE, 0x1B, 0x09, 0x14, 0x20, 0x0D, 0x08);
        named(keys, Key.GRAVE, 0xC0, 0xBD, 0xBB, 0xDB, 0xDD, 0xDC, 0xBA, 0xDE, 0xBC, 0xBE, 0xBF);
        range(keys, Key.LEFT_SHIFT, Key.RIGHT_ALT, 0xA0);
        named(keys, Key.LEFT_META, 0x5B, 0x5C, 0x5D);
        named(keys, Key.UP, 0x26, 0x28, 0x25, 0x27, 0x2D, 0x2E, 0x24, 0x23, 0x21, 0x22, 0x2C, 0x91,
                VK_PAUSE, 0x90);
        int[] withoutNumLock = {0x2D, 0x23, 0x28, 0x22, 0x25, 0x0C, 0x27, 0x24, 0x26, 0x21};
        for (int digit = 0; digit <= 9; digit++) {
            keys.put(at(Key.KP_0, digit), List.of(0x60 + digit, withoutNumLock[digit]));
        }
        keys.put(Key.KP_DECIMAL, List.of(0x6E, 0x2E));
        named(keys, Key.KP_ADD, 0x6B, 0x6D, 0x6A, 0x6F, 0x0D);
        named(keys, Key.MOUSE_LEFT, 0x01, 0x02, 0x04, 0x05, 0x06);
        keys.put(Key.WHEEL_UP, List.of());
        keys.put(Key.WHEEL_DOWN, List.of());
        return Collections.unmodifiableMap(keys);
    }

    /** Keys and codes that both count up. */
    private static void range(Map<Key, List<Integer>> keys, Key first, Key last, int code) {
        for (int i = 0; i <= last.ordinal() - first.ordinal(); i++) {
            keys.put(at(first, i), List.of(code + i));
        }
    }

    /** Codes of consecutive keys. */
    private static void named(Map<Key, List<Integer>> keys, Key first, int... codes) {
        for (int i = 0; i < codes.length; i++) {
            keys.put(at(first, i), List.of(codes[i]));
        }
    }

    private static Key at(Key first, int distance) {
        return Key.values()[first.ordinal() + distance];
    }
}
