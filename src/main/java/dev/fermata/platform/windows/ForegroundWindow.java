package dev.fermata.platform.windows;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinUser.MSG;
import com.sun.jna.platform.win32.WinUser.WinEventProc;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.model.WindowNames;
import dev.fermata.platform.Windows;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * The foreground window of Windows, by Microsoft's documentation: told by {@code SetWinEventHook}, whose thread
 * ({@code windows}) waits for messages, and asked for by {@code GetForegroundWindow}. While Windows shows its secure
 * desktop no window has it ({@link InputDesktop}). Not yet run on Windows.
 */
final class ForegroundWindow implements Windows {
    // WinUser.h
    private static final int EVENT_SYSTEM_FOREGROUND = 0x0003;
    private static final int EVENT_SYSTEM_DESKTOPSWITCH = 0x0020;
    private static final int EVENT_OBJECT_NAMECHANGE = 0x800C;
    private static final int OUT_OF_CONTEXT = 0;
    private static final int WM_LOOK = 0x0400 + 1;
    private static final int WM_QUIT = 0x0012;
    // WinNT.h
    private static final int PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;

    private static final int LONGEST = 1_024;
    private static final long CLOSE_MILLIS = 200;

    /** What was told last, and which window that was; null for none. */
    private record Told(Focus focus, HWND window) {
    }

    private final Listener listener;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "windows");
    /** Kept here, for Windows has only its address. */
    private final WinEventProc changed = (hook, event, window, object, child, by, time) -> look();
    private final InputDesktop desktop = InputDesktop.ofThread(Kernel32.INSTANCE.GetCurrentThreadId());
    private volatile Told current;
    private volatile int threadId;
    /** Whose window's title is watched; the thread's own. */
    private int process;
    private HANDLE titles;

    ForegroundWindow(Listener listener) {
        this.listener = listener;
        current = now();
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Focus focus() {
        return current.focus();
    }

    @Override
    public boolean isStillSo(Focus told) {
        Told last = current;
        boolean same = last.focus().equals(told)
                && Objects.equals(User32.INSTANCE.GetForegroundWindow(), last.window());
        if (!same) {
            post(WM_LOOK);
        }
        return same;
    }

    private void post(int message) {
        if (ready.getCount() == 0) {
            User32.INSTANCE.PostThreadMessage(threadId, message, new WPARAM(0), new LPARAM(0));
        }
    }

    private void run() {
        threadId = Kernel32.INSTANCE.GetCurrentThreadId();
        // The first call makes the queue that messages are posted to.
        MSG message = new MSG();
        User32.INSTANCE.PeekMessage(message, null, 0, 0, 0);
        HANDLE foreground = hook(EVENT_SYSTEM_FOREGROUND, 0);
        HANDLE desktops = hook(EVENT_SYSTEM_DESKTOPSWITCH, 0);
        ready.countDown();
        if (foreground == null) {
            tell(new Told(new Focus.Unknown("Windows tells of no change of the foreground window"), null));
            return;
        }
        look();
        while (User32.INSTANCE.GetMessage(message, null, 0, 0) > 0) {
            if (message.hWnd == null && message.message == WM_LOOK) {
                look();
            } else {
                User32.INSTANCE.DispatchMessage(message);
            }
        }
        User32.INSTANCE.UnhookWinEvent(foreground);
        if (desktops != null) {
            User32.INSTANCE.UnhookWinEvent(desktops);
        }
        if (titles != null) {
            User32.INSTANCE.UnhookWinEvent(titles);
        }
    }

    /** @param of that process only; 0 for all */
    private HANDLE hook(int event, int of) {
        return User32.INSTANCE.SetWinEventHook(event, event, null, changed, of, 0, OUT_OF_CONTEXT);
    }

    private void look() {
        Told now = now();
        watchTitle(now.window());
        tell(now);
    }

    private void tell(Told now) {
        boolean isAnother = !now.focus().equals(current.focus());
        current = now;
        if (isAnother) {
            listener.focused(now.focus());
        }
    }

    /** Only of one program: everybody's changes of names would be many. */
    private void watchTitle(HWND window) {
        int of = window == null ? 0 : process(window);
        if (of == process) {
            return;
        }
        process = of;
        if (titles != null) {
            User32.INSTANCE.UnhookWinEvent(titles);
        }
        titles = of == 0 ? null : hook(EVENT_OBJECT_NAMECHANGE, of);
    }

    private Told now() {
        HWND window = desktop.isOurs() ? User32.INSTANCE.GetForegroundWindow() : null;
        return window == null ? new Told(new Focus.Elsewhere(), null) : new Told(new Focus.On(names(window)), window);
    }

    private static int process(HWND window) {
        IntByReference id = new IntByReference();
        User32.INSTANCE.GetWindowThreadProcessId(window, id);
        return id.getValue();
    }

    static WindowNames names(HWND window) {
        char[] text = new char[LONGEST];
        String title = new String(text, 0, User32.INSTANCE.GetWindowText(window, text, LONGEST));
        String windowClass = new String(text, 0, User32.INSTANCE.GetClassName(window, text, LONGEST));
        return new WindowNames(title, List.of(windowClass), exe(process(window)));
    }

    private static String exe(int process) {
        HANDLE handle = Kernel32.INSTANCE.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, false, process);
        if (handle == null) {
            return "";
        }
        try {
            char[] path = new char[LONGEST];
            IntByReference length = new IntByReference(LONGEST);
            return Kernel32.INSTANCE.QueryFullProcessImageName(handle, 0, path, length)
                    ? new String(path, 0, length.getValue()) : "";
        } finally {
            Kernel32.INSTANCE.CloseHandle(handle);
        }
    }

    @Override
    public void close() {
        post(WM_QUIT);
        try {
            if (Thread.currentThread() != thread) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
