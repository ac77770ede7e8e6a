package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.LRESULT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.Wtsapi32;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.function.Consumer;

/**
 * Tells whether this session is locked, by Microsoft's pages on {@code WTSRegisterSessionNotification},
 * {@code WM_WTSSESSION_CHANGE} and {@code WTSINFOEX_LEVEL1}. Its thread ({@code session-lock}) sleeps until Windows
 * tells. Thread-safe. Not yet run on Windows.
 */
final class WindowsSessionLock implements HiddenWindow.Messages, AutoCloseable {
    /** WM_WTSSESSION_CHANGE, and the two of its reasons that count. */
    static final int CHANGED = 0x02B1;
    static final int LOCK = Wtsapi32.WTS_SESSION_LOCK;
    static final int UNLOCK = Wtsapi32.WTS_SESSION_UNLOCK;
    /** WTS_SESSIONSTATE_LOCK; on Windows 7, which this Java does not run on, the other way round. */
    static final int IS_LOCKED = 0;

    private final Sessions sessions;
    private final Consumer<Boolean> listener;
    private final Consumer<String> problems;
    private HiddenWindow window;
    /** The window's thread only. */
    private boolean told;

    /** What Windows knows of the session of this process. */
    interface Sessions {
        /** Has that window told of changes. Returns 0, or the error. */
        int register(HWND window);

        /** Has it told no more. */
        void unregister(HWND window);

        /** {@code SessionFlags}; -1 where that is not known. */
        int flags();
    }

    private static final class OfThisProcess implements Sessions {
        private static final int NOTIFY_FOR_THIS_SESSION = 0;
        private static final int SESSION_INFO_EX = 25;
        /** WTSINFOEX: level, filled up to 8 bytes; session, its state, its flags. */
        private static final int FLAGS_AT = 16;
        private static final int UNKNOWN = -1;

        @Override
        public int register(HWND window) {
            return Wtsapi32.INSTANCE.WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) ? 0
                    : Math.max(1, Native.getLastError());
        }

        @Override
        public void unregister(HWND window) {
            Wtsapi32.INSTANCE.WTSUnRegisterSessionNotification(window);
        }

        @Override
        public int flags() {
            PointerByReference info = new PointerByReference();
            IntByReference bytes = new IntByReference();
            if (!Wtsapi32.INSTANCE.WTSQuerySessionInformation(Wtsapi32.WTS_CURRENT_SERVER_HANDLE,
                    Wtsapi32.WTS_CURRENT_SESSION, SESSION_INFO_EX, info, bytes)) {
                return UNKNOWN;
            }
            Pointer found = info.getValue();
            try {
                return bytes.getValue() < FLAGS_AT + Integer.BYTES ? UNKNOWN : found.getInt(FLAGS_AT);
            } finally {
                Wtsapi32.INSTANCE.WTSFreeMemory(found);
            }
        }
    }

    /**
     * Not yet told by a window.
     *
     * @param listener told of each change, and at first if it is locked; on the window's thread
     * @param problems told where Windows does not tell
     */
    WindowsSessionLock(Sessions sessions, Consumer<Boolean> listener, Consumer<String> problems) {
        this.sessions = sessions;
        this.listener = listener;
        this.problems = problems;
    }

    /** Begins to watch. */
    static WindowsSessionLock watched(Consumer<Boolean> listener, Consumer<String> problems) {
        WindowsSessionLock lock = new WindowsSessionLock(new OfThisProcess(), listener, problems);
        lock.window = new HiddenWindow("session-lock", "FermataSessionLock", lock);
        return lock;
    }

    @Override
    public void begun(HWND of) {
        int error = sessions.register(of);
        if (error != 0) {
            problems.accept("Windows does not tell whether the session is locked (error " + error + ")");
        }
        // After it is registered, so that no change falls in between.
        tell(sessions.flags() == IS_LOCKED);
    }

    @Override
    public LRESULT on(HWND of, int message, WPARAM first, LPARAM second) {
        if (message != CHANGED) {
            return null;
        }
        if (first.intValue() == LOCK) {
            tell(true);
        } else if (first.intValue() == UNLOCK) {
            tell(false);
        }
        return new LRESULT(0);
    }

    private void tell(boolean locked) {
        if (locked != told) {
            told = locked;
            listener.accept(locked);
        }
    }

    @Override
    public void ending(HWND of) {
        sessions.unregister(of);
    }

    @Override
    public void failed(Throwable why) {
        problems.accept("nobody can be asked whether the session is locked (" + why.getMessage() + ")");
    }

    @Override
    public void close() {
        if (window != null) {
            window.close();
        }
    }
}
