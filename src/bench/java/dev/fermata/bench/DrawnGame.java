package dev.fermata.bench;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.concurrent.TimeUnit;

/**
 * Draws a life bar into the window of the virtual desktop that stands for the game, as another program does: over a
 * connection of its own. Used by one thread at a time.
 */
final class DrawnGame implements AutoCloseable {
    /** The title of that window, {@code xev}'s. */
    static final String TITLE = "Event Tester";
    static final int FULL = 0xd02020;
    static final int EMPTY = 0x281010;
    /** Beside the small window that xev has inside. */
    static final int X = 100;
    static final int Y = 100;
    static final int LENGTH = 156;
    static final int THICKNESS = 12;
    private static final int FRAMES_A_SECOND = 60;

    private final X11 x11 = X11.INSTANCE;
    private final X11.Display display;
    private final X11.Window window;
    private final X11.GC context;

    DrawnGame(String displayName) {
        display = x11.XOpenDisplay(displayName);
        window = find(x11.XDefaultRootWindow(display));
        if (window == null) {
            throw new IllegalStateException("there is no window called '" + TITLE + "'");
        }
        context = x11.XCreateGC(display, window, new NativeLong(0), null);
    }

    private X11.Window find(X11.Window in) {
        PointerByReference name = new PointerByReference();
        if (x11.XFetchName(display, in, name) != 0 && name.getValue() != null) {
            String title = name.getValue().getString(0);
            x11.XFree(name.getValue());
            if (title.equals(TITLE)) {
                return in;
            }
        }
        X11.WindowByReference root = new X11.WindowByReference();
        X11.WindowByReference parent = new X11.WindowByReference();
        PointerByReference children = new PointerByReference();
        IntByReference count = new IntByReference();
        x11.XQueryTree(display, in, root, parent, children, count);
        X11.Window found = null;
        for (int i = 0; i < count.getValue() && found == null; i++) {
            found = find(new X11.Window(children.getValue().getNativeLong((long) i * NativeLong.SIZE).longValue()));
        }
        if (children.getValue() != null) {
            x11.XFree(children.getValue());
        }
        return found;
    }

    /** Shows the bar that full. Returns {@link System#nanoTime} before it was drawn; after the return it is. */
    long show(int percent) {
        long before = System.nanoTime();
        int full = LENGTH * percent / 100;
        rectangle(X, Y, full, THICKNESS, FULL);
        rectangle(X + full, Y, LENGTH - full, THICKNESS, EMPTY);
        x11.XSync(display, false);
        return before;
    }

    private void rectangle(int x, int y, int width, int height, int rgb) {
        if (width > 0) {
            x11.XSetForeground(display, context, new NativeLong(rgb));
            x11.XFillRectangle(display, window, context, x, y, width, height);
        }
    }

    /** Draws elsewhere in the window as a game does that never stands still, for so long. */
    void play(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (int frame = 0; System.nanoTime() < end; frame++) {
            rectangle(400 + frame % 100, 300, 40, 40, frame * 0x010305 & 0xffffff);
            x11.XSync(display, false);
            TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) / FRAMES_A_SECOND);
        }
    }

    @Override
    public void close() {
        x11.XFreeGC(display, context);
        x11.XCloseDisplay(display);
    }
}
