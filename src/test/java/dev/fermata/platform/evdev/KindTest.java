package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class KindTest {
    private final BitSet keys = new BitSet();
    private final BitSet steps = new BitSet();

    @Test
    void whatHasLettersIsAKeyboardWithOrWithoutAPointer() {
        keys.set(1, 84);
        assertEquals(Kind.KEYBOARD, Kind.of(keys, steps, false));
        steps.set(Codes.REL_X, Codes.REL_Y + 1);
        keys.set(Codes.BTN_LEFT);
        assertEquals(Kind.KEYBOARD, Kind.of(keys, steps, false));
    }

    @Test
    void whatPointsByStepsIsAMouse() {
        keys.set(Codes.BTN_LEFT);
        assertEquals(Kind.OTHER, Kind.of(keys, steps, false));
        steps.set(Codes.REL_X, Codes.REL_Y + 1);
        assertEquals(Kind.MOUSE, Kind.of(keys, steps, false));
    }

    @Test
    void whatPointsAtPlacesIsLeftAlone() {
        keys.set(1, 84);
        keys.set(Codes.BTN_LEFT);
        steps.set(Codes.REL_X, Codes.REL_Y + 1);
        assertEquals(Kind.OTHER, Kind.of(keys, steps, true));
    }

    @Test
    void aPowerButtonIsNoKeyboard() {
        keys.set(116);
        assertEquals(Kind.OTHER, Kind.of(keys, steps, false));
    }
}
