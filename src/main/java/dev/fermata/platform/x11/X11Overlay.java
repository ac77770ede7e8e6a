package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11.Atom;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.platform.Badge;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.Platform;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An overlay on an X server, with a connection and a thread ({@code overlay}) of its own. The thread opens everything
 * itself, so that nobody waits for it, and then sleeps until there is another badge to show or the server tells of
 * something: a window that has come above it, another window with the focus, another size of the desktop.
 */
public final class X11Overlay implements Overlay {
    // Kinds of events (X11/X.h).
    private static final int VISIBILITY_NOTIFY = 15;
    private static final int MAP_NOTIFY = 19;
    private static final int CONFIGURE_NOTIFY = 22;
    private static final int PROPERTY_NOTIFY = 28;

    // Where their fields are (X11/Xlib.h): a header of four words, then the window they were asked for.
    private static final int ASKED = 4 * Native.LONG_SIZE;
    private static final int SECOND = 5 * Native.LONG_SIZE;
    /** Five ints, and then again a word where words may be. */
    private static final int ABOVE = (6 * Native.LONG_SIZE + 5 * Integer.BYTES + Native.LONG_SIZE - 1)
            / Native.LONG_SIZE * Native.LONG_SIZE;

    /** Two windows that both insist on being the uppermost must not keep the server busy. */
    private static final long RAISE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CLOSE_MILLIS = 200;

    private final String displayName;
    private final BadgeLook look;
    private final Platform.Failures failures;
    private final AtomicReference<Badge> wanted = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "overlay");
    private volatile WakePipe pipe;
    private volatile boolean closed;

    // The rest is the thread's own.
    private X11Connection connection;
    private BadgeWindow window;
    private long root;
    private Atom activeWindow;
    private boolean covered;
    private boolean moved;
    /** The program that mixes windows has begun or ended. */
    private boolean remixed;
    private int selectionNotify;
    private Badge shown;
    private long raisedAt;

    /**
     * Begins to open it.
     *
     * @param displayName as for {@link X11Connection#open}
     * @param failures told on the overlay's thread when it cannot be shown, or not any more
     */
    public X11Overlay(String displayName, BadgeLook look, Platform.Failures failures) {
        this.displayName = displayName;
        this.look = look;
        this.failures = failures;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void show(Badge badge) {
        wanted.set(badge);
        wake();
    }

    private void wake() {
        WakePipe to = pipe;
        if (to != null) {
            to.wake();
        }
    }

    private void run() {
        try (X11Connection opened = X11Connection.open(displayName)) {
            connection = opened;
            try (WakePipe waker = new WakePipe(Xlib.INSTANCE.XConnectionNumber(opened.display()));
                    Memory event = new Memory(Xlib.EVENT_BYTES)) {
                watchDesktop();
                window = new BadgeWindow(opened, look);
                pipe = waker;
                while (!closed) {
                    read(event);
                    int wait = act(System.nanoTime());
                    // What came while it waited for answers is in Xlib's queue, where no sleeper would hear of it.
                    if (!closed && Xlib.INSTANCE.XPending(opened.display()) == 0) {
                        waker.await(wait);
                    }
                }
                window.close();
            }
        } catch (LinkageError e) {
            failures.failed("there is no overlay: a library is missing (libXft, libXfixes or libXinerama); install"
                    + " the packages libxft2, libxfixes3 and libxinerama1", e);
        } catch (RuntimeException e) {
            // A desktop that is gone is told of by those who cannot do without it.
            if (!closed && (connection == null || !connection.isGone())) {
                failures.failed("there is no overlay any more: " + e.getMessage(), e);
            }
        }
    }

    private void watchDesktop() {
        IntByReference firstEvent = new IntByReference();
        if (!XFixes.INSTANCE.XFixesQueryExtension(connection.display(), firstEvent, new IntByReference())) {
            throw new DesktopException(connection.name() + " lacks the X extension XFIXES: clicks would not pass");
        }
        selectionNotify = firstEvent.getValue();
        XFixes.INSTANCE.XFixesSelectSelectionInput(connection.display(), connection.root(),
                BadgeWindow.compositor(connection), new NativeLong(XFixes.ANY_CHANGE_OF_OWNER));
        root = connection.root().longValue();
        activeWindow = Xlib.INSTANCE.XInternAtom(connection.display(), "_NET_ACTIVE_WINDOW", false);
        XDrawing.INSTANCE.XSelectInput(connection.display(), connection.root(), new NativeLong(
                XDrawing.SUBSTRUCTURE_NOTIFY | XDrawing.STRUCTURE_NOTIFY | XDrawing.PROPERTY_CHANGE));
        raisedAt = System.nanoTime() - RAISE_NANOS;
    }

    /** Takes what the server has told. */
    private void read(Memory event) {
        while (Xlib.INSTANCE.XPending(connection.display()) > 0) {
            Xlib.INSTANCE.XNextEvent(connection.display(), event);
            long asked = event.getNativeLong(ASKED).longValue();
            remixed |= event.getInt(0) == selectionNotify;
            switch (event.getInt(0)) {
                case VISIBILITY_NOTIFY -> covered |= event.getInt(SECOND) != 0;
                // With a compositor no window covers another, and only this tells.
                case MAP_NOTIFY -> covered |= event.getNativeLong(SECOND).longValue() != window.id();
                case CONFIGURE_NOTIFY -> {
                    boolean ofRoot = event.getNativeLong(SECOND).longValue() == root;
                    moved |= ofRoot;
                    covered |= !ofRoot && event.getNativeLong(ABOVE).longValue() == window.id();
                }
                case PROPERTY_NOTIFY -> moved |= asked == root
                        && event.getNativeLong(SECOND).longValue() == activeWindow.longValue();
                default -> { }
            }
        }
        if (connection.isGone()) {
            throw new DesktopException("the X server is gone");
        }
    }

    /** Does what there is to do. @return how many milliseconds to sleep at most; negative: without a limit */
    private int act(long now) {
        if (remixed) {
            window.close();
            window = new BadgeWindow(connection, look);
            remixed = false;
            shown = null;
        }
        Badge next = wanted.get();
        if (next != null && (moved || !next.equals(shown))) {
            window.show(next);
            shown = next;
        }
        moved = false;
        if (shown == null || !covered) {
            covered = false;
            return -1;
        }
        long left = raisedAt + RAISE_NANOS - now;
        if (left > 0) {
            return (int) TimeUnit.NANOSECONDS.toMillis(left) + 1;
        }
        covered = false;
        raisedAt = now;
        window.raise();
        return -1;
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
