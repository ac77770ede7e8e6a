package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HINSTANCE;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.LRESULT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.platform.win32.WinUser.MSG;
import com.sun.jna.platform.win32.WinUser.WNDCLASSEX;
import dev.fermata.platform.DesktopException;

/**
 * A window that is never shown, for what Windows tells by messages, and the thread that waits for them. Not a
 * message-only one, for those get nothing that is told to all ("Window Features", Microsoft). Thread-safe. Not yet run
 * on Windows.
 */
final class HiddenWindow implements AutoCloseable {
    private static final int WM_CLOSE = 0x0010;
    /** The first of the messages that are a program's own. */
    static final int WM_USER = 0x0400;
    /** Ours. */
    private static final int WM_END = WM_USER + 100;
    private static final long CLOSE_MILLIS = 200;

    private final String name;
    private final Messages messages;
    private final Thread thread;
    /** Null before it is there. */
    private volatile HWND window;

    /** What is done about its messages; all of it on its thread. */
    interface Messages {
        /** The window is there; other threads may post from now on. */
        default void begun(HWND window) {
            // nothing to do
        }

        /** Returns the answer; null for what any window answers, but that closing it closes nothing. */
        LRESULT on(HWND window, int message, WPARAM first, LPARAM second);

        /** The window is about to go. */
        default void ending(HWND window) {
            // nothing to do
        }

        /** There is no window, or none any more. */
        void failed(Throwable why);
    }

    /**
     * Begins to make it.
     *
     * @param thread what to call its thread
     * @param name of its class, which no other window of this process has
     */
    HiddenWindow(String thread, String name, Messages messages) {
        this.name = name;
        this.messages = messages;
        this.thread = new Thread(this::run, thread);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Has the window told that; nothing happens before {@link Messages#begun}. */
    void post(int message) {
        HWND to = window;
        if (to != null) {
            User32.INSTANCE.PostMessage(to, message, new WPARAM(0), new LPARAM(0));
        }
    }

    private void run() {
        HINSTANCE program = new HINSTANCE();
        // Kept here, for Windows has only its address.
        WinUser.WindowProc procedure = this::answer;
        try {
            program.setPointer(Kernel32.INSTANCE.GetModuleHandle(null).getPointer());
            WNDCLASSEX windowClass = new WNDCLASSEX();
            windowClass.hInstance = program;
            windowClass.lpfnWndProc = procedure;
            windowClass.lpszClassName = name;
            User32.INSTANCE.RegisterClassEx(windowClass);
            HWND made = User32.INSTANCE.CreateWindowEx(0, name, "Fermata", 0, 0, 0, 0, 0, null, null, program, null);
            if (made == null) {
                throw new DesktopException("Windows refused a window (error " + Native.getLastError() + ")");
            }
            window = made;
            messages.begun(made);
            MSG message = new MSG();
            while (User32.INSTANCE.GetMessage(message, null, 0, 0) > 0) {
                User32.INSTANCE.DispatchMessage(message);
            }
            messages.ending(made);
            User32.INSTANCE.DestroyWindow(made);
            User32.INSTANCE.UnregisterClass(name, program);
        } catch (RuntimeException | LinkageError e) {
            messages.failed(e);
        }
    }

    private LRESULT answer(HWND of, int message, WPARAM first, LPARAM second) {
        if (message == WM_END) {
            User32.INSTANCE.PostQuitMessage(0);
            return new LRESULT(0);
        }
        LRESULT answer = messages.on(of, message, first, second);
        if (answer != null) {
            return answer;
        }
        return message == WM_CLOSE ? new LRESULT(0) : User32.INSTANCE.DefWindowProc(of, message, first, second);
    }

    /** Idempotent; takes two tenths of a second at most. */
    @Override
    public void close() {
        post(WM_END);
        try {
            if (Thread.currentThread() != thread) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
