package dev.fermata.platform.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.BaseTSD;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinUser;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Injector;

/**
 * Injects through {@code SendInput} with scan codes. Buttons act where the pointer is. Called by one
 * thread at a time. Not yet run on Windows.
 *
 * <p>Windows refuses input for windows of a more privileged process; SendInput does not always tell.
 */
public final class WindowsInjector implements Injector {
    /** Marks our events in {@code dwExtraInfo}: "FERM". */
    static final long TAG = 0x4645524DL;

    /** WHEEL_DELTA: one step of the wheel, away from the user. */
    static final int WHEEL_STEP = 120;

    // WinUser.h
    static final int KEYEVENTF_EXTENDEDKEY = 0x0001;
    static final int KEYEVENTF_KEYUP = 0x0002;
    static final int KEYEVENTF_SCANCODE = 0x0008;
    /** MOUSEEVENTF_MOVE, MOUSEEVENTF_VIRTUALDESK and MOUSEEVENTF_ABSOLUTE. */
    static final int MOVE_TO = 0x0001 | 0x4000 | 0x8000;

    private final Announcer announcer;

    /** Told of every press and release before it is posted, on the injecting thread. */
    @FunctionalInterface
    public interface Announcer {
        /** Must not block. */
        void announce(Key key, boolean down);
    }

    /**
     * What a button's event is called.
     *
     * @param flags {@code MOUSEEVENTF_*}
     * @param data which of the extra buttons, or how far the wheel turns; else 0
     */
    record ButtonEvent(int flags, int data) {
    }

    /** @param announcer usually the suppressor, so that it lets our own input pass */
    public WindowsInjector(Announcer announcer) {
        this.announcer = announcer;
    }

    @Override
    public void press(Key key) {
        send(key, true);
    }

    @Override
    public void release(Key key) {
        // A step of the wheel is one event, and that was sent for the press.
        if (!key.isWheel()) {
            send(key, false);
        }
    }

    /** {@inheritDoc} Over all monitors, whose upper left corner may lie left of the first one's or above it. */
    @Override
    public void movePointer(int x, int y) {
        int left = User32.INSTANCE.GetSystemMetrics(WinUser.SM_XVIRTUALSCREEN);
        int top = User32.INSTANCE.GetSystemMetrics(WinUser.SM_YVIRTUALSCREEN);
        int width = User32.INSTANCE.GetSystemMetrics(WinUser.SM_CXVIRTUALSCREEN);
        int height = User32.INSTANCE.GetSystemMetrics(WinUser.SM_CYVIRTUALSCREEN);
        WinUser.INPUT input = new WinUser.INPUT();
        fillButton(input, new ButtonEvent(MOVE_TO, 0));
        input.input.mi.dx = new WinDef.LONG(absolute(x - left, width));
        input.input.mi.dy = new WinDef.LONG(absolute(y - top, height));
        post(input, "the pointer's way");
    }

    /** A place of so many pixels in the 65536 steps in which Windows counts: the middle of its pixel. */
    static int absolute(int pixel, int pixels) {
        return (int) ((pixel * 65_536L + 32_768) / Math.max(1, pixels));
    }

    @Override
    public boolean canSend(Key key) {
        return true;
    }

    private void send(Key key, boolean down) {
        WinUser.INPUT input = new WinUser.INPUT();
        if (key.isMouse()) {
            boolean exchanged = User32.INSTANCE.GetSystemMetrics(WinUser.SM_SWAPBUTTON) != 0;
            fillButton(input, buttonEvent(WindowsKeys.ownButton(key, exchanged), down));
        } else {
            fillKey(input, key, down);
        }
        announcer.announce(key, down);
        post(input, key.toString());
    }

    private static void post(WinUser.INPUT input, String what) {
        WinDef.DWORD sent = User32.INSTANCE.SendInput(
                new WinDef.DWORD(1), (WinUser.INPUT[]) input.toArray(1), input.size());
        if (sent.intValue() != 1) {
            throw new DesktopException("Windows refused to inject " + what + " (error "
                    + Native.getLastError() + "); if the game runs as administrator, so must Fermata");
        }
    }

    static void fillKey(WinUser.INPUT input, Key key, boolean down) {
        input.type = new WinDef.DWORD(WinUser.INPUT.INPUT_KEYBOARD);
        input.input.setType("ki");
        WindowsKeys.ScanCode scan = WindowsKeys.scanCodesByKey().get(key);
        boolean byVirtualKey = scan == null;
        input.input.ki.wVk = new WinDef.WORD(byVirtualKey ? WindowsKeys.VK_PAUSE : 0);
        input.input.ki.wScan = new WinDef.WORD(byVirtualKey ? WindowsKeys.PAUSE_SCAN_CODE : scan.code());
        input.input.ki.dwFlags = new WinDef.DWORD(keyFlags(scan, down));
        input.input.ki.time = new WinDef.DWORD(0);
        input.input.ki.dwExtraInfo = new BaseTSD.ULONG_PTR(TAG);
    }

    /** @param scan null for a key that goes by virtual key */
    static int keyFlags(WindowsKeys.ScanCode scan, boolean down) {
        int flags = down ? 0 : KEYEVENTF_KEYUP;
        if (scan != null) {
            flags |= KEYEVENTF_SCANCODE | (scan.extended() ? KEYEVENTF_EXTENDEDKEY : 0);
        }
        return flags;
    }

    private static void fillButton(WinUser.INPUT input, ButtonEvent event) {
        input.type = new WinDef.DWORD(WinUser.INPUT.INPUT_MOUSE);
        input.input.setType("mi");
        input.input.mi.dx = new WinDef.LONG(0);
        input.input.mi.dy = new WinDef.LONG(0);
        input.input.mi.mouseData = new WinDef.DWORD(event.data());
        input.input.mi.dwFlags = new WinDef.DWORD(event.flags());
        input.input.mi.time = new WinDef.DWORD(0);
        input.input.mi.dwExtraInfo = new BaseTSD.ULONG_PTR(TAG);
    }

    /** {@code MOUSEEVENTF_LEFTDOWN} and so on, {@code MOUSEEVENTF_WHEEL}; none of them moves the pointer. */
    static ButtonEvent buttonEvent(Key button, boolean down) {
        return switch (button) {
            case MOUSE_LEFT -> new ButtonEvent(down ? 0x0002 : 0x0004, 0);
            case MOUSE_RIGHT -> new ButtonEvent(down ? 0x0008 : 0x0010, 0);
            case MOUSE_MIDDLE -> new ButtonEvent(down ? 0x0020 : 0x0040, 0);
            case MOUSE_BACK -> new ButtonEvent(down ? 0x0080 : 0x0100, 1);
            case MOUSE_FORWARD -> new ButtonEvent(down ? 0x0080 : 0x0100, 2);
            case WHEEL_UP -> new ButtonEvent(0x0800, WHEEL_STEP);
            case WHEEL_DOWN -> new ButtonEvent(0x0800, -WHEEL_STEP);
            default -> throw new IllegalArgumentException(button + " is not a mouse button");
        };
    }
}
