package dev.fermata.platform.x11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import dev.fermata.platform.WindowFocus;

/** Asks an X server about the focus of one window, on a connection of its own. */
public final class X11Focus implements WindowFocus {
    /** The value for "the window below the pointer" (X11/X.h). */
    private static final int POINTER_ROOT = 1;
    /** Frames within frames that a window manager puts around a window. */
    private static final int MOST_FRAMES = 8;

    private final long window;
    @GuardedBy("this")
    private final X11Connection connection;
    @GuardedBy("this")
    private boolean closed;

    /** @param displayName as for {@link X11Connection#open} */
    public X11Focus(String displayName, long window) {
        this.window = window;
        connection = X11Connection.open(displayName);
    }

    @Override
    public synchronized boolean isThere() {
        if (closed || connection.isGone()) {
            return false;
        }
        NativeLongByReference focused = new NativeLongByReference();
        XDrawing.INSTANCE.XGetInputFocus(connection.display(), focused, new IntByReference());
        long at = focused.getValue().longValue();
        return at == window || at == POINTER_ROOT && isBelowPointer();
    }

    @GuardedBy("this")
    private boolean isBelowPointer() {
        Window at = connection.root();
        for (int i = 0; i < MOST_FRAMES && at.longValue() != window; i++) {
            NativeLongByReference child = new NativeLongByReference();
            XDrawing.INSTANCE.XQueryPointer(connection.display(), at, new NativeLongByReference(), child,
                    new IntByReference(), new IntByReference(), new IntByReference(), new IntByReference(),
                    new IntByReference());
            // A window may have gone between the questions.
            connection.forgetErrors();
            if (child.getValue().longValue() == 0) {
                return false;
            }
            at = new Window(child.getValue().longValue());
        }
        return at.longValue() == window;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            connection.close();
        }
    }
}
