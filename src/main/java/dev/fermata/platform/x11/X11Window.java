package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.platform.unix.X11.Colormap;
import com.sun.jna.platform.unix.X11.GC;
import com.sun.jna.platform.unix.X11.Pixmap;
import com.sun.jna.platform.unix.X11.Visual;
import com.sun.jna.platform.unix.X11.Window;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.OwnWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A window on an X server, with a connection and a thread ({@code window}) of its own. Its picture is its background,
 * so that the X server shows it again by itself wherever it was covered.
 */
public final class X11Window implements OwnWindow {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 24;
    private static final int GROUND = 0x14171c;
    private static final int LETTERS = 0xf2f4f7;
    private static final String FONT = "sans-serif:antialias=true:rgba=none:pixelsize=20";
    private static final long CLOSE_MILLIS = 200;

    // Kinds of events, and what is asked for to get them (X11/X.h).
    private static final int KEY_PRESS = 2;
    private static final int BUTTON_RELEASE = 5;
    private static final int DESTROY_NOTIFY = 17;
    private static final int MAP_NOTIFY = 19;
    private static final int CLIENT_MESSAGE = 33;
    private static final int WANTED = 1 | 1 << 1 | 1 << 2 | 1 << 3 | XDrawing.STRUCTURE_NOTIFY;
    /** XSetInputFocus: when the window goes, the focus goes to what it is in (X11/X.h). */
    private static final int REVERT_TO_PARENT = 2;

    // Where their fields are (X11/Xlib.h): eight words, four places and the state, then the code.
    private static final int CODE = 8 * Native.LONG_SIZE + 5 * Integer.BYTES;
    private static final int MESSAGE = 7 * Native.LONG_SIZE;

    private final String title;
    private final Listener listener;
    private final AtomicReference<String[]> wanted = new AtomicReference<>();
    private final CompletableFuture<Long> id = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "window");
    private volatile WakePipe pipe;
    private volatile boolean closed;
    private volatile boolean closedByUser;

    // The rest is the thread's own.
    private X11Connection connection;
    private Window window;
    private Pointer font;
    private Xft.Metrics metrics;
    private Visual visual;
    private Colormap colours;
    private int depth;
    private Atom delete;

    /**
     * Opens it; returns when it is on the screen.
     *
     * @throws DesktopException when the server or a library cannot do it
     */
    public X11Window(String title, Listener listener) {
        this.title = title;
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
        try {
            id.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DesktopException told ? told
                    : new DesktopException("there can be no window: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public long id() {
        return id.join();
    }

    @Override
    public void show(String... lines) {
        wanted.set(lines.clone());
        wake();
    }

    @Override
    public boolean isClosed() {
        return closedByUser;
    }

    private void wake() {
        WakePipe to = pipe;
        if (to != null) {
            to.wake();
        }
    }

    private void run() {
        try (X11Connection opened = X11Connection.open(null)) {
            connection = opened;
            create();
            try (WakePipe waker = new WakePipe(Xlib.INSTANCE.XConnectionNumber(opened.display()));
                    Memory event = new Memory(Xlib.EVENT_BYTES)) {
                pipe = waker;
                while (!closed && !closedByUser) {
                    String[] lines = wanted.getAndSet(null);
                    if (lines != null) {
                        draw(lines);
                    }
                    read(event);
                    if (!closed && Xlib.INSTANCE.XPending(opened.display()) == 0) {
                        waker.await();
                    }
                }
            }
        } catch (RuntimeException | LinkageError e) {
            closedByUser = !closed;
            id.completeExceptionally(e);
        }
    }

    private void create() {
        int screen = XDrawing.INSTANCE.XDefaultScreen(connection.display());
        font = Xft.open(connection.display(), screen, FONT);
        if (font == null) {
            throw new DesktopException("the system has no font to write with; install one, such as fonts-dejavu-core");
        }
        metrics = new Xft.Metrics(font);
        visual = XDrawing.INSTANCE.XDefaultVisual(connection.display(), screen);
        depth = XDrawing.INSTANCE.XDefaultDepth(connection.display(), screen);
        colours = XDrawing.INSTANCE.XCreateColormap(connection.display(), connection.root(), visual, 0);
        window = Xlib.INSTANCE.XCreateSimpleWindow(connection.display(), connection.root(), 0, 0, WIDTH, HEIGHT, 0,
                new NativeLong(GROUND), new NativeLong(GROUND));
        XDrawing.INSTANCE.XStoreName(connection.display(), window, title);
        XDrawing.INSTANCE.XSelectInput(connection.display(), window, new NativeLong(WANTED));
        // Closing it must not end the connection, and with it the process.
        delete = Xlib.INSTANCE.XInternAtom(connection.display(), "WM_DELETE_WINDOW", false);
        byte[] protocols = ByteBuffer.allocate(Native.LONG_SIZE).order(ByteOrder.nativeOrder())
                .putLong(delete.longValue()).array();
        Xlib.INSTANCE.XChangeProperty(connection.display(), window,
                Xlib.INSTANCE.XInternAtom(connection.display(), "WM_PROTOCOLS", false),
                Xlib.INSTANCE.XInternAtom(connection.display(), "ATOM", false), Integer.SIZE, 0, protocols, 1);
        draw(new String[] {title});
        XDrawing.INSTANCE.XMapRaised(connection.display(), window);
        connection.sync("to make a window");
    }

    private void read(Memory event) {
        while (Xlib.INSTANCE.XPending(connection.display()) > 0) {
            Xlib.INSTANCE.XNextEvent(connection.display(), event);
            int kind = event.getInt(0);
            if (kind >= KEY_PRESS && kind <= BUTTON_RELEASE) {
                boolean button = kind > KEY_PRESS + 1;
                boolean down = kind % 2 == 0;
                X11Keys.key(event.getInt(CODE), button).ifPresent(key -> listener.onKey(key, down));
            } else if (kind == MAP_NOTIFY) {
                XDrawing.INSTANCE.XSetInputFocus(connection.display(), window, REVERT_TO_PARENT, new NativeLong(0));
                // A window manager may just be putting it elsewhere; then it has the say about the focus as well.
                connection.isDone();
                id.complete(window.longValue());
            } else if (kind == DESTROY_NOTIFY
                    || kind == CLIENT_MESSAGE && event.getNativeLong(MESSAGE).longValue() == delete.longValue()) {
                closedByUser = true;
            }
        }
        connection.requireOpen();
    }

    private void draw(String[] lines) {
        Pixmap picture = XDrawing.INSTANCE.XCreatePixmap(connection.display(), connection.root(), WIDTH, HEIGHT, depth);
        GC gc = XDrawing.INSTANCE.XCreateGC(connection.display(), picture, new NativeLong(0), null);
        XDrawing.INSTANCE.XSetForeground(connection.display(), gc, new NativeLong(GROUND));
        XDrawing.INSTANCE.XFillRectangle(connection.display(), picture, gc, 0, 0, WIDTH, HEIGHT);
        XDrawing.INSTANCE.XFreeGC(connection.display(), gc);
        Pointer draw = Xft.INSTANCE.XftDrawCreate(connection.display(), picture, visual, colours);
        Xft.Color letters = new Xft.Color();
        letters.pixel = new NativeLong(LETTERS);
        letters.red = letters.green = letters.blue = letters.alpha = (short) 0xffff;
        int at = MARGIN + metrics.ascent;
        for (String line : lines) {
            byte[] text = line.getBytes(StandardCharsets.UTF_8);
            Xft.INSTANCE.XftDrawStringUtf8(draw, letters, font, MARGIN, at, text, text.length);
            at += (metrics.ascent + metrics.descent) * 3 / 2;
        }
        Xft.INSTANCE.XftDrawDestroy(draw);
        XDrawing.INSTANCE.XSetWindowBackgroundPixmap(connection.display(), window, picture);
        XDrawing.INSTANCE.XFreePixmap(connection.display(), picture);
        XDrawing.INSTANCE.XClearWindow(connection.display(), window);
        connection.sync("to write into a window");
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
