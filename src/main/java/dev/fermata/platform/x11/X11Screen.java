package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Shot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one window of an X server, or its root, on a connection of its own. What is read is the window itself, so it
 * may be anywhere on the screen; what hangs over the screen's edge or is below another window is not read.
 */
public final class X11Screen implements Screen {
    // Kinds of events, and what is asked for to get them (X11/X.h).
    private static final int FOCUS_IN = 9;
    private static final int FOCUS_OUT = 10;
    private static final int FIRST_OF_STRUCTURE = 16;
    private static final int LAST_OF_STRUCTURE = 26;
    private static final long STRUCTURE = XDrawing.STRUCTURE_NOTIFY;
    private static final long SUBSTRUCTURE = XDrawing.SUBSTRUCTURE_NOTIFY;
    private static final long NANOS_IN_MILLI = 1_000_000;
    /** After so many changes in a row the next is taken for granted, but for each so many-th: asking costs as well. */
    private static final int RESTLESS = 8;
    private static final int TAKEN_OF = 8;

    private final X11Connection connection;
    private final long display;
    private final long window;
    private final boolean isRoot;
    private final boolean focused;
    private final X11Place place;
    private final ShotGroups groups = new ShotGroups();
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    private final WakePipe pipe;
    private final int damageEvent;
    private long damage;
    private X11Pictures pictures;
    private boolean placeIsOld = true;
    private boolean focusIsOld;
    private boolean changed = true;
    /** How often in a row it was asked for a change and there was one. */
    private int changes;
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
            ScreenCalls.XSelectInput(display, connection.root().longValue(),
                    SUBSTRUCTURE | XDrawing.FOCUS_CHANGE | (isRoot ? STRUCTURE : 0));
            if (!isRoot) {
                ScreenCalls.XSelectInput(display, this.window, STRUCTURE | XDrawing.FOCUS_CHANGE);
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
        // A picture brings what was told before it, and where one follows another that is soon enough.
        boolean isReadAnyway = changes > RESTLESS && changed && state == State.SEEN;
        while (!isReadAnyway && ScreenCalls.XPending(display) > 0) {
            readEvents();
        }
        if (placeIsOld) {
            state = place.find();
            placeIsOld = false;
            changed = true;
            if (state == State.SEEN && pictures == null) {
                pictures = new X11Pictures(connection, window, place.attributes());
            }
        }
        return state == State.SEEN && !mayRead() ? State.UNFOCUSED : state;
    }

    private boolean mayRead() {
        focusIsOld = false;
        return !focused || place.hasFocus();
    }

    /** Takes those that Xlib has already. */
    private void readEvents() {
        while (ScreenCalls.XEventsQueued(display, ScreenCalls.QUEUED_ALREADY) > 0) {
            ScreenCalls.XNextEvent(display, event);
            int kind = event.getInt(0) & 0x7f;
            if (kind == damageEvent) {
                changed = true;
            } else if (kind == FOCUS_IN || kind == FOCUS_OUT) {
                place.doubtFocus();
                focusIsOld = focused;
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
        changes = was ? changes + 1 : 0;
        boolean takesAll = changes > RESTLESS && changes % TAKEN_OF != 0;
        if (was && damageEvent >= 0 && !takesAll && !connection.isGone()) {
            // Before the pictures are taken: what is drawn meanwhile is told again.
            ScreenCalls.Damage.XDamageSubtract(display, damage, 0, 0);
            connection.forgetErrors();
            changed = false;
        }
        return was;
    }

    @Override
    public State capture(int x, int y, int width, int height, int[] rgb) {
        Shot shot = new Shot(x, y, width, height);
        shot.into(rgb);
        capture(List.of(shot));
        for (int i = 0; i < width * height; i++) {
            rgb[i] &= 0xffffff;
        }
        return shot.state();
    }

    @Override
    public void capture(List<Shot> shots) {
        take(shots);
        if (placeIsOld && state == State.SEEN && !connection.isGone()) {
            // A window that has nothing to do with this one may have moved, so it is worth another try.
            int width = width();
            int height = height();
            state = place.find();
            placeIsOld = false;
            boolean isAsLarge = width() == width && height() == height;
            take(shots);
            // In another size the places mean something else.
            for (int i = 0; (placeIsOld || !isAsLarge) && i < shots.size(); i++) {
                Shot shot = shots.get(i);
                shot.became(shot.state() == State.SEEN ? State.FAILED : shot.state());
            }
            placeIsOld = true;
        }
        if (focusIsOld && !connection.isGone() && !mayRead()) {
            for (int i = 0; i < shots.size(); i++) {
                Shot shot = shots.get(i);
                shot.became(shot.state() == State.SEEN ? State.UNFOCUSED : shot.state());
            }
        }
    }

    /** Reads what can be read, and notices if the window was moved, covered or closed meanwhile. */
    private void take(List<Shot> shots) {
        boolean canBeRead = !connection.isGone() && pictures != null;
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            shot.became(state != State.SEEN ? state : !canBeRead ? State.FAILED
                    : place.at(shot.x(), shot.y(), shot.width(), shot.height()));
        }
        groups.arrange(shots);
        for (int group = 0; group < groups.count(); group++) {
            boolean given = pictures.take(groups.left(group), groups.top(group), groups.width(group),
                    groups.height(group));
            // Without a picture it has gone, moved or shrunk, and the events that say so may be on their way.
            placeIsOld |= !given;
            for (int i = 0; i < shots.size(); i++) {
                if (groups.isIn(group, i)) {
                    take(shots.get(i), given);
                }
            }
        }
        // What happened before a picture is told before it.
        readEvents();
    }

    private void take(Shot shot, boolean given) {
        captures++;
        if (given) {
            pictures.copy(shot);
        } else {
            shot.became(State.FAILED);
        }
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
