package dev.fermata.platform.x11;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Colormap;
import com.sun.jna.platform.unix.X11.GC;
import com.sun.jna.platform.unix.X11.Pixmap;
import com.sun.jna.platform.unix.X11.Visual;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.platform.unix.X11.XVisualInfo;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.platform.Badge;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.x11.X11Monitors.Area;
import java.nio.charset.StandardCharsets;

/**
 * The window of an overlay: above all others, no window manager's business, and no obstacle to clicks. Its picture is
 * its background, so that the X server shows it again by itself wherever it was covered. Used by one thread.
 */
final class BadgeWindow implements AutoCloseable {
    static final String NAME = "Fermata overlay";

    private static final int ALPHA_DEPTH = 32;
    /** Between the badge and the edges of the monitor. */
    private static final int MARGIN = 12;
    private static final int GROUND = 0x14171c;
    private static final int LETTERS = 0xf2f4f7;
    /** Its letters are smooth in grey, for what colours at their edges would be mixed with is not known. */
    private static final String FONT = "sans-serif:bold:antialias=true:rgba=none:pixelsize=";
    private static final double OPAQUE = 1;

    private final X11Connection connection;
    private final BadgeLook look;
    private final X11Monitors monitors;
    private final Visual visual;
    private final int depth;
    private final Colormap colours;
    private final Window window;
    private final Pointer font;
    private final Xft.Metrics metrics;
    private final double opacity;
    private boolean shown;

    /** @throws DesktopException when the server or a library cannot do it; the message says what to do */
    BadgeWindow(X11Connection connection, BadgeLook look) {
        this.connection = connection;
        this.look = look;
        monitors = new X11Monitors(connection);
        int screen = XDrawing.INSTANCE.XDefaultScreen(connection.display());
        font = Xft.open(connection.display(), screen, FONT + look.height());
        if (font == null) {
            throw new DesktopException("the system has no font to write with; install one, such as fonts-dejavu-core");
        }
        metrics = new Xft.Metrics(font);
        XVisualInfo found = new XVisualInfo();
        // Without a program that mixes windows what should shine through would be black, and screenshots miss it.
        boolean alpha = look.opacity() < OPAQUE && hasCompositor() && XDrawing.INSTANCE.XMatchVisualInfo(
                connection.display(), screen, ALPHA_DEPTH, XDrawing.TRUE_COLOR, found) != 0;
        opacity = alpha ? look.opacity() : OPAQUE;
        visual = alpha ? found.visual : XDrawing.INSTANCE.XDefaultVisual(connection.display(), screen);
        depth = alpha ? ALPHA_DEPTH : XDrawing.INSTANCE.XDefaultDepth(connection.display(), screen);
        colours = alpha ? XDrawing.INSTANCE.XCreateColormap(connection.display(), connection.root(), visual, 0)
                : XDrawing.INSTANCE.XDefaultColormap(connection.display(), screen);
        window = create();
        shape(XFixes.SHAPE_INPUT, new short[0]);
        connection.sync("to make a window for the overlay");
    }

    /** The selection of the program that mixes windows, if there is one (Extended Window Manager Hints). */
    static Atom compositor(X11Connection connection) {
        int screen = XDrawing.INSTANCE.XDefaultScreen(connection.display());
        return Xlib.INSTANCE.XInternAtom(connection.display(), "_NET_WM_CM_S" + screen, false);
    }

    private boolean hasCompositor() {
        return Xlib.INSTANCE.XGetSelectionOwner(connection.display(), compositor(connection)) != null;
    }

    private Window create() {
        XDrawing.Attributes attributes = new XDrawing.Attributes();
        attributes.overrideRedirect = 1;
        attributes.eventMask = new NativeLong(XDrawing.VISIBILITY_CHANGE);
        attributes.colormap = colours;
        Window made = XDrawing.INSTANCE.XCreateWindow(connection.display(), connection.root(), 0, 0, 1, 1, 0, depth,
                XDrawing.INPUT_OUTPUT, visual, new NativeLong(XDrawing.CW_BACK_PIXEL | XDrawing.CW_BORDER_PIXEL
                | XDrawing.CW_OVERRIDE_REDIRECT | XDrawing.CW_EVENT_MASK | XDrawing.CW_COLORMAP), attributes);
        XDrawing.INSTANCE.XStoreName(connection.display(), made, NAME);
        return made;
    }

    long id() {
        return window.longValue();
    }

    /** Puts it above whatever has come above it. */
    void raise() {
        XDrawing.INSTANCE.XRaiseWindow(connection.display(), window);
        connection.sync("to raise the overlay");
    }

    /** Shows this, on the monitor that the player looks at now. */
    void show(Badge badge) {
        byte[] words = badge.words().getBytes(StandardCharsets.UTF_8);
        int height = (look.words() ? Math.max(metrics.ascent + metrics.descent, look.height()) : look.height())
                + look.height() / 2;
        int mark = Math.max(3, look.height() / 3);
        int gap = look.height() / 2;
        int width = look.words() ? mark + gap + width(words) + gap : height;
        int baseline = (height + metrics.ascent - metrics.descent) / 2;
        Pixmap picture = XDrawing.INSTANCE.XCreatePixmap(connection.display(), connection.root(), width,
                height, depth);
        fill(picture, GROUND, 0, width, height);
        fill(picture, badge.colour(), 0, look.words() ? mark : width, height);
        if (look.words()) {
            write(picture, words, mark + gap, baseline);
        }
        put(picture, width, height);
    }

    private void put(Pixmap picture, int width, int height) {
        Area monitor = monitors.ofFocus();
        int x = look.right() ? monitor.x() + monitor.width() - width - MARGIN : monitor.x() + MARGIN;
        int y = look.bottom() ? monitor.y() + monitor.height() - height - MARGIN : monitor.y() + MARGIN;
        XDrawing.INSTANCE.XMoveResizeWindow(connection.display(), window, x, y, width, height);
        shape(XFixes.SHAPE_BOUNDING, rounded(width, height, Math.max(2, look.height() / 4)));
        XDrawing.INSTANCE.XSetWindowBackgroundPixmap(connection.display(), window, picture);
        XDrawing.INSTANCE.XFreePixmap(connection.display(), picture);
        if (shown) {
            XDrawing.INSTANCE.XClearWindow(connection.display(), window);
        } else {
            XDrawing.INSTANCE.XMapRaised(connection.display(), window);
            shown = true;
        }
        connection.sync("to show the overlay");
    }

    private int width(byte[] words) {
        Xft.Extents extents = new Xft.Extents();
        Xft.INSTANCE.XftTextExtentsUtf8(connection.display(), font, words, words.length, extents);
        return extents.xOff;
    }

    private void fill(Pixmap picture, int colour, int x, int width, int height) {
        GC gc = XDrawing.INSTANCE.XCreateGC(connection.display(), picture, new NativeLong(0), null);
        XDrawing.INSTANCE.XSetForeground(connection.display(), gc, new NativeLong(BadgeLook.mixed(colour, opacity) & 0xffff_ffffL));
        XDrawing.INSTANCE.XFillRectangle(connection.display(), picture, gc, x, 0, width, height);
        XDrawing.INSTANCE.XFreeGC(connection.display(), gc);
    }

    private void write(Pixmap picture, byte[] words, int x, int y) {
        Pointer draw = Xft.INSTANCE.XftDrawCreate(connection.display(), picture, visual, colours);
        Xft.Color color = new Xft.Color();
        // However much shines through their ground, letters are to be read.
        color.pixel = new NativeLong(LETTERS);
        color.red = sixteenBits(LETTERS >> 16 & 0xff);
        color.green = sixteenBits(LETTERS >> 8 & 0xff);
        color.blue = sixteenBits(LETTERS & 0xff);
        color.alpha = sixteenBits(0xff);
        Xft.INSTANCE.XftDrawStringUtf8(draw, color, font, x, y, words, words.length);
        Xft.INSTANCE.XftDrawDestroy(draw);
    }

    private static short sixteenBits(int eightBits) {
        return (short) (eightBits * 257);
    }

    /** One rectangle for each row of the rounded corners, and one between. */
    static short[] rounded(int width, int height, int radius) {
        short[] rectangles = new short[4 * (2 * radius + 1)];
        int at = 0;
        for (int row = 0; row < radius; row++) {
            double up = radius - row - 0.5;
            int in = (int) Math.round(radius - Math.sqrt(radius * radius - up * up));
            at = rectangle(rectangles, at, in, row, width - 2 * in, 1);
            at = rectangle(rectangles, at, in, height - 1 - row, width - 2 * in, 1);
        }
        rectangle(rectangles, at, 0, radius, width, height - 2 * radius);
        return rectangles;
    }

    private static int rectangle(short[] into, int at, int x, int y, int width, int height) {
        into[at] = (short) x;
        into[at + 1] = (short) y;
        into[at + 2] = (short) width;
        into[at + 3] = (short) height;
        return at + 4;
    }

    private void shape(int kind, short[] rectangles) {
        NativeLong region = XFixes.INSTANCE.XFixesCreateRegion(connection.display(),
                rectangles.length == 0 ? null : rectangles, rectangles.length / 4);
        XFixes.INSTANCE.XFixesSetWindowShapeRegion(connection.display(), window, kind, 0, 0, region);
        XFixes.INSTANCE.XFixesDestroyRegion(connection.display(), region);
    }


    /** The server's end of it; with a server that is gone it is gone already. */
    @Override
    public void close() {
        if (!connection.isGone()) {
            XDrawing.INSTANCE.XDestroyWindow(connection.display(), window);
            if (depth == ALPHA_DEPTH) { // else it is everybody's
                XDrawing.INSTANCE.XFreeColormap(connection.display(), colours);
            }
            Xft.INSTANCE.XftFontClose(connection.display(), font);
        }
    }
}
