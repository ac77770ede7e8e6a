package dev.fermata.platform.x11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11.Window;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import dev.fermata.platform.Windows;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which window of an X server has the focus, with or without a window manager: the server itself says to which one it
 * sends keys, and tells of changes. A thread of its own ({@code windows}) listens on a connection of its own; the
 * question of {@link #isStillSo} has another one.
 *
 * <p>Two things the server does not say outright. That a program has taken the keyboard (a grab: screen lockers, menus,
 * a window manager's Alt+Tab) shows as the focus leaving the window although it stays there; the suppressor's own grabs
 * look the same for less than a millisecond, so it is told when it has lasted for {@value #GRAB_MILLIS} ms, and nothing
 * is pressed from its first moment. And where the focus follows the pointer without a window manager nobody is told of
 * it: then it is looked at every {@value #POINTER_MILLIS} ms.
 */
final class X11Windows implements Windows {
    // Kinds of events (X11/X.h).
    private static final int FOCUS_IN = 9;
    private static final int FOCUS_OUT = 10;
    private static final int PROPERTY_NOTIFY = 28;
    /** Where the focus goes by a grab, and comes back after it (X11/X.h). */
    private static final int BY_GRAB = 1;
    private static final int BY_UNGRAB = 2;
    /** The focus is on whatever is below the pointer (X11/X.h). */
    private static final long POINTER_ROOT = 1;

    // Where their fields are (X11/Xlib.h): a header of four words, the window, then the mode or the property.
    private static final int SECOND = 5 * Native.LONG_SIZE;

    private static final int GRAB_MILLIS = 20;
    private static final int POINTER_MILLIS = 100;
    private static final long CLOSE_MILLIS = 200;
    private static final int MOST_LOOKS = 8;
    private static final int MOST_NESTED = 32;
    private static final int WATCHED =
            XDrawing.FOCUS_CHANGE | XDrawing.STRUCTURE_NOTIFY | XDrawing.PROPERTY_CHANGE;

    /** What was told last, and which window that was, as the server says it. */
    private record Told(Focus focus, long window) {
    }

    private final Listener listener;
    private final X11Connection connection;
    private final X11WindowNames names;
    private final WakePipe pipe;
    private final Set<Long> told;
    private final Thread thread = new Thread(this::run, "windows");
    @GuardedBy("asking")
    private boolean askingClosed;
    private final X11Connection asking;
    private volatile boolean closed;
    private volatile boolean doubted;
    private volatile Told current;
    /** Whether somebody has taken the keyboard since; when, on the clock of nanoTime. */
    private volatile boolean grabbed;
    private long grabbedAt;
    private Window watched = new Window(0);
    private Window main = new Window(0);

    /** @param displayName as for {@link X11Connection#open} */
    X11Windows(String displayName, Listener listener) {
        this.listener = listener;
        connection = X11Connection.open(displayName);
        asking = X11Connection.open(displayName);
        names = new X11WindowNames(connection);
        told = new HashSet<>(names.properties());
        told.add(names.atom("_NET_ACTIVE_WINDOW").longValue());
        pipe = new WakePipe(Xlib.INSTANCE.XConnectionNumber(connection.display()));
        select(connection.root(), XDrawing.FOCUS_CHANGE | XDrawing.PROPERTY_CHANGE);
        current = look();
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Focus focus() {
        return current.focus();
    }

    @Override
    public boolean isStillSo(Focus told) {
        synchronized (asking) {
            return !askingClosed && isStillSo(told, asking);
        }
    }

    /** The same, asked on a connection of the caller's. */
    boolean isStillSo(Focus told, X11Connection on) {
        Told last = current;
        boolean same = !on.isGone() && !grabbed && last.focus().equals(told) && keysGoTo(on) == last.window();
        if (!same) {
            doubted = true;
            pipe.wake();
        }
        return same;
    }

    private void run() {
        try (Memory event = new Memory(Xlib.EVENT_BYTES)) {
            while (!closed && !connection.isGone()) {
                if (read(event) || doubted) {
                    doubted = false;
                    tell(look());
                }
                // What came while it waited for answers is in Xlib's queue, where no sleeper would hear of it.
                if (!closed && Xlib.INSTANCE.XPending(connection.display()) == 0) {
                    pipe.await(patience());
                }
            }
        } catch (RuntimeException e) {
            if (!closed) {
                tell(new Told(new Focus.Unknown(e.getMessage()), 0));
            }
        } finally {
            pipe.close();
            connection.close();
        }
    }

    /** How many milliseconds to sleep at most; negative: without a limit. */
    private int patience() {
        if (grabbed && !(current.focus() instanceof Focus.Elsewhere)) {
            doubted = true;
            return (int) Math.max(1, GRAB_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - grabbedAt));
        }
        if (followsPointer()) {
            doubted = true;
            return POINTER_MILLIS;
        }
        return -1;
    }

    private boolean followsPointer() {
        return watched.longValue() == POINTER_ROOT;
    }

    private void tell(Told now) {
        boolean changed = !now.focus().equals(current.focus());
        current = now;
        if (changed) {
            listener.focused(now.focus());
        }
    }

    /** Takes what the server has told. Returns whether anything may be another than before. */
    private boolean read(Memory event) {
        boolean changed = false;
        while (Xlib.INSTANCE.XPending(connection.display()) > 0) {
            Xlib.INSTANCE.XNextEvent(connection.display(), event);
            int kind = event.getInt(0);
            if (kind == FOCUS_IN || kind == FOCUS_OUT) {
                int mode = event.getInt(SECOND);
                if (mode == BY_GRAB && kind == FOCUS_OUT && !grabbed) {
                    grabbedAt = System.nanoTime();
                    grabbed = true;
                } else if (mode == BY_UNGRAB) {
                    grabbed = false;
                }
                changed = true;
            } else {
                changed |= kind != PROPERTY_NOTIFY || told.contains(event.getNativeLong(SECOND).longValue());
            }
        }
        return changed;
    }

    /** Finds what has the focus, and sees to it that its loss will be told. */
    private Told look() {
        for (int i = 0; i < MOST_LOOKS; i++) {
            Window now = inputFocus(connection);
            if (now.longValue() != watched.longValue()) {
                watch(now);
            } else if (i > 0) {
                break;
            }
        }
        long goesTo = keysGoTo(connection);
        main = names.main(innermost(goesTo));
        if (main.longValue() != watched.longValue() && main.longValue() > POINTER_ROOT) {
            select(main, XDrawing.PROPERTY_CHANGE | XDrawing.STRUCTURE_NOTIFY);
        }
        boolean nowhere = goesTo <= POINTER_ROOT || goesTo == connection.root().longValue();
        boolean taken = grabbed && System.nanoTime() - grabbedAt >= TimeUnit.MILLISECONDS.toNanos(GRAB_MILLIS);
        return new Told(nowhere || taken ? new Focus.Elsewhere() : new Focus.On(names.of(main)), goesTo);
    }

    private void watch(Window now) {
        for (Window old : new Window[] {watched, main}) {
            if (old.longValue() > POINTER_ROOT && old.longValue() != connection.root().longValue()) {
                select(old, 0);
            }
        }
        watched = now;
        grabbed = false;
        if (now.longValue() > POINTER_ROOT && now.longValue() != connection.root().longValue()) {
            select(now, WATCHED);
        }
    }

    /** A window that has gone meanwhile is no fault. */
    private void select(Window window, int events) {
        XDrawing.INSTANCE.XSelectInput(connection.display(), window, new NativeLong(events));
        connection.isDone();
    }

    private static Window inputFocus(X11Connection on) {
        NativeLongByReference window = new NativeLongByReference();
        XDrawing.INSTANCE.XGetInputFocus(on.display(), window, new IntByReference());
        return new Window(window.getValue().longValue());
    }

    /** The window that has the focus, or the outermost one below the pointer where the focus is on that. */
    private static long keysGoTo(X11Connection on) {
        long focus = inputFocus(on).longValue();
        return focus == POINTER_ROOT ? below(on, on.root()) : focus;
    }

    /** The window in that one which is below the pointer; 0 for none. */
    private static long below(X11Connection on, Window in) {
        NativeLongByReference child = new NativeLongByReference();
        XDrawing.INSTANCE.XQueryPointer(on.display(), in, new NativeLongByReference(), child, new IntByReference(),
                new IntByReference(), new IntByReference(), new IntByReference(), new IntByReference());
        // A window may have gone between the questions.
        on.forgetErrors();
        return child.getValue().longValue();
    }

    /** The one that gets the keys in a window that is below the pointer. */
    private Window innermost(long window) {
        long at = window;
        long inside = window;
        for (int i = 0; followsPointer() && inside > POINTER_ROOT && i < MOST_NESTED; i++) {
            at = inside;
            inside = below(connection, new Window(at));
        }
        return new Window(at);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        pipe.wake();
        synchronized (asking) {
            askingClosed = true;
            asking.close();
        }
        try {
            if (Thread.currentThread() != thread) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
