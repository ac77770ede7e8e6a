package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;

/** A desktop on which no window has the focus, until it is closed. */
final class NoFocus implements AutoCloseable {
    /** X11/X.h: None, and RevertToNone. */
    private static final int NONE = 0;
    private static final NativeLong NOW = new NativeLong(0);

    private final X11Connection connection;
    private final NativeLongByReference before = new NativeLongByReference();
    private final IntByReference revertTo = new IntByReference();

    /** The calls of libX11 for this alone. */
    interface Focus extends Library {
        Focus CALLS = NativeLibraries.load(NativeLibraries.X11, Focus.class);

        int XGetInputFocus(Display display, NativeLongByReference window, IntByReference revertTo);

        int XSetInputFocus(Display display, NativeLong window, int revertTo, NativeLong time);
    }

    NoFocus(String display) {
        connection = X11Connection.open(display);
        Focus.CALLS.XGetInputFocus(connection.display(), before, revertTo);
        Focus.CALLS.XSetInputFocus(connection.display(), new NativeLong(NONE), NONE, NOW);
        connection.sync("that no window has the focus");
    }

    /** Whether it still is so. */
    boolean lasts() {
        NativeLongByReference now = new NativeLongByReference();
        Focus.CALLS.XGetInputFocus(connection.display(), now, new IntByReference());
        return now.getValue().longValue() == NONE;
    }

    @Override
    public void close() {
        Focus.CALLS.XSetInputFocus(connection.display(), before.getValue(), revertTo.getValue(), NOW);
        connection.sync("the focus as it was");
        connection.close();
    }
}
