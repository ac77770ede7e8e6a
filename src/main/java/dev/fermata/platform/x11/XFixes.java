package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;

/** The libXfixes calls that give a window another shape (X11/extensions/Xfixes.h). */
interface XFixes extends Library {
    XFixes INSTANCE = NativeLibraries.load(NativeLibraries.XFIXES, XFixes.class);

    /** What is seen of a window (X11/extensions/shapeconst.h). */
    int SHAPE_BOUNDING = 0;
    /** Where a window takes clicks. */
    int SHAPE_INPUT = 2;

    /** Another owner, its end as a window, its end as a client (X11/extensions/xfixeswire.h): bits 0, 1 and 2. */
    int ANY_CHANGE_OF_OWNER = 7;

    void XFixesSelectSelectionInput(Display display, Window window, Atom selection, NativeLong changes);

    boolean XFixesQueryExtension(Display display, IntByReference firstEvent, IntByReference firstError);

    /** @param rectangles x, y, width and height of each, one after the other; null for none */
    NativeLong XFixesCreateRegion(Display display, short[] rectangles, int count);

    void XFixesDestroyRegion(Display display, NativeLong region);

    void XFixesSetWindowShapeRegion(Display display, Window window, int kind, int x, int y, NativeLong region);
}
