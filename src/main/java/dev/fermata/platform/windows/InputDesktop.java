package dev.fermata.platform.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;

/**
 * Whether what is typed goes to the desktop that the user's windows are on. It does not while Windows shows its secure
 * desktop: the lock screen, Ctrl+Alt+Delete, the question whether a program may become administrator. By Microsoft's
 * pages on {@code OpenInputDesktop} and {@code GetUserObjectInformation}. Not yet run on Windows.
 */
final class InputDesktop {
    // winuser.h
    private static final int DESKTOP_READOBJECTS = 1;
    private static final int UOI_NAME = 2;
    private static final int NAME_BYTES = 512;

    private final Calls calls;
    private final String ours;

    /** What jna-platform has not. */
    interface Calls extends StdCallLibrary {
        /** @return null when it is one that we may not look at */
        Pointer OpenInputDesktop(int flags, int inherit, int access);

        /** Not to be closed. */
        Pointer GetThreadDesktop(int thread);

        /** @return 0 when it is refused */
        int GetUserObjectInformationW(Pointer object, int which, Pointer into, int bytes, IntByReference needed);

        int CloseDesktop(Pointer desktop);
    }

    /** @param thread one of this process */
    InputDesktop(Calls calls, int thread) {
        this.calls = calls;
        ours = name(calls.GetThreadDesktop(thread));
    }

    static InputDesktop ofThread(int thread) {
        return new InputDesktop(Native.load("user32", Calls.class, W32APIOptions.DEFAULT_OPTIONS), thread);
    }

    /** Returns whether it is ours; asks Windows. Any thread. */
    boolean isOurs() {
        Pointer input = calls.OpenInputDesktop(0, 0, DESKTOP_READOBJECTS);
        if (input == null) {
            return false;
        }
        try {
            return name(input).equals(ours);
        } finally {
            calls.CloseDesktop(input);
        }
    }

    private String name(Pointer desktop) {
        try (Memory text = new Memory(NAME_BYTES)) {
            text.clear();
            return calls.GetUserObjectInformationW(desktop, UOI_NAME, text, NAME_BYTES, new IntByReference()) == 0
                    ? "" : text.getWideString(0);
        }
    }
}
