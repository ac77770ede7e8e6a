package dev.fermata.platform;

import dev.fermata.model.Key;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The codes of Linux' kernel for keys and buttons ({@code linux/input-event-codes.h}): a code names a position,
 * whatever the layout. Immutable.
 */
public final class KernelKeys {
    private static final Map<Key, Integer> KEYBOARD = Collections.unmodifiableMap(keyboardCodes());

    private KernelKeys() {
    }

    /** The code of each key of the keyboard. */
    public static Map<Key, Integer> keyboard() {
        return KEYBOARD;
    }

    /** The code of each button of the mouse; the wheel is none to the kernel. */
    public static Map<Key, Integer> buttons() {
        Map<Key, Integer> codes = new EnumMap<>(Key.class);
        run(codes, 0x110, Key.MOUSE_LEFT, Key.MOUSE_RIGHT, Key.MOUSE_MIDDLE, Key.MOUSE_BACK, Key.MOUSE_FORWARD);
        return codes;
    }

    private static Map<Key, Integer> keyboardCodes() {
        Map<Key, Integer> codes = new EnumMap<>(Key.class);
        run(codes, 2, Key.DIGIT_1, Key.DIGIT_2, Key.DIGIT_3, Key.DIGIT_4, Key.DIGIT_5, Key.DIGIT_6,
                Key.DIGIT_7, Key.DIGIT_8, Key.DIGIT_9, Key.DIGIT_0, Key.MINUS, Key.EQUAL,
                Key.BACKSPACE, Key.TAB, Key.Q, Key.W, Key.E, Key.R, Key.T, Key.Y, Key.U, Key.I, Key.O,
                Key.P, Key.LEFT_BRACKET, Key.RIGHT_BRACKET, Key.ENTER, Key.LEFT_CTRL, Key.A, Key.S,
                Key.D, Key.F, Key.G, Key.H, Key.J, Key.K, Key.L, Key.SEMICOLON, Key.QUOTE, Key.GRAVE,
                Key.LEFT_SHIFT, Key.BACKSLASH, Key.Z, Key.X, Key.C, Key.V, Key.B, Key.N, Key.M,
                Key.COMMA, Key.PERIOD, Key.SLASH, Key.RIGHT_SHIFT, Key.KP_MULTIPLY, Key.LEFT_ALT,
                Key.SPACE, Key.CAPS_LOCK, Key.F1, Key.F2, Key.F3, Key.F4, Key.F5, Key.F6, Key.F7,
                Key.F8, Key.F9, Key.F10, Key.NUM_LOCK, Key.SCROLL_LOCK, Key.KP_7, Key.KP_8, Key.KP_9,
                Key.KP_SUBTRACT, Key.KP_4, Key.KP_5, Key.KP_6, Key.KP_ADD, Key.KP_1, Key.KP_2,
                Key.KP_3, Key.KP_0, Key.KP_DECIMAL);
        run(codes, 1, Key.ESCAPE);
        run(codes, 87, Key.F11, Key.F12);
        run(codes, 96, Key.KP_ENTER, Key.RIGHT_CTRL, Key.KP_DIVIDE, Key.PRINT_SCREEN, Key.RIGHT_ALT);
        run(codes, 102, Key.HOME, Key.UP, Key.PAGE_UP, Key.LEFT, Key.RIGHT, Key.END, Key.DOWN,
                Key.PAGE_DOWN, Key.INSERT, Key.DELETE);
        run(codes, 119, Key.PAUSE);
        run(codes, 125, Key.LEFT_META, Key.RIGHT_META, Key.MENU);
        run(codes, 183, Key.F13, Key.F14, Key.F15, Key.F16, Key.F17, Key.F18, Key.F19, Key.F20,
                Key.F21, Key.F22, Key.F23, Key.F24);
        return codes;
    }

    /** Consecutive codes from {@code first}. */
    private static void run(Map<Key, Integer> codes, int first, Key... keys) {
        for (int i = 0; i < keys.length; i++) {
            codes.put(keys[i], first + i);
        }
    }
}
