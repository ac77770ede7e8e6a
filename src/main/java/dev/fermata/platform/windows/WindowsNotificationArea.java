package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HICON;
import com.sun.jna.platform.win32.WinDef.HINSTANCE;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.LRESULT;
import com.sun.jna.platform.win32.WinDef.POINT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.NotificationArea;
import dev.fermata.platform.Platform;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The icon in the notification area of Windows, by Microsoft's documentation of {@code Shell_NotifyIcon}: an icon, a
 * menu when it is clicked, and messages, which Windows 10 and later show as toasts. Its thread waits for messages to a
 * window that is never shown, and so sleeps while nothing changes. Where the shell starts anew the icon is put there
 * again. Written from the documentation, not run on Windows.
 */
final class WindowsNotificationArea implements NotificationArea, HiddenWindow.Messages {
    // shellapi.h
    private static final int ADD = 0;
    private static final int MODIFY = 1;
    private static final int DELETE = 2;

    // winuser.h
    private static final int WM_NULL = 0x0000;
    private static final int WM_LEFT_UP = 0x0202;
    private static final int WM_RIGHT_UP = 0x0205;
    /** Messages of our own: something is to be done, and what the shell has to tell of the icon. */
    private static final int WM_WORK = HiddenWindow.WM_USER + 1;
    private static final int WM_ICON = HiddenWindow.WM_USER + 2;
    private static final int BITS_A_PIXEL = 32;

    private final Menu menu;
    private final Platform.Failures failures;
    private final ConcurrentLinkedQueue<Consumer<HWND>> work = new ConcurrentLinkedQueue<>();
    private final HiddenWindow window;

    // The thread's own.
    private Face face;
    private HICON icon;
    private int shellIsNew;

    /** What jna-platform has not. */
    interface Shell extends StdCallLibrary {
        Shell INSTANCE = Native.load("shell32", Shell.class, W32APIOptions.DEFAULT_OPTIONS);

        boolean Shell_NotifyIcon(int what, NotifyIconData data);
    }

    /** What jna-platform has not. */
    interface Windows extends StdCallLibrary {
        Windows INSTANCE = Native.load("user32", Windows.class, W32APIOptions.DEFAULT_OPTIONS);

        HICON CreateIcon(HINSTANCE instance, int width, int height, byte planes, byte bitsAPixel, byte[] mask,
                byte[] colours);

        Pointer CreatePopupMenu();

        boolean AppendMenu(Pointer menu, int flags, Pointer idOrMenu, WString label);

        int TrackPopupMenu(Pointer menu, int flags, int x, int y, int reserved, HWND window, Pointer nothing);

        boolean DestroyMenu(Pointer menu);
    }

    WindowsNotificationArea(Menu menu, Platform.Failures failures) {
        this.menu = menu;
        this.failures = failures;
        window = new HiddenWindow("notification-area", "FermataNotificationArea", this);
    }

    @Override
    public void show(Face wanted) {
        later(of -> put(of, wanted));
    }

    @Override
    public void tell(String title, String text, boolean isFault) {
        later(of -> {
            NotifyIconData data = data(of);
            data.info(title, text, isFault);
            Shell.INSTANCE.Shell_NotifyIcon(MODIFY, data);
        });
    }

    private void later(Consumer<HWND> what) {
        work.add(what);
        // Before the window is there nothing is lost: it looks at what is to be done first.
        window.post(WM_WORK);
    }

    @Override
    public void begun(HWND of) {
        shellIsNew = User32.INSTANCE.RegisterWindowMessage("TaskbarCreated");
        doWork(of);
    }

    @Override
    public void ending(HWND of) {
        Shell.INSTANCE.Shell_NotifyIcon(DELETE, data(of));
    }

    @Override
    public void failed(Throwable why) {
        failures.failed("there is no icon in the notification area: " + why.getMessage(), why);
    }

    @Override
    public LRESULT on(HWND of, int message, WPARAM first, LPARAM second) {
        if (message == WM_WORK) {
            doWork(of);
        } else if (message == WM_ICON && (second.intValue() == WM_LEFT_UP || second.intValue() == WM_RIGHT_UP)) {
            open(of);
        } else if (message == shellIsNew && message != WM_NULL && face != null) {
            Face again = face;
            face = null;
            put(of, again);
        } else {
            return null;
        }
        return new LRESULT(0);
    }

    private void doWork(HWND of) {
        Consumer<HWND> next;
        while ((next = work.poll()) != null) {
            next.accept(of);
        }
    }

    private void put(HWND of, Face wanted) {
        HICON old = icon;
        icon = Windows.INSTANCE.CreateIcon(null, wanted.size(), wanted.size(), (byte) 1, (byte) BITS_A_PIXEL,
                mask(wanted.size()), bitmap(wanted.picture()));
        NotifyIconData data = data(of);
        data.hIcon = icon;
        data.uCallbackMessage = WM_ICON;
        data.uFlags |= NotifyIconData.ICON | NotifyIconData.MESSAGE;
        data.tip(wanted.words());
        if (!Shell.INSTANCE.Shell_NotifyIcon(face == null ? ADD : MODIFY, data)) {
            failures.failed("Windows shows no icon in the notification area (error " + Native.getLastError() + ")",
                    new DesktopException("Shell_NotifyIcon failed"));
        }
        face = wanted;
        if (old != null) {
            User32.INSTANCE.DestroyIcon(old);
        }
    }

    private static NotifyIconData data(HWND of) {
        NotifyIconData data = new NotifyIconData();
        data.hWnd = of;
        data.uID = 1;
        return data;
    }

    /** Where the picture has alpha nothing is masked; each row is of whole words of 16 bits. */
    static byte[] mask(int size) {
        return new byte[size * ((size + 15) / 16) * 2];
    }

    /** In the order of Windows: blue, green, red, alpha. */
    static byte[] bitmap(byte[] picture) {
        byte[] bitmap = new byte[picture.length];
        for (int i = 0; i < picture.length; i++) {
            bitmap[i] = picture[(i & ~3) + 3 - (i & 3)];
        }
        return bitmap;
    }

    /** Returns when a line was clicked or the menu closed; meanwhile the window gets its messages all the same. */
    private void open(HWND of) {
        Pointer popup = popup(menu.lines());
        POINT at = new POINT();
        User32.INSTANCE.GetCursorPos(at);
        // Without the focus it would stay open, and without a message after it the next click would not open it
        // (Microsoft's remarks on TrackPopupMenu).
        User32.INSTANCE.SetForegroundWindow(of);
        int chosen = Windows.INSTANCE.TrackPopupMenu(popup, WindowsMenu.RETURN_CHOSEN, at.x, at.y, 0, of, null);
        User32.INSTANCE.PostMessage(of, WM_NULL, new WPARAM(0), new LPARAM(0));
        Windows.INSTANCE.DestroyMenu(popup);
        if (chosen != 0) {
            menu.clicked(chosen);
        }
    }

    private static Pointer popup(List<Line> lines) {
        Pointer popup = Windows.INSTANCE.CreatePopupMenu();
        for (Line line : lines) {
            Pointer below = line.lines().isEmpty() ? Pointer.createConstant(line.id()) : popup(line.lines());
            Windows.INSTANCE.AppendMenu(popup, WindowsMenu.flags(line), below, new WString(WindowsMenu.label(line)));
        }
        return popup;
    }

    @Override
    public void close() {
        window.close();
    }
}
