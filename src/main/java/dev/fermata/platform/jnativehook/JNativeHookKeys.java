package dev.fermata.platform.jnativehook;

import static com.github.kwhat.jnativehook.keyboard.NativeKeyEvent.*;

import com.github.kwhat.jnativehook.NativeSystem;
import com.github.kwhat.jnativehook.mouse.NativeMouseWheelEvent;
import dev.fermata.model.Key;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * JNativeHook's key codes and buttons as Fermata's keys. A code alone is ambiguous: the numpad shares
 * the codes of other keys and is told apart by its location, as are left and right modifiers. The
 * numpad's keys have two codes each, with NumLock and without; both are the same key here. Lookups
 * are array reads. Immutable.
 *
 * <p>On Windows the library (2.2.2; mended upstream since) reads {@code LLKHF_EXTENDED} the wrong way
 * round: the arrows and the navigation block, which have that flag, come with the location of the numpad,
 * and the numpad's keys without NumLock with none. So there both tables are exchanged for those codes.
 */
final class JNativeHookKeys {
    /** Right Shift has a code of its own on X11 and Windows that the library has no name for. */
    static final int VC_RIGHT_SHIFT = 0x0E36;
    /** The numpad's plus, minus: likewise without a name. */
    static final int VC_KP_ADD = 0x0E4E;
    static final int VC_KP_SUBTRACT = 0x0E4A;
    /** The digits 1 to 9 and 0, in the order of the number row. */
    private static final int[] DIGITS = {VC_1, VC_2, VC_3, VC_4, VC_5, VC_6, VC_7, VC_8, VC_9, VC_0};

    /** The keys that a numpad without NumLock shares with the arrows and the navigation block, and its 5. */
    private static final int[] NAVIGATION = {VC_HOME, VC_END, VC_PAGE_UP, VC_PAGE_DOWN, VC_INSERT, VC_DELETE, VC_UP,
        VC_DOWN, VC_LEFT, VC_RIGHT, VC_CLEAR};

    private static final int PAGE = 256;

    /** One key's code and location, for posting. */
    record Code(int keyCode, int location) {
    }

    private final Map<Key, Code> codes = new EnumMap<>(Key.class);
    /** By the code's high byte, then its low byte; null where nothing is. */
    private final Key[][] standard = new Key[PAGE][];
    private final Key[][] right = new Key[PAGE][];
    private final Key[][] numpad = new Key[PAGE][];

    /** @param family where the library runs */
    JNativeHookKeys(NativeSystem.Family family) {
        letters();
        others();
        sided();
        numpad();
        if (family == NativeSystem.Family.WINDOWS) {
            for (int code : NAVIGATION) {
                Key alone = key(code, KEY_LOCATION_STANDARD);
                hear(standard, code, key(code, KEY_LOCATION_NUMPAD));
                hear(numpad, code, alone);
            }
        }
    }

    /** Those of this machine. */
    static JNativeHookKeys ofThisMachine() {
        return new JNativeHookKeys(NativeSystem.getFamily());
    }

    /** The key of a keyboard event, or null when Fermata has no name for it. */
    Key key(int keyCode, int location) {
        Key[][] pages = switch (location) {
            case KEY_LOCATION_NUMPAD -> numpad;
            case KEY_LOCATION_RIGHT -> right;
            default -> standard;
        };
        Key[] page = pages[keyCode >>> 8 & 0xff];
        return page == null ? null : page[keyCode & 0xff];
    }

    /** The mouse button of that number, or null. JNativeHook counts right as 2 and middle as 3. */
    static Key button(int button) {
        return switch (button) {
            case 1 -> Key.MOUSE_LEFT;
            case 2 -> Key.MOUSE_RIGHT;
            case 3 -> Key.MOUSE_MIDDLE;
            case 4 -> Key.MOUSE_BACK;
            case 5 -> Key.MOUSE_FORWARD;
            default -> null;
        };
    }

    /** The step of the wheel by where it turned and how far, away from the user below 0; or null. */
    static Key wheel(int direction, int rotation) {
        return direction != NativeMouseWheelEvent.WHEEL_VERTICAL_DIRECTION || rotation == 0 ? null
                : rotation < 0 ? Key.WHEEL_UP : Key.WHEEL_DOWN;
    }

    /** Every keyboard key's own code, for posting. */
    Map<Key, Code> codes() {
        return Collections.unmodifiableMap(codes);
    }

    private void letters() {
        int[] letters = {VC_A, VC_B, VC_C, VC_D, VC_E, VC_F, VC_G, VC_H, VC_I, VC_J, VC_K, VC_L, VC_M,
            VC_N, VC_O, VC_P, VC_Q, VC_R, VC_S, VC_T, VC_U, VC_V, VC_W, VC_X, VC_Y, VC_Z};
        run(Key.A, letters);
        run(Key.DIGIT_1, VC_1, VC_2, VC_3, VC_4, VC_5, VC_6, VC_7, VC_8, VC_9);
        run(Key.DIGIT_0, VC_0);
        run(Key.F1, VC_F1, VC_F2, VC_F3, VC_F4, VC_F5, VC_F6, VC_F7, VC_F8, VC_F9, VC_F10, VC_F11,
                VC_F12, VC_F13, VC_F14, VC_F15, VC_F16, VC_F17, VC_F18, VC_F19, VC_F20, VC_F21, VC_F22,
                VC_F23, VC_F24);
    }

    private void others() {
        run(Key.ESCAPE, VC_ESCAPE, VC_TAB, VC_CAPS_LOCK, VC_SPACE, VC_ENTER, VC_BACKSPACE,
                VC_BACKQUOTE, VC_MINUS, VC_EQUALS, VC_OPEN_BRACKET, VC_CLOSE_BRACKET, VC_BACK_SLASH,
                VC_SEMICOLON, VC_QUOTE, VC_COMMA, VC_PERIOD, VC_SLASH);
        run(Key.MENU, VC_CONTEXT_MENU, VC_UP, VC_DOWN, VC_LEFT, VC_RIGHT, VC_INSERT, VC_DELETE, VC_HOME,
                VC_END, VC_PAGE_UP, VC_PAGE_DOWN, VC_PRINTSCREEN, VC_SCROLL_LOCK, VC_PAUSE,
                VC_NUM_LOCK);
    }

    private void sided() {
        sided(VC_SHIFT, Key.LEFT_SHIFT, Key.RIGHT_SHIFT);
        sided(VC_CONTROL, Key.LEFT_CTRL, Key.RIGHT_CTRL);
        sided(VC_ALT, Key.LEFT_ALT, Key.RIGHT_ALT);
        sided(VC_META, Key.LEFT_META, Key.RIGHT_META);
        hear(standard, VC_RIGHT_SHIFT, Key.RIGHT_SHIFT);
        hear(right, VC_RIGHT_SHIFT, Key.RIGHT_SHIFT);
    }

    private void sided(int code, Key left, Key onRight) {
        hear(standard, code, left);
        hear(right, code, onRight);
        codes.put(left, new Code(code, KEY_LOCATION_LEFT));
        codes.put(onRight, new Code(code, KEY_LOCATION_RIGHT));
    }

    private void numpad() {
        numpad(VC_END, Key.KP_1);
        numpad(VC_DOWN, Key.KP_2);
        numpad(VC_PAGE_DOWN, Key.KP_3);
        numpad(VC_LEFT, Key.KP_4);
        numpad(VC_CLEAR, Key.KP_5);
        numpad(VC_RIGHT, Key.KP_6);
        numpad(VC_HOME, Key.KP_7);
        numpad(VC_UP, Key.KP_8);
        numpad(VC_PAGE_UP, Key.KP_9);
        numpad(VC_INSERT, Key.KP_0);
        numpad(VC_DELETE, Key.KP_DECIMAL);
        for (int i = 0; i < 9; i++) {
            numpad(DIGITS[i], Key.values()[Key.KP_1.ordinal() + i]);
        }
        numpad(VC_0, Key.KP_0);
        numpad(VC_SEPARATOR, Key.KP_DECIMAL);
        numpad(VC_KP_ADD, Key.KP_ADD);
        numpad(VC_KP_SUBTRACT, Key.KP_SUBTRACT);
        numpad(VC_PRINTSCREEN, Key.KP_MULTIPLY);
        numpad(VC_SLASH, Key.KP_DIVIDE);
        numpad(VC_ENTER, Key.KP_ENTER);
        hear(numpad, VC_NUM_LOCK, Key.NUM_LOCK);
    }

    /** The last code given for a key is the one its digit or sign has while NumLock is on. */
    private void numpad(int code, Key key) {
        hear(numpad, code, key);
        codes.put(key, new Code(code, KEY_LOCATION_NUMPAD));
    }

    private void run(Key first, int... keyCodes) {
        for (int i = 0; i < keyCodes.length; i++) {
            Key key = Key.values()[first.ordinal() + i];
            hear(standard, keyCodes[i], key);
            codes.put(key, new Code(keyCodes[i], KEY_LOCATION_STANDARD));
        }
    }

    private static void hear(Key[][] pages, int code, Key key) {
        int page = code >>> 8;
        if (pages[page] == null) {
            pages[page] = new Key[PAGE];
        }
        pages[page][code & 0xff] = key;
    }
}
