package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Drawable;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;

/** Finds the monitor the player looks at. Used by the thread of its connection. */
final class X11Monitors {
    /** XineramaScreenInfo: an int and four shorts. */
    private static final int SCREEN_BYTES = 12;
    /** XGetInputFocus: nobody has the focus, or whatever is below the pointer (X11/X.h). */
    private static final int POINTER_ROOT = 1;

    private final X11Connection connection;

    /** The calls of libXinerama; its protocol is spoken by every X server of today (X11/extensions/Xinerama.h). */
    private interface Xinerama extends Library {
        Xinerama INSTANCE = NativeLibraries.load(NativeLibraries.XINERAMA, Xinerama.class);

        /** Null where the server tells of none; freed with XFree. */
        Pointer XineramaQueryScreens(Display display, IntByReference count);
    }

    /** Part of the desktop, in pixels. */
    record Area(int x, int y, int width, int height) {
        private boolean has(Point point) {
            return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
        }
    }

    private record Point(int x, int y) {
    }

    X11Monitors(X11Connection connection) {
        this.connection = connection;
    }

    /** The monitor with the focused window's middle, or the pointer where no window is focused; else all of them. */
    Area ofFocus() {
        Point looked = focus();
        IntByReference count = new IntByReference();
        Pointer screens = Xinerama.INSTANCE.XineramaQueryScreens(connection.display(), count);
        Area first = null;
        if (screens != null) {
            try {
                for (int i = 0; i < count.getValue(); i++) {
                    Area area = area(screens.share((long) i * SCREEN_BYTES));
                    first = first == null ? area : first;
                    if (area.has(looked)) {
                        return area;
                    }
                }
            } finally {
                Xlib.INSTANCE.XFree(screens);
            }
        }
        return first == null ? geometry(connection.root()) : first;
    }

    private static Area area(Pointer screen) {
        return new Area(screen.getShort(4), screen.getShort(6), screen.getShort(8), screen.getShort(10));
    }

    private Point focus() {
        NativeLongByReference focused = new NativeLongByReference();
        XDrawing.INSTANCE.XGetInputFocus(connection.display(), focused, new IntByReference());
        if (focused.getValue().longValue() > POINTER_ROOT) {
            Window window = new Window(focused.getValue().longValue());
            Area area = geometry(window);
            IntByReference x = new IntByReference();
            IntByReference y = new IntByReference();
            boolean found = XDrawing.INSTANCE.XTranslateCoordinates(connection.display(), window, connection.root(),
                    area.width() / 2, area.height() / 2, x, y, new NativeLongByReference());
            // It may have gone between the questions.
            connection.forgetErrors();
            if (found) {
                return new Point(x.getValue(), y.getValue());
            }
        }
        return pointer();
    }

    private Point pointer() {
        IntByReference x = new IntByReference();
        IntByReference y = new IntByReference();
        XDrawing.INSTANCE.XQueryPointer(connection.display(), connection.root(), new NativeLongByReference(),
                new NativeLongByReference(), x, y, new IntByReference(), new IntByReference(), new IntByReference());
        return new Point(x.getValue(), y.getValue());
    }

    private Area geometry(Window window) {
        IntByReference width = new IntByReference();
        IntByReference height = new IntByReference();
        XDrawing.INSTANCE.XGetGeometry(connection.display(), new Drawable(window.longValue()),
                new NativeLongByReference(new NativeLong()), new IntByReference(), new IntByReference(), width, height,
                new IntByReference(), new IntByReference());
        return new Area(0, 0, width.getValue(), height.getValue());
    }
}
