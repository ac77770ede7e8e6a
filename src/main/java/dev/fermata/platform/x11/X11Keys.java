package dev.fermata.platform.x11;

import dev.fermata.model.Key;
import dev.fermata.platform.KernelKeys;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The codes X11 servers on Linux use for keys and buttons. A keycode names a position, whatever the
 * layout: it is the kernel's code ({@link KernelKeys}) plus 8. Buttons follow the X
 * convention: 4 and 5 are the wheel, 6 and 7 its sides, so back and forward are 8 and 9. Immutable.
 */
public final class X11Keys {
    /** Keycodes below 8 are not allowed in the X protocol, hence the distance to the kernel's codes. */
    static final int EVDEV_OFFSET = 8;

    private static final int CODE_LIMIT = 256;

    private static final Map<Key, Integer> CODES = Collections.unmodifiableMap(codes());
    private static final Key[] KEYS = byCode(false);
    private static final Key[] BUTTONS = byCode(true);

    private X11Keys() {
    }

    /** The X keycode of a keyboard key, or the X button number of a mouse button. */
    public static int code(Key key) {
        return CODES.get(key);
    }

    /** The key of a keycode, or the button of a button number, if Fermata has a name for it. */
    public static Optional<Key> key(int code, boolean button) {
        Key[] keys = button ? BUTTONS : KEYS;
        return code < 0 || code >= CODE_LIMIT ? Optional.empty() : Optional.ofNullable(keys[code]);
    }

    private static Key[] byCode(boolean buttons) {
        Key[] keys = new Key[CODE_LIMIT];
        CODES.forEach((key, code) -> {
            if (key.isMouse() == buttons) {
                keys[code] = key;
            }
        });
        return keys;
    }

    private static Map<Key, Integer> codes() {
        Map<Key, Integer> codes = new EnumMap<>(Key.class);
        KernelKeys.keyboard().forEach((key, code) -> codes.put(key, code + EVDEV_OFFSET));
        codes.put(Key.MOUSE_LEFT, 1);
        codes.put(Key.MOUSE_MIDDLE, 2);
        codes.put(Key.MOUSE_RIGHT, 3);
        codes.put(Key.MOUSE_BACK, 8);
        codes.put(Key.MOUSE_FORWARD, 9);
        codes.put(Key.WHEEL_UP, 4);
        codes.put(Key.WHEEL_DOWN, 5);
        return codes;
    }
}
