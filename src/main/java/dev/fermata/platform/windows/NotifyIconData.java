package dev.fermata.platform.windows;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.win32.WinDef.HICON;
import com.sun.jna.platform.win32.WinDef.HWND;

/** {@code NOTIFYICONDATAW} of shellapi.h, as of Windows Vista. Texts are UTF-16 and end with a zero. */
@FieldOrder({"cbSize", "hWnd", "uID", "uFlags", "uCallbackMessage", "hIcon", "szTip", "dwState", "dwStateMask", "szInfo",
    "uVersion", "szInfoTitle", "dwInfoFlags", "guidItem", "hBalloonIcon"})
public final class NotifyIconData extends Structure {
    /** {@code NIF_MESSAGE}, {@code NIF_ICON}, {@code NIF_TIP}, {@code NIF_INFO}: which fields count. */
    static final int MESSAGE = 0x01;
    static final int ICON = 0x02;
    static final int TIP = 0x04;
    static final int INFO = 0x10;
    /** {@code NIIF_INFO}, {@code NIIF_WARNING}, {@code NIIF_RESPECT_QUIET_TIME}: how a message is told. */
    static final int AS_NEWS = 0x01;
    static final int AS_WARNING = 0x02;
    static final int RESPECT_QUIET_TIME = 0x80;

    public int cbSize;
    public HWND hWnd;
    public int uID;
    public int uFlags;
    public int uCallbackMessage;
    public HICON hIcon;
    /** Not char: JNA takes those for the C type of the system it runs on. */
    public short[] szTip = new short[128];
    public int dwState;
    public int dwStateMask;
    public short[] szInfo = new short[256];
    public int uVersion;
    public short[] szInfoTitle = new short[64];
    public int dwInfoFlags;
    public byte[] guidItem = new byte[16];
    public HICON hBalloonIcon;

    NotifyIconData() {
        cbSize = size();
    }

    void tip(String text) {
        put(szTip, text);
        uFlags |= TIP;
    }

    void info(String title, String text, boolean isFault) {
        put(szInfoTitle, title);
        put(szInfo, text);
        dwInfoFlags = (isFault ? AS_WARNING : AS_NEWS) | RESPECT_QUIET_TIME;
        uFlags |= INFO;
    }

    /** Cut where it does not fit, never within a letter. */
    private static void put(short[] into, String text) {
        int length = Math.min(text.length(), into.length - 1);
        if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = i < length ? (short) text.charAt(i) : 0;
        }
    }
}
