package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of WM_WTSSESSION_CHANGE and of the state at the beginning. */
class WindowsSessionLockTest {
    private final List<Boolean> told = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private int error;
    /** Unlocked. */
    private int flags = 1;
    private final WindowsSessionLock lock = new WindowsSessionLock(new WindowsSessionLock.Sessions() {
        @Override
        public int register(HWND window) {
            calls.add("register");
            return error;
        }

        @Override
        public void unregister(HWND window) {
            calls.add("unregister");
        }

        @Override
        public int flags() {
            calls.add("flags");
            return flags;
        }
    }, told::add, problems::add);

    @Test
    void lockAndUnlockAreToldOnceEach() {
        lock.begun(null);
        change(0x7);
        change(0x7);
        change(0x8);
        change(0x8);
        lock.ending(null);
        assertEquals(List.of(true, false), told);
        assertEquals(List.of("register", "flags", "unregister"), calls, "it is asked after it is told of changes");
    }

    @Test
    void aSessionThatIsLockedAtFirstIsTold() {
        flags = 0;
        lock.begun(null);
        assertEquals(List.of(true), told);
        change(0x8);
        assertEquals(List.of(true, false), told);
    }

    @Test
    void whatIsNotKnownIsNotLocked() {
        flags = -1;
        lock.begun(null);
        assertEquals(List.of(), told);
    }

    @Test
    void aRefusalIsAProblemAndTheStateIsAskedAllTheSame() {
        error = 5;
        flags = 0;
        lock.begun(null);
        assertEquals(List.of("Windows does not tell whether the session is locked (error 5)"), problems);
        assertEquals(List.of(true), told);
    }

    @Test
    void otherChangesAndMessagesMeanNothing() {
        lock.begun(null);
        change(0x5);
        change(0x3);
        assertNull(lock.on(null, 0x0016, new WPARAM(7), new LPARAM(0)));
        assertEquals(List.of(), told);
    }

    private void change(int reason) {
        assertEquals(0, lock.on(null, 0x02B1, new WPARAM(reason), new LPARAM(1)).intValue());
    }
}
