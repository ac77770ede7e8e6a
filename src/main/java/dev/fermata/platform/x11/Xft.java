package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.unix.X11.Colormap;
import com.sun.jna.platform.unix.X11.Display;
import com.sun.jna.platform.unix.X11.Drawable;
import com.sun.jna.platform.unix.X11.Visual;
import com.sun.jna.ptr.IntByReference;

/** The libXft calls that write smooth letters (X11/Xft/Xft.h). */
interface Xft extends Library {
    Xft INSTANCE = NativeLibraries.load(NativeLibraries.XFT, Xft.class);

    /** XftColor: the pixel is not used where the X server mixes colours itself. */
    @FieldOrder({"pixel", "red", "green", "blue", "alpha"})
    class Color extends Structure {
        public NativeLong pixel = new NativeLong();
        public short red;
        public short green;
        public short blue;
        public short alpha;
    }

    /** XGlyphInfo: where a text is drawn, and how far it goes. */
    @FieldOrder({"width", "height", "x", "y", "xOff", "yOff"})
    class Extents extends Structure {
        public short width;
        public short height;
        public short x;
        public short y;
        public short xOff;
        public short yOff;
    }

    /** The beginning of an XftFont; the rest is nobody's business. */
    @FieldOrder({"ascent", "descent"})
    class Metrics extends Structure {
        public int ascent;
        public int descent;

        public Metrics(Pointer font) {
            super(font);
            read();
        }
    }

    /** What libXft draws with. */
    interface XRender extends Library {
        XRender INSTANCE = NativeLibraries.load(NativeLibraries.XRENDER, XRender.class);

        boolean XRenderQueryExtension(Display display, IntByReference firstEvent, IntByReference firstError);
    }

    /**
     * The font that comes nearest to a fontconfig pattern; null where there is none at all.
     *
     * <p>A connection tells the libraries of its end in the reverse order of their beginnings, and libXft draws even
     * then. So libXrender has to begin first: else it would keep what it knows of a connection that has ended, and
     * send its numbers over the next one at the same address.
     */
    static Pointer open(Display display, int screen, String pattern) {
        XRender.INSTANCE.XRenderQueryExtension(display, new IntByReference(), new IntByReference());
        return INSTANCE.XftFontOpenName(display, screen, pattern);
    }

    /** As {@link #open}, which is to be called in its place. */
    Pointer XftFontOpenName(Display display, int screen, String pattern);

    void XftFontClose(Display display, Pointer font);

    Pointer XftDrawCreate(Display display, Drawable drawable, Visual visual, Colormap colours);

    void XftDrawDestroy(Pointer draw);

    void XftTextExtentsUtf8(Display display, Pointer font, byte[] text, int length, Extents extents);

    void XftDrawStringUtf8(Pointer draw, Color color, Pointer font, int x, int y, byte[] text, int length);
}
