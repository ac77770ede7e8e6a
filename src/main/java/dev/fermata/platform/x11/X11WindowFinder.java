package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fermata.model.WindowNames;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.FollowedScreen;
import dev.fermata.platform.Screen;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the window of an X server that a pattern means: the one with the focus before the uppermost one that is shown
 * before any other. On a connection of its own, which tells when windows come, go or are called otherwise.
 */
final class X11WindowFinder implements FollowedScreen.Finder {
    /** Frames within frames that a window manager puts around a window. */
    private static final int MOST_NESTED = 5;
    private static final int MOST_WINDOWS = 2_000;
    /** Smaller ones are no game's: they are made for messages between programs. */
    private static final int LEAST_SIZE = 8;
    private static final int PROPERTY_NOTIFY = 28;
    private static final int CONFIGURE_NOTIFY = 22;
    /** Where an event of a property names it (X11/Xlib.h): behind a header of four words and the window. */
    private static final int PROPERTY = 5 * Native.LONG_SIZE;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final WindowPattern pattern;
    private final X11Connection connection;
    private final long display;
    private final long root;
    private final X11WindowNames names;
    private final Set<Long> naming;
    private final WakePipe pipe;
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    private final Memory attributes = new Memory(ScreenCalls.ATTRIBUTES_BYTES);
    private final LongByReference some = new LongByReference();
    private final LongByReference parent = new LongByReference();
    private final IntByReference number = new IntByReference();
    private final PointerByReference list = new PointerByReference();
    private long found;
    private boolean differs = true;
    private boolean closed;
    // Of the search that is under way.
    private long focus;
    private long focused;
    private long shown;
    private long any;
    private int left;

    /**
     * @param displayName as for {@link X11Connection#open}
     * @throws DesktopException when the server cannot be reached, or shows its screen to nobody
     */
    X11WindowFinder(String displayName, WindowPattern pattern) {
        this.pattern = pattern;
        connection = X11Connection.open(displayName);
        try {
            X11Screen.requireVisible(connection);
            display = Pointer.nativeValue(connection.display().getPointer());
            root = connection.root().longValue();
            names = new X11WindowNames(connection);
            naming = names.properties();
            pipe = new WakePipe(Xlib.INSTANCE.XConnectionNumber(connection.display()));
            ScreenCalls.XSelectInput(display, root, XDrawing.SUBSTRUCTURE_NOTIFY);
            connection.isDone();
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The screen of whichever window is meant. Here, so that who looks at nothing loads nothing of it.
     *
     * @param focused whether nothing is to be read while another window has the focus
     */
    static Screen followed(String displayName, WindowPattern pattern, boolean focused) {
        return new FollowedScreen(new X11WindowFinder(displayName, pattern),
                id -> new X11Screen(displayName, OptionalLong.of(id), focused), System::nanoTime);
    }

    @Override
    public OptionalLong find() {
        if (connection.isGone()) {
            return OptionalLong.empty();
        }
        ScreenCalls.XGetInputFocus(display, some, number);
        focus = some.getValue();
        if (found == 0 || !holds(found, focus) || !isMeant(found)) {
            search();
        }
        return found == 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private void search() {
        focused = 0;
        shown = 0;
        any = 0;
        left = MOST_WINDOWS;
        look(root, 0);
        long best = focused != 0 ? focused : shown != 0 ? shown : any;
        if (best != found) {
            if (found != 0) {
                ScreenCalls.XSelectInput(display, found, 0);
            }
            found = best;
            if (found != 0) {
                ScreenCalls.XSelectInput(display, found, XDrawing.PROPERTY_CHANGE | XDrawing.FOCUS_CHANGE);
            }
            connection.isDone();
        }
    }

    /** Looks at all windows in that one, from the highest down. Returns whether there was any that may be meant. */
    private boolean look(long in, int depth) {
        boolean mayBe = false;
        long[] inside = inside(in);
        for (int i = inside.length - 1; i >= 0 && focused == 0 && --left >= 0; i--) {
            mayBe |= consider(inside[i], depth);
        }
        return mayBe;
    }

    private boolean consider(long window, int depth) {
        if (ScreenCalls.XGetWindowAttributes(display, window, attributes) == 0) {
            connection.forgetErrors();
            return false;
        }
        boolean isWindow = attributes.getInt(ScreenCalls.CLASS) == ScreenCalls.INPUT_OUTPUT
                && attributes.getInt(ScreenCalls.WIDTH) >= LEAST_SIZE
                && attributes.getInt(ScreenCalls.HEIGHT) >= LEAST_SIZE;
        if (!isWindow) {
            return false;
        }
        boolean isShown = attributes.getInt(ScreenCalls.MAP_STATE) == ScreenCalls.IS_VIEWABLE;
        WindowNames called = names.of(new Window(window));
        // A frame may have its window's title, and a window without a class is the main one if none inside it has one.
        boolean inside = called.classes().isEmpty() && depth < MOST_NESTED && look(window, depth + 1);
        if (inside || called.classes().isEmpty() && called.title().isEmpty()) {
            return inside;
        }
        if (pattern.matches(called)) {
            focused = holds(window, focus) ? window : focused;
            shown = shown == 0 && isShown ? window : shown;
            any = any == 0 ? window : any;
        }
        return true;
    }

    private boolean isMeant(long window) {
        WindowNames called = names.of(new Window(window));
        return pattern.matches(called);
    }

    /** Whether a window is that one or inside it. */
    private boolean holds(long outer, long window) {
        long at = window;
        for (int i = 0; i < MOST_NESTED && at > 1 && at != root; i++) {
            if (at == outer) {
                return true;
            }
            inside(at);
            at = parent.getValue();
        }
        return false;
    }

    /** The windows in one, from the lowest to the highest; its {@link #parent} besides. */
    private long[] inside(long window) {
        parent.setValue(0);
        if (ScreenCalls.XQueryTree(display, window, some, parent, list, number) == 0) {
            connection.forgetErrors();
            return new long[0];
        }
        Pointer children = list.getValue();
        if (children == null) {
            return new long[0];
        }
        long[] all = children.getLongArray(0, number.getValue());
        ScreenCalls.XFree(children);
        return all;
    }

    @Override
    public boolean mayDiffer() {
        while (!connection.isGone() && ScreenCalls.XPending(display) > 0) {
            ScreenCalls.XNextEvent(display, event);
            int kind = event.getInt(0) & 0x7f;
            differs |= kind == PROPERTY_NOTIFY ? naming.contains(event.getLong(PROPERTY)) : kind != CONFIGURE_NOTIFY;
        }
        boolean was = differs;
        differs = false;
        return was;
    }

    @Override
    public void awaitChange(long nanos) {
        if (!connection.isGone() && ScreenCalls.XPending(display) == 0) {
            pipe.awaitSparingly((int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / NANOS_IN_MILLI)));
        }
    }

    @Override
    public void wake() {
        pipe.wake();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pipe.close();
            connection.close();
        }
    }
}
