package dev.fermata.platform.x11;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The libX11 calls Fermata needs. Of jna-platform's mapping only the types are used: at every
 * start JNA would make a class of all its calls.
 */
interface Xlib extends Library {
    Xlib INSTANCE = NativeLibraries.load(NativeLibraries.X11, Xlib.class);

    /** Size of the XEvent union: {@code long pad[24]} (X11/Xlib.h). */
    int EVENT_BYTES = 24 * Native.LONG_SIZE;
    /** XEventsQueued mode: look only at what has been read already. */
    int QUEUED_ALREADY = 0;

    /** XErrorEvent, in the order of X11/Xlib.h (jna-platform's has another one and misreads it). */
    @FieldOrder({"type", "display", "resourceId", "serial", "errorCode", "requestCode", "minorCode"})
    class ErrorEvent extends Structure {
        public int type;
        public Pointer display;
        public NativeLong resourceId;
        public NativeLong serial;
        public byte errorCode;
        public byte requestCode;
        public byte minorCode;

        public ErrorEvent(Pointer at) {
            super(at);
            read();
        }
    }

    /** Called by Xlib when the server refused a request; may not make X calls. */
    interface ErrorHandler extends Callback {
        int apply(Pointer display, Pointer errorEvent);
    }

    /** Called by Xlib when a connection broke; the process ends if it returns, unless an exit handler is set. */
    interface IoErrorHandler extends Callback {
        int apply(Pointer display);
    }

    /** Called by Xlib in place of {@code exit} after the error handler (libX11 1.7 and newer). */
    interface IoErrorExitHandler extends Callback {
        void apply(Pointer display, Pointer userData);
    }

    int XInitThreads();

    Pointer XSetErrorHandler(ErrorHandler handler);

    Pointer XSetIOErrorHandler(IoErrorHandler handler);

    Display XOpenDisplay(String name);

    int XCloseDisplay(Display display);

    int XConnectionNumber(Display display);

    /** Belongs to the connection: not to be freed. */
    String XServerVendor(Display display);

    int XVendorRelease(Display display);

    Window XDefaultRootWindow(Display display);

    Atom XInternAtom(Display display, String name, boolean onlyIfExists);

    boolean XQueryExtension(Display display, String name, IntByReference opcode, IntByReference firstEvent,
            IntByReference firstError);

    int XGetErrorText(Display display, int code, byte[] text, int length);

    int XGrabServer(Display display);

    int XUngrabServer(Display display);

    Window XCreateSimpleWindow(Display display, Window parent, int x, int y, int width, int height,
            int borderWidth, NativeLong border, NativeLong background);

    /** The window whose client owns it, or null. */
    Window XGetSelectionOwner(Display display, Atom selection);

    int XSetSelectionOwner(Display display, Atom selection, Window owner, NativeLong time);

    int XChangeProperty(Display display, Window window, Atom property, Atom type, int format, int mode,
            byte[] data, int count);

    int XGetWindowProperty(Display display, Window window, Atom property, NativeLong offset, NativeLong length,
            int delete, Atom type, NativeLongByReference actualType, IntByReference actualFormat,
            NativeLongByReference items, NativeLongByReference bytesAfter, PointerByReference data);

    int XDeleteProperty(Display display, Window window, Atom property);

    int XFlush(Display display);

    int XSync(Display display, boolean discard);

    int XFree(Pointer data);

    /** What the desktop's buttons count as, the first one's at 0; returns how many there are. */
    int XGetPointerMapping(Display display, byte[] map, int size);

    int XQueryKeymap(Display display, byte[] keys);

    int XPending(Display display);

    int XNextEvent(Display display, Pointer event);

    boolean XGetEventData(Display display, Pointer cookie);

    void XFreeEventData(Display display, Pointer cookie);
}
