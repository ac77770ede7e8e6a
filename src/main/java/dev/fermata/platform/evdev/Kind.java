package dev.fermata.platform.evdev;

import java.util.BitSet;

/** What a device of the kernel is to this platform, by what it can tell. */
enum Kind {
    /** Has letters. May have a pointer as well, as keyboards with a trackpoint do. */
    KEYBOARD,
    /** Has a left button and moves by steps, not to places as a tablet does. */
    MOUSE,
    /** Left alone: a lid, a power button, a joystick, a touchpad. */
    OTHER;

    /**
     * @param keys the keys and buttons that it has
     * @param steps the relative axes that it has
     * @param placed whether it tells places (EV_ABS, X axis), as touchpads and tablets do: to take such a device for
     *               a keyboard or mouse would take the places from who understands them
     */
    static Kind of(BitSet keys, BitSet steps, boolean placed) {
        if (placed) {
            return OTHER;
        }
        if (keys.get(Codes.KEY_Q, Codes.KEY_Y + 1).cardinality() == Codes.KEY_Y + 1 - Codes.KEY_Q) {
            return KEYBOARD;
        }
        return keys.get(Codes.BTN_LEFT) && steps.get(Codes.REL_X) && steps.get(Codes.REL_Y) ? MOUSE : OTHER;
    }
}
