package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.GDI32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HBITMAP;
import com.sun.jna.platform.win32.WinDef.HDC;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.POINT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.WinGDI;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.platform.win32.WinUser.BLENDFUNCTION;
import com.sun.jna.platform.win32.WinUser.MSG;
import com.sun.jna.platform.win32.WinUser.SIZE;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import dev.fermata.platform.Badge;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.Platform;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An overlay on Windows, by Microsoft's documentation of layered windows: one that is topmost, takes no focus and no
 * clicks ({@code WS_EX_TRANSPARENT}), and whose picture is handed over whole by {@code UpdateLayeredWindow}. Its
 * thread waits for messages, and so sleeps while nothing changes. On the primary monitor. Not yet run on Windows.
 */
final class WindowsOverlay implements Overlay {
    // WinUser.h
    private static final int EX_TOPMOST = 0x0000_0008;
    private static final int EX_TRANSPARENT = 0x0000_0020;
    private static final int EX_TOOL_WINDOW = 0x0000_0080;
    private static final int EX_LAYERED = 0x0008_0000;
    private static final int EX_NO_ACTIVATE = 0x0800_0000;
    private static final int STYLE_POPUP = 0x8000_0000;
    private static final int SHOW_NO_ACTIVATE = 4;
    private static final int UPDATE_BY_ALPHA = 2;
    private static final int SWP_NOSIZE_NOMOVE_NOACTIVATE = 0x0013;
    private static final int SCREEN_WIDTH = 0;
    private static final int SCREEN_HEIGHT = 1;
    private static final HWND TOPMOST = new HWND(Pointer.createConstant(-1));
    /** A message of our own, and the one that ends a loop. */
    private static final int WM_SHOW = 0x0400 + 1;
    private static final int WM_QUIT = 0x0012;

    // WinGDI.h
    private static final int BOLD = 700;
    private static final int TRANSPARENT = 1;
    private static final int ANTIALIASED = 4;

    private static final int MARGIN = 12;
    private static final int GROUND = 0x14171c;
    private static final int LETTERS = 0xf2f4f7;
    private static final long CLOSE_MILLIS = 200;

    private final BadgeLook look;
    private final Platform.Failures failures;
    private final AtomicReference<Badge> wanted = new AtomicReference<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "overlay");
    private volatile int threadId;

    /** The calls of GDI that jna-platform has not. */
    private interface Letters extends StdCallLibrary {
        Letters INSTANCE = Native.load("gdi32", Letters.class, W32APIOptions.DEFAULT_OPTIONS);

        HANDLE CreateFont(int height, int width, int escapement, int orientation, int weight, int italic,
                int underline, int strikeOut, int charSet, int outPrecision, int clipPrecision, int quality,
                int pitchAndFamily, WString face);

        boolean GetTextExtentPoint32(HDC context, WString text, int length, SIZE size);

        boolean TextOut(HDC context, int x, int y, WString text, int length);

        int SetTextColor(HDC context, int colour);

        int SetBkMode(HDC context, int mode);
    }

    WindowsOverlay(BadgeLook look, Platform.Failures failures) {
        this.look = look;
        this.failures = failures;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void show(Badge badge) {
        wanted.set(badge);
        post(WM_SHOW);
    }

    private void post(int message) {
        // Before its loop has begun nothing is lost: it looks at what is wanted first.
        if (ready.getCount() == 0) {
            User32.INSTANCE.PostThreadMessage(threadId, message, new WPARAM(0), new LPARAM(0));
        }
    }

    private void run() {
        try {
            HWND window = User32.INSTANCE.CreateWindowEx(
                    EX_TOPMOST | EX_TRANSPARENT | EX_TOOL_WINDOW | EX_LAYERED | EX_NO_ACTIVATE, "STATIC",
                    "Fermata overlay", STYLE_POPUP, 0, 0, 1, 1, null, null, null, null);
            if (window == null) {
                throw new DesktopException("Windows refused a window (error " + Native.getLastError() + ")");
            }
            threadId = Kernel32.INSTANCE.GetCurrentThreadId();
            // The first call makes the queue that messages are posted to.
            MSG message = new MSG();
            User32.INSTANCE.PeekMessage(message, null, 0, 0, 0);
            ready.countDown();
            draw(window);
            while (User32.INSTANCE.GetMessage(message, null, 0, 0) > 0) {
                if (message.hWnd == null && message.message == WM_SHOW) {
                    draw(window);
                } else {
                    User32.INSTANCE.DispatchMessage(message);
                }
            }
            User32.INSTANCE.DestroyWindow(window);
        } catch (RuntimeException | LinkageError e) {
            failures.failed("there is no overlay any more: " + e.getMessage(), e);
        }
    }

    private void draw(HWND window) {
        Badge badge = wanted.get();
        if (badge == null) {
            return;
        }
        HDC context = GDI32.INSTANCE.CreateCompatibleDC(null);
        HANDLE font = Letters.INSTANCE.CreateFont(-look.height(), 0, 0, 0, BOLD, 0, 0, 0, 1, 0, 0, ANTIALIASED, 0,
                new WString("Segoe UI"));
        HANDLE plainFont = GDI32.INSTANCE.SelectObject(context, font);
        WString words = new WString(badge.words());
        SIZE text = new SIZE();
        Letters.INSTANCE.GetTextExtentPoint32(context, words, badge.words().length(), text);
        int mark = Math.max(3, look.height() / 3);
        int gap = look.height() / 2;
        int height = (look.words() ? text.cy : look.height()) + gap;
        int width = look.words() ? mark + gap + text.cx + gap : height;
        PointerByReference pixels = new PointerByReference();
        HBITMAP bitmap = GDI32.INSTANCE.CreateDIBSection(context, picture(width, height), WinGDI.DIB_RGB_COLORS,
                pixels, null, 0);
        HANDLE plainBitmap = GDI32.INSTANCE.SelectObject(context, bitmap);
        fill(pixels.getValue(), width, height, look.words() ? mark : width, badge.colour());
        if (look.words()) {
            Letters.INSTANCE.SetBkMode(context, TRANSPARENT);
            Letters.INSTANCE.SetTextColor(context, Integer.reverseBytes(LETTERS) >>> 8);
            Letters.INSTANCE.TextOut(context, mark + gap, gap / 2, words, badge.words().length());
        }
        mix(pixels.getValue(), width * height);
        put(window, context, width, height);
        GDI32.INSTANCE.SelectObject(context, plainBitmap);
        GDI32.INSTANCE.SelectObject(context, plainFont);
        GDI32.INSTANCE.DeleteObject(bitmap);
        GDI32.INSTANCE.DeleteObject(font);
        GDI32.INSTANCE.DeleteDC(context);
    }

    private static WinGDI.BITMAPINFO picture(int width, int height) {
        WinGDI.BITMAPINFO info = new WinGDI.BITMAPINFO();
        info.bmiHeader.biWidth = width;
        info.bmiHeader.biHeight = -height;
        info.bmiHeader.biPlanes = 1;
        info.bmiHeader.biBitCount = 32;
        info.bmiHeader.biCompression = WinGDI.BI_RGB;
        return info;
    }

    private static void fill(Pointer pixels, int width, int height, int mark, int colour) {
        for (int i = 0; i < width * height; i++) {
            pixels.setInt(4L * i, i % width < mark ? colour : GROUND);
        }
    }

    /** GDI writes no alpha: each pixel gets it afterwards. */
    private void mix(Pointer pixels, int count) {
        for (int i = 0; i < count; i++) {
            pixels.setInt(4L * i, BadgeLook.mixed(pixels.getInt(4L * i), look.opacity()));
        }
    }

    private void put(HWND window, HDC context, int width, int height) {
        int screenWidth = User32.INSTANCE.GetSystemMetrics(SCREEN_WIDTH);
        int screenHeight = User32.INSTANCE.GetSystemMetrics(SCREEN_HEIGHT);
        POINT at = new POINT(look.right() ? screenWidth - width - MARGIN : MARGIN,
                look.bottom() ? screenHeight - height - MARGIN : MARGIN);
        BLENDFUNCTION blend = new BLENDFUNCTION();
        blend.SourceConstantAlpha = (byte) 255;
        blend.AlphaFormat = WinUser.AC_SRC_ALPHA;
        User32.INSTANCE.UpdateLayeredWindow(window, null, at, new SIZE(width, height), context, new POINT(0, 0), 0,
                blend, UPDATE_BY_ALPHA);
        User32.INSTANCE.ShowWindow(window, SHOW_NO_ACTIVATE);
        User32.INSTANCE.SetWindowPos(window, TOPMOST, 0, 0, 0, 0, SWP_NOSIZE_NOMOVE_NOACTIVATE);
    }

    @Override
    public void close() {
        post(WM_QUIT);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
