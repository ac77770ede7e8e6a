package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.LRESULT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;

/**
 * Keeps Windows from ending this process before everything is released: when its console is closed, when the user logs
 * off, when the machine is shut down, when another program asks its windows to close. Not yet run on Windows.
 *
 * <p>By Microsoft's pages on {@code HandlerRoutine}, {@code SetConsoleCtrlHandler} and {@code WM_ENDSESSION}: the
 * process goes as soon as the handler of {@code CTRL_CLOSE_EVENT} returns, and after five seconds anyway, so that
 * handler waits, where Java's own returns at once. A process with {@code user32} in it is told of the session's end by
 * a window only. Handlers added later are asked first; those of Ctrl-C and Ctrl-Break are left to Java.
 */
final class SessionEnd implements HiddenWindow.Messages, AutoCloseable {
    // wincon.h
    static final int CTRL_CLOSE = 2;
    static final int CTRL_LOGOFF = 5;
    static final int CTRL_SHUTDOWN = 6;
    // winuser.h
    static final int WM_CLOSE = 0x0010;
    static final int WM_QUERY_END = 0x0011;
    static final int WM_END = 0x0016;

    private final Runnable release;
    private final Console console;
    /** Kept here, for Windows has only its address. */
    private final Console.Handler handler = this::told;
    private final HiddenWindow window;

    /** What jna-platform has not. */
    interface Console extends StdCallLibrary {
        /** {@code HandlerRoutine}, on a thread that Windows makes for it. */
        interface Handler extends StdCallCallback {
            /** Returns 0 to have the next handler asked. */
            int callback(int event);
        }

        /** @return 0 when it was refused */
        int SetConsoleCtrlHandler(Handler handler, int add);
    }

    private SessionEnd(Runnable release, Console console, boolean hasWindow) {
        this.release = release;
        this.console = console;
        // Without a console there is nothing to add it to, and the window tells.
        console.SetConsoleCtrlHandler(handler, 1);
        window = hasWindow ? new HiddenWindow("session-end", "FermataSessionEnd", this) : null;
    }

    /** @param release returns when everything is released, after four seconds at the latest; any thread, repeatedly */
    SessionEnd(Runnable release) {
        this(release, Native.load("kernel32", Console.class, W32APIOptions.DEFAULT_OPTIONS), true);
    }

    /** Hears of the console only. */
    SessionEnd(Runnable release, Console console) {
        this(release, console, false);
    }

    private int told(int event) {
        if (event != CTRL_CLOSE && event != CTRL_LOGOFF && event != CTRL_SHUTDOWN) {
            return 0;
        }
        release.run();
        return 1;
    }

    @Override
    public LRESULT on(HWND of, int message, WPARAM first, LPARAM second) {
        switch (message) {
            case WM_QUERY_END:
                return new LRESULT(1);
            case WM_END:
                // Others may have refused; then everything goes on.
                if (first.longValue() != 0) {
                    release.run();
                }
                return new LRESULT(0);
            case WM_CLOSE:
                release.run();
                return new LRESULT(0);
            default:
                return null;
        }
    }

    @Override
    public void failed(Throwable why) {
        // The console's handler is there all the same, and the launcher's next start releases what is left.
    }

    @Override
    public void close() {
        console.SetConsoleCtrlHandler(handler, 0);
        if (window != null) {
            window.close();
        }
    }
}
