package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.GDI32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.DWORD;
import com.sun.jna.platform.win32.WinDef.HBITMAP;
import com.sun.jna.platform.win32.WinDef.HDC;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.POINT;
import com.sun.jna.platform.win32.WinDef.RECT;
import com.sun.jna.platform.win32.WinGDI;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import dev.fermata.platform.Screen;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Reads a window, or the primary monitor, by Microsoft's documentation of {@code BitBlt}. What a game draws full screen
 * past the desktop's compositor is black there; what the graphics card has of it is read then ({@link Duplication}).
 * Windows tells of no changes, so every look is one. Not yet run on Windows.
 */
final class WindowsScreen implements Screen {
    // WinUser.h and WinGDI.h
    private static final DWORD ABOVE = new DWORD(3);
    private static final int COPY = 0x00CC_0020;
    private static final int BITS = 32;
    /** More windows above it are not looked at. */
    private static final int MOST_ABOVE = 256;
    private static final long LEAST_WAIT_MILLIS = 1;
    /** MONITOR_DEFAULTTONEAREST. */
    private static final int NEAREST = 2;

    private final HWND window;
    private final boolean focused;
    private final HDC from;
    private final HDC memory;
    private final RECT client = new RECT();
    private final BlackPictures black;
    private HBITMAP bitmap;
    private Pointer bits;
    private int bitmapWidth;
    private int bitmapHeight;
    private State state = State.NO_WINDOW;
    private long captures;
    private boolean closed;

    /** What jna-platform has not. */
    private interface Calls extends StdCallLibrary {
        Calls INSTANCE = Native.load("user32", Calls.class, W32APIOptions.DEFAULT_OPTIONS);

        boolean ClientToScreen(HWND window, POINT point);

        Pointer MonitorFromWindow(HWND window, int otherwise);
    }

    /** @param focused whether nothing is to be read while another window has the focus */
    WindowsScreen(OptionalLong window, boolean focused) {
        this.window = window.isPresent() ? new HWND(Pointer.createConstant(window.getAsLong())) : null;
        this.focused = focused && this.window != null;
        this.from = User32.INSTANCE.GetDC(this.window);
        this.memory = GDI32.INSTANCE.CreateCompatibleDC(from);
        this.black = new BlackPictures(() -> Duplication.of(Calls.INSTANCE.MonitorFromWindow(
                this.window == null ? User32.INSTANCE.GetDesktopWindow() : this.window, NEAREST)), System::nanoTime);
    }

    @Override
    public String name() {
        return "Windows" + (window == null ? "" : ", window 0x"
                + Long.toHexString(Pointer.nativeValue(window.getPointer())));
    }

    @Override
    public Optional<Spot> pointer() {
        POINT at = new POINT();
        POINT corner = new POINT();
        boolean told = User32.INSTANCE.GetCursorPos(at)
                && (window == null || Calls.INSTANCE.ClientToScreen(window, corner));
        return told ? Optional.of(new Spot(at.x - corner.x, at.y - corner.y)) : Optional.empty();
    }

    @Override
    public State look() {
        HWND of = window == null ? User32.INSTANCE.GetDesktopWindow() : window;
        if (!User32.INSTANCE.IsWindow(of) || !User32.INSTANCE.GetClientRect(of, client)) {
            state = State.NO_WINDOW;
        } else if (window != null && (!User32.INSTANCE.IsWindowVisible(window) || client.right == 0)) {
            // A minimised window has no inside.
            state = State.HIDDEN;
        } else {
            state = focused && !window.equals(User32.INSTANCE.GetForegroundWindow()) ? State.UNFOCUSED : State.SEEN;
        }
        return state;
    }

    @Override
    public int width() {
        return client.right;
    }

    @Override
    public int height() {
        return client.bottom;
    }

    @Override
    public boolean takeChange() {
        return true;
    }

    @Override
    public State capture(int x, int y, int width, int height, int[] rgb) {
        if (state != State.SEEN) {
            return state;
        }
        if (x < 0 || y < 0 || x + width > client.right || y + height > client.bottom) {
            return State.OUTSIDE;
        }
        POINT corner = new POINT(x, y);
        if (window != null && (!Calls.INSTANCE.ClientToScreen(window, corner) || isCovered(corner, width, height))) {
            return State.COVERED;
        }
        captures++;
        if (black.isNeeded() && black.read(corner.x, corner.y, width, height, rgb)) {
            return State.SEEN;
        }
        if (!copy(x, y, width, height, rgb)) {
            return State.FAILED;
        }
        if (!BlackPictures.isBlack(rgb, width * height)) {
            return State.SEEN;
        }
        if (black.isNeeded()) {
            return State.FAILED;
        }
        if (!black.read(corner.x, corner.y, width, height, rgb)) {
            Arrays.fill(rgb, 0, width * height, 0);
        }
        return State.SEEN;
    }

    /** As the desktop has it. */
    private boolean copy(int x, int y, int width, int height, int[] rgb) {
        if (from == null || memory == null || !hasRoom(width, height)
                || !GDI32.INSTANCE.BitBlt(memory, 0, 0, width, height, from, x, y, COPY)) {
            return false;
        }
        for (int row = 0; row < height; row++) {
            bits.read(4L * row * bitmapWidth, rgb, row * width, width);
        }
        for (int i = 0; i < width * height; i++) {
            rgb[i] &= 0xffffff;
        }
        return true;
    }

    private boolean isCovered(POINT corner, int width, int height) {
        RECT other = new RECT();
        HWND above = window;
        for (int i = 0; i < MOST_ABOVE; i++) {
            above = User32.INSTANCE.GetWindow(above, ABOVE);
            if (above == null) {
                return false;
            }
            if (User32.INSTANCE.IsWindowVisible(above) && User32.INSTANCE.GetWindowRect(above, other)
                    && other.left < corner.x + width && other.right > corner.x
                    && other.top < corner.y + height && other.bottom > corner.y) {
                return true;
            }
        }
        return true;
    }

    private boolean hasRoom(int width, int height) {
        if (bitmap != null && bitmapWidth >= width && bitmapHeight >= height) {
            return true;
        }
        int newWidth = Math.max(width, bitmapWidth);
        int newHeight = Math.max(height, bitmapHeight);
        WinGDI.BITMAPINFO info = new WinGDI.BITMAPINFO();
        info.bmiHeader.biWidth = newWidth;
        info.bmiHeader.biHeight = -newHeight; // the first row is the upper one
        info.bmiHeader.biPlanes = 1;
        info.bmiHeader.biBitCount = BITS;
        info.bmiHeader.biCompression = WinGDI.BI_RGB;
        PointerByReference pixels = new PointerByReference();
        HBITMAP made = GDI32.INSTANCE.CreateDIBSection(memory, info, WinGDI.DIB_RGB_COLORS, pixels, null, 0);
        if (made == null) {
            return false;
        }
        HANDLE before = GDI32.INSTANCE.SelectObject(memory, made);
        if (bitmap != null) {
            GDI32.INSTANCE.DeleteObject(before);
        }
        bitmap = made;
        bits = pixels.getValue();
        bitmapWidth = newWidth;
        bitmapHeight = newHeight;
        return true;
    }

    @Override
    public void awaitChange(long nanos) {
        try {
            // Nobody tells, so the caller's own rate is what counts.
            TimeUnit.MILLISECONDS.sleep(LEAST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wake() {
        // it waits for a millisecond only
    }

    @Override
    public long captures() {
        return captures;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            black.close();
            GDI32.INSTANCE.DeleteDC(memory);
            if (bitmap != null) {
                GDI32.INSTANCE.DeleteObject(bitmap);
            }
            User32.INSTANCE.ReleaseDC(window, from);
        }
    }
}
