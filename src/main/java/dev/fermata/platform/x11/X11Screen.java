package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one window of an X server, or its root, on a connection of its own. What is read is the window itself, so it
 * may be anywhere on the screen; what hangs over the screen's edge or is below another window is not read.
 */
public final class X11Screen implements Screen {
    // Kinds of events, and what is asked for to get them (X11/X.h).
    private static final int FIRST_OF_STRUCTURE = 16;
    private static final int LAST_OF_STRUCTURE = 26;
    private static final long STRUCTURE = XDrawing.STRUCTURE_NOTIFY;
    private static final long SUBSTRUCTURE = XDrawing.SUBSTRUCTURE_NOTIFY;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final X11Connection connection;
    private final long display;
    private final long window;
    private final boolean isRoot;
    private final boolean focused;
    private final X11Place place;
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    private final WakePipe pipe;
    private final int damageEvent;
    private long damage;
    private X11Pictures pictures;
    private boolean placeIsOld = true;
    private boolean changed = true;
    private State state = State.NO_WINDOW;
    private long captures;
    private boolean closed;

    /**
     * @param displayName as for {@link X11Connection#open}
     * @param window empty for the whole screen
     * @param focused whether nothing is to be read while another window has the focus
     * @throws DesktopException when the server cannot be reached, or is one that shows what is on the screen to nobody
     */
    public X11Screen(String displayName, OptionalLong window, boolean focused) {
        connection = X11Connection.open(displayName);
        display = Pointer.nativeValue(connection.display().getPointer());
        isRoot = window.isEmpty();
        this.window = window.orElse(connection.root().longValue());
        this.focused = focused && !isRoot;
        try {
            requireVisible(connection);
            place = new X11Place(connection, this.window, connection.root().longValue());
            pipe = new WakePipe(Xlib.INSTANCE.XConnectionNumber(connection.display()));
            ScreenCalls.XSelectInput(display, connection.root().longValue(), SUBSTRUCTURE | (isRoot ? STRUCTURE : 0));
            if (!isRoot) {
                ScreenCalls.XSelectInput(display, this.window, STRUCTURE);
            }
            damageEvent = watchDamage();
            connection.isDone();
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /** @throws DesktopException when the server is one that shows what is on the screen to nobody */
    static void requireVisible(X11Connection connection) {
        if (X11Server.isXwayland(connection)) {
            throw new DesktopException("a Wayland session shows its screen to no program of X11; sensors need a"
                    + " session of X11");
        }
    }

    /** Returns what kind its events are; -1 where the server or the library is without. */
    private int watchDamage() {
        try {
            IntByReference first = new IntByReference();
            if (ScreenCalls.Damage.XDamageQueryExtension(display, first, new IntByReference()) == 0) {
                return -1;
            }
            damage = ScreenCalls.Damage.XDamageCreate(display, window, ScreenCalls.Damage.REPORT_NON_EMPTY);
            return first.getValue();
        } catch (LinkageError absent) {
            return -1;
        }
    }

    @Override
    public String name() {
        return connection.name() + (isRoot ? "" : ", window 0x" + Long.toHexString(window));
    }

    @Override
    public Optional<Spot> pointer() {
        return connection.isGone() ? Optional.empty() : place.pointer();
    }

    @Override
    public State look() {
        if (connection.isGone()) {
            return State.FAILED;
        }
        readEvents();
        if (placeIsOld) {
            state = place.find();
            placeIsOld = false;
            changed = true;
            if (state == State.SEEN && pictures == null) {
                pictures = new X11Pictures(connection, window, place.attributes());
            }
        }
        return state == State.SEEN && focused && !place.hasFocus() ? State.UNFOCUSED : state;
    }

    private void readEvents() {
        while (ScreenCalls.XPending(display) > 0) {
            ScreenCalls.XNextEvent(display, event);
            int kind = event.getInt(0) & 0x7f;
            if (kind == damageEvent) {
                changed = true;
            } else if (kind >= FIRST_OF_STRUCTURE && kind <= LAST_OF_STRUCTURE) {
                placeIsOld = true;
            }
        }
    }

    @Override
    public int width() {
        return place.width();
    }

    @Override
    public int height() {
        return place.height();
    }

    @Override
    public boolean takeChange() {
        boolean was = changed;
        if (was && damageEvent >= 0 && !connection.isGone()) {
            // Before the pictures are taken: what is drawn meanwhile is told again.
            ScreenCalls.Damage.XDamageSubtract(display, damage, 0, 0);
            connection.forgetErrors();
            changed = false;
        }
        return was;
    }

    @Override
    public State capture(int x, int y, int width, int height, int[] rgb) {
        if (connection.isGone() || pictures == null || state != State.SEEN) {
            return state == State.SEEN ? State.FAILED : state;
        }
        State here = place.at(x, y, width, height);
        if (here != State.SEEN) {
            return here;
        }
        captures++;
        if (pictures.take(x, y, width, height, rgb)) {
            return State.SEEN;
        }
        // It has gone, moved or shrunk meanwhile, and the events that say so are on their way.
        placeIsOld = true;
        return State.FAILED;
    }

    @Override
    public void awaitChange(long nanos) {
        if (!changed && ScreenCalls.XPending(display) == 0) {
            pipe.awaitSparingly((int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / NANOS_IN_MILLI)));
        }
    }

    @Override
    public void wake() {
        pipe.wake();
    }

    @Override
    public long captures() {
        return captures;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (pictures != null) {
                pictures.close();
            }
            pipe.close();
            connection.close();
        }
    }
}
