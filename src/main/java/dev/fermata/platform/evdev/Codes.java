package dev.fermata.platform.evdev;

import dev.fermata.model.Key;
import dev.fermata.platform.KernelKeys;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The kernel's numbers ({@code linux/input-event-codes.h}), as far as they mean something here. Immutable. */
final class Codes {
    static final int EV_SYN = 0x00;
    static final int EV_KEY = 0x01;
    static final int EV_REL = 0x02;
    static final int EV_MSC = 0x04;
    static final int EV_LED = 0x11;

    /** Ends a frame: what belongs to one moment. */
    static final int SYN_REPORT = 0;
    /** The reader was too slow, and what follows up to the next report is incomplete. */
    static final int SYN_DROPPED = 3;

    /** What the hardware calls the key of the next event; some programs go by it. */
    static final int MSC_SCAN = 4;

    static final int REL_X = 0x00;
    static final int REL_Y = 0x01;
    static final int REL_HWHEEL = 0x06;
    static final int REL_WHEEL = 0x08;
    /** The same in steps of a 120th, which programs read instead where they know of it. */
    static final int REL_WHEEL_HI_RES = 0x0b;
    static final int REL_HWHEEL_HI_RES = 0x0c;
    static final int WHEEL_STEP = 120;

    static final int KEY_ESC = 1;
    static final int KEY_BACKSPACE = 14;
    static final int KEY_Q = 16;
    static final int KEY_Y = 21;
    static final int KEY_ENTER = 28;
    static final int BTN_LEFT = 0x110;
    /** Buttons of mice are below. */
    static final int BTN_LIMIT = 0x120;

    static final int RELEASED = 0;
    static final int PRESSED = 1;
    /** The kernel's own repeat of a key that is kept down. */
    static final int REPEATED = 2;

    /** Keys and buttons are below. */
    static final int KEY_LIMIT = 0x300;
    static final int LED_LIMIT = 0x10;

    private static final Key[] KEYS = new Key[KEY_LIMIT];
    private static final int[] CODES = new int[Key.values().length];
    private static final int NONE = -1;

    static {
        Arrays.fill(CODES, NONE);
        Map<Key, Integer> all = new EnumMap<>(KernelKeys.keyboard());
        all.putAll(KernelKeys.buttons());
        all.forEach((key, code) -> {
            KEYS[code] = key;
            CODES[key.ordinal()] = code;
        });
    }

    private Codes() {
    }

    /** The key of a code; null if Fermata has no name for it. */
    static Key key(int code) {
        return code < KEY_LIMIT ? KEYS[code] : null;
    }

    /** The code of a key; a step of the wheel has none. */
    static int code(Key key) {
        return CODES[key.ordinal()];
    }
}
