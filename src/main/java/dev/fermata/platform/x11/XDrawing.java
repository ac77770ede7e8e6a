package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.unix.X11.Colormap;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Drawable;
import com.sun.jna.platform.unix.X11.GC;
import com.sun.jna.platform.unix.X11.Pixmap;
import com.sun.jna.platform.unix.X11.Visual;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.platform.unix.X11.XVisualInfo;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The libX11 calls that only a window of our own needs; apart from {@link Xlib}, which each start loads. */
interface XDrawing extends Library {
    XDrawing INSTANCE = NativeLibraries.load(NativeLibraries.X11, XDrawing.class);

    /** Class of a window that is seen (X11/X.h). */
    int INPUT_OUTPUT = 1;
    /** Class of a visual whose pixels are colours (X11/X.h). */
    int TRUE_COLOR = 4;

    // Which attributes of a window are given (X11/X.h).
    int CW_BACK_PIXEL = 1 << 1;
    int CW_BORDER_PIXEL = 1 << 3;
    int CW_OVERRIDE_REDIRECT = 1 << 9;
    int CW_EVENT_MASK = 1 << 11;
    int CW_COLORMAP = 1 << 13;

    // What a window wants to hear of (X11/X.h).
    int VISIBILITY_CHANGE = 1 << 16;
    int STRUCTURE_NOTIFY = 1 << 17;
    int SUBSTRUCTURE_NOTIFY = 1 << 19;
    int FOCUS_CHANGE = 1 << 21;
    int PROPERTY_CHANGE = 1 << 22;

    /** XSetWindowAttributes (jna-platform's makes -1 of a flag that is set, which the server refuses). */
    @FieldOrder({"backgroundPixmap", "backgroundPixel", "borderPixmap", "borderPixel", "bitGravity", "winGravity",
        "backingStore", "backingPlanes", "backingPixel", "saveUnder", "eventMask", "doNotPropagateMask",
        "overrideRedirect", "colormap", "cursor"})
    class Attributes extends Structure {
        public NativeLong backgroundPixmap = new NativeLong();
        public NativeLong backgroundPixel = new NativeLong();
        public NativeLong borderPixmap = new NativeLong();
        public NativeLong borderPixel = new NativeLong();
        public int bitGravity;
        public int winGravity;
        public int backingStore;
        public NativeLong backingPlanes = new NativeLong();
        public NativeLong backingPixel = new NativeLong();
        public int saveUnder;
        public NativeLong eventMask = new NativeLong();
        public NativeLong doNotPropagateMask = new NativeLong();
        public int overrideRedirect;
        public Colormap colormap;
        public NativeLong cursor = new NativeLong();
    }

    int XDefaultScreen(Display display);

    Visual XDefaultVisual(Display display, int screen);

    Colormap XDefaultColormap(Display display, int screen);

    int XDefaultDepth(Display display, int screen);

    int XMatchVisualInfo(Display display, int screen, int depth, int visualClass, XVisualInfo found);

    Colormap XCreateColormap(Display display, Window window, Visual visual, int allocate);

    int XFreeColormap(Display display, Colormap colours);

    Window XCreateWindow(Display display, Window parent, int x, int y, int width, int height, int border, int depth,
            int windowClass, Visual visual, NativeLong mask, Attributes attributes);

    int XDestroyWindow(Display display, Window window);

    int XStoreName(Display display, Window window, String name);

    int XSelectInput(Display display, Window window, NativeLong mask);

    int XMapRaised(Display display, Window window);

    int XRaiseWindow(Display display, Window window);

    int XMoveResizeWindow(Display display, Window window, int x, int y, int width, int height);

    int XSetWindowBackgroundPixmap(Display display, Window window, Pixmap background);

    int XClearWindow(Display display, Window window);

    Pixmap XCreatePixmap(Display display, Drawable screen, int width, int height, int depth);

    int XFreePixmap(Display display, Pixmap pixmap);

    GC XCreateGC(Display display, Drawable drawable, NativeLong mask, Pointer values);

    int XFreeGC(Display display, GC gc);

    int XSetForeground(Display display, GC gc, NativeLong pixel);

    int XFillRectangle(Display display, Drawable drawable, GC gc, int x, int y, int width, int height);

    int XSetInputFocus(Display display, Window window, int revertTo, NativeLong time);

    int XGetInputFocus(Display display, NativeLongByReference window, IntByReference revertTo);

    /** @param children to be freed, if there are any */
    int XQueryTree(Display display, Window window, NativeLongByReference root, NativeLongByReference parent,
            PointerByReference children, IntByReference count);

    int XGetGeometry(Display display, Drawable drawable, NativeLongByReference root, IntByReference x,
            IntByReference y, IntByReference width, IntByReference height, IntByReference border,
            IntByReference depth);

    boolean XTranslateCoordinates(Display display, Window from, Window to, int x, int y, IntByReference toX,
            IntByReference toY, NativeLongByReference child);

    boolean XQueryPointer(Display display, Window window, NativeLongByReference root, NativeLongByReference child,
            IntByReference x, IntByReference y, IntByReference windowX, IntByReference windowY, IntByReference mask);
}
