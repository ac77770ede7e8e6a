package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fermata.user.JnaSettings;

/**
 * The calls that read a screen, mapped directly and with plain numbers for what X and C call pointers and windows, so
 * that a call allocates nothing; for systems whose long has 64 bits.
 */
final class ScreenCalls {
    /** ZPixmap: pixels as they are (X11/X.h). */
    static final int Z_PIXMAP = 2;
    static final long ALL_PLANES = -1;
    /** Of a window's attributes, map_state: it and all that it is in are mapped (X11/X.h). */
    static final int IS_VIEWABLE = 2;
    static final int INPUT_OUTPUT = 1;
    /** Events that Xlib has already (X11/Xlib.h). */
    static final int QUEUED_ALREADY = 0;

    // XWindowAttributes (X11/Xlib.h).
    static final int ATTRIBUTES_BYTES = 136;
    static final int WIDTH = 8;
    static final int HEIGHT = 12;
    static final int BORDER = 16;
    static final int DEPTH = 20;
    static final int VISUAL = 24;
    static final int CLASS = 40;
    static final int MAP_STATE = 92;

    // XImage (X11/Xlib.h).
    static final int IMAGE_BYTES = 88;
    static final int DATA = 16;
    static final int BYTES_PER_LINE = 44;
    static final int BITS_PER_PIXEL = 48;
    static final int RED_MASK = 56;
    static final int GREEN_MASK = 64;
    static final int BLUE_MASK = 72;

    // XShmSegmentInfo (X11/extensions/XShm.h).
    static final int SEGMENT_BYTES = 32;
    static final int SEGMENT_ID = 8;
    static final int SEGMENT_ADDRESS = 16;

    static {
        JnaSettings.apply();
        Native.register(ScreenCalls.class, NativeLibrary.getInstance(NativeLibraries.X11));
    }

    private ScreenCalls() {
    }

    static native int XGetWindowAttributes(long display, long window, Memory attributes);

    static native int XTranslateCoordinates(long display, long from, long to, int x, int y, IntByReference toX,
            IntByReference toY, LongByReference child);

    static native int XQueryTree(long display, long window, LongByReference root, LongByReference parent,
            PointerByReference children, IntByReference count);

    static native int XGetInputFocus(long display, LongByReference focus, IntByReference revert);

    static native int XQueryPointer(long display, long window, LongByReference root, LongByReference child,
            IntByReference rootX, IntByReference rootY, IntByReference x, IntByReference y, IntByReference mask);

    static native int XSelectInput(long display, long window, long events);

    static native int XPending(long display);

    static native int XEventsQueued(long display, int mode);

    static native int XNextEvent(long display, Memory event);

    static native int XFree(Pointer data);

    static native long XGetImage(long display, long drawable, int x, int y, int width, int height, long planes,
            int format);

    static native int XDestroyImage(long image);

    /** Calls of libXext: pictures through memory that the server shares. */
    static final class Shared {
        static {
            Native.register(Shared.class, NativeLibrary.getInstance("libXext.so.6"));
        }

        private Shared() {
        }

        static native int XShmQueryExtension(long display);

        static native int XShmAttach(long display, Memory segment);

        static native int XShmDetach(long display, Memory segment);

        static native long XShmCreateImage(long display, long visual, int depth, int format, Pointer data,
                Memory segment, int width, int height);

        static native int XShmGetImage(long display, long drawable, long image, int x, int y, long planes);
    }

    /** Calls of the C library for that memory. */
    static final class SharedMemory {
        /** IPC_CREAT and that this user may read and write it (sys/ipc.h). */
        static final int CREATE = 01600;
        static final int REMOVE = 0;

        static {
            Native.register(SharedMemory.class, NativeLibrary.getProcess());
        }

        private SharedMemory() {
        }

        static native int shmget(int key, long size, int flags);

        static native Pointer shmat(int id, long address, int flags);

        static native int shmdt(Pointer address);

        static native int shmctl(int id, int command, long buffer);
    }

    /** The call of the C library to sleep by. */
    static final class Waiting {
        static {
            JnaSettings.apply();
            Native.register(Waiting.class, NativeLibrary.getProcess());
        }

        private Waiting() {
        }

        static native int poll(Pointer fds, long count, int timeoutMillis);
    }

    /** Calls of libXdamage: it tells when something was drawn. */
    static final class Damage {
        /** The server tells once, until what was told is taken (X11/extensions/damagewire.h). */
        static final int REPORT_NON_EMPTY = 3;

        static {
            Native.register(Damage.class, NativeLibrary.getInstance("libXdamage.so.1"));
        }

        private Damage() {
        }

        static native int XDamageQueryExtension(long display, IntByReference firstEvent, IntByReference firstError);

        static native long XDamageCreate(long display, long drawable, int level);

        static native void XDamageSubtract(long display, long damage, long repair, long parts);
    }
}
