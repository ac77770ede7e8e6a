package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets what is typed, on desktops that are played. */
class InputDesktopTest {
    private static final Pointer OURS = Pointer.createConstant(0x10);
    private final Map<Pointer, String> names = new HashMap<>(Map.of(OURS, "Default"));
    private Pointer input = Pointer.createConstant(0x20);
    private int open;
    private final InputDesktop desktop = new InputDesktop(new InputDesktop.Calls() {
        @Override
        public Pointer OpenInputDesktop(int flags, int inherit, int access) {
            open += input == null ? 0 : 1;
            return input;
        }

        @Override
        public Pointer GetThreadDesktop(int thread) {
            return OURS;
        }

        @Override
        public int GetUserObjectInformationW(Pointer object, int which, Pointer into, int bytes,
                IntByReference needed) {
            if (which != 2 || !names.containsKey(object)) {
                return 0;
            }
            into.setWideString(0, names.get(object));
            return 1;
        }

        @Override
        public int CloseDesktop(Pointer closed) {
            open--;
            return 1;
        }
    }, 1);

    @Test
    void theOneOfTheSameNameIsOurs() {
        names.put(input, "Default");
        assertTrue(desktop.isOurs());
        assertEquals(0, open, "what was opened is closed");
    }

    @Test
    void anotherOneIsNot() {
        names.put(input, "Winlogon");
        assertFalse(desktop.isOurs());
        assertEquals(0, open);
    }

    @Test
    void oneThatWeMayNotOpenIsNot() {
        input = null;
        assertFalse(desktop.isOurs());
    }
}
