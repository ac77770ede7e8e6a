package dev.fermata.platform.x11;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.fermata.platform.Screen.Spot;
import dev.fermata.platform.Screen.State;
import java.util.Optional;

/** Where a window is on the screen, and what is above it. Used by the thread of its connection. */
final class X11Place {
    /** More windows above it are not looked at: then all of it counts as covered. */
    private static final int MOST_ABOVE = 256;
    /** Frames within frames. */
    private static final int MOST_FRAMES = 16;
    /** XGetInputFocus: whatever is below the pointer (X11/X.h). */
    private static final int POINTER_ROOT = 1;

    private final X11Connection connection;
    private final long display;
    private final long window;
    private final long root;
    private final Memory attributes = new Memory(ScreenCalls.ATTRIBUTES_BYTES);
    private final Memory others = new Memory(ScreenCalls.ATTRIBUTES_BYTES);
    private final IntByReference x = new IntByReference();
    private final IntByReference y = new IntByReference();
    private final LongByReference some = new LongByReference();
    private final LongByReference parent = new LongByReference();
    private final IntByReference number = new IntByReference();
    private final IntByReference ignored = new IntByReference();
    private final PointerByReference list = new PointerByReference();
    /** Left, top, right and bottom of each window above, seen from this one. */
    private final int[] above = new int[4 * MOST_ABOVE];
    private int aboveCount;
    private int left;
    private int top;
    private int screenWidth;
    private int screenHeight;
    private boolean focusIsKnown;
    private boolean focusIsOurs;

    X11Place(X11Connection connection, long window, long root) {
        this.connection = connection;
        this.display = Pointer.nativeValue(connection.display().getPointer());
        this.window = window;
        this.root = root;
    }

    Memory attributes() {
        return attributes;
    }

    int width() {
        return attributes.getInt(ScreenCalls.WIDTH);
    }

    int height() {
        return attributes.getInt(ScreenCalls.HEIGHT);
    }

    /** Asks the server again. */
    State find() {
        focusIsKnown = false;
        aboveCount = 0;
        if (ScreenCalls.XGetWindowAttributes(display, root, others) == 0
                || ScreenCalls.XGetWindowAttributes(display, window, attributes) == 0) {
            connection.forgetErrors();
            return State.NO_WINDOW;
        }
        screenWidth = others.getInt(ScreenCalls.WIDTH);
        screenHeight = others.getInt(ScreenCalls.HEIGHT);
        if (attributes.getInt(ScreenCalls.MAP_STATE) != ScreenCalls.IS_VIEWABLE) {
            return State.HIDDEN;
        }
        ScreenCalls.XTranslateCoordinates(display, window, root, 0, 0, x, y, some);
        left = x.getValue();
        top = y.getValue();
        if (window != root) {
            findAbove(topmost(window));
        }
        return connection.hasErrors() ? State.NO_WINDOW : State.SEEN;
    }

    /** The frame that a window manager has put the window into, or the window itself: the one right below the root. */
    private long topmost(long of) {
        long at = of;
        for (int i = 0; i < MOST_FRAMES; i++) {
            if (ScreenCalls.XQueryTree(display, at, some, parent, list, number) == 0) {
                return at;
            }
            free();
            if (parent.getValue() == root || parent.getValue() == 0) {
                return at;
            }
            at = parent.getValue();
            // The server tells of windows right below the root, but not of one that is inside another.
            ScreenCalls.XSelectInput(display, at, XDrawing.STRUCTURE_NOTIFY);
        }
        return at;
    }

    private void free() {
        if (list.getValue() != null) {
            ScreenCalls.XFree(list.getValue());
        }
    }

    /** The server tells windows from the lowest to the highest. */
    private void findAbove(long own) {
        if (ScreenCalls.XQueryTree(display, root, some, parent, list, number) == 0 || list.getValue() == null) {
            return;
        }
        long[] all = list.getValue().getLongArray(0, number.getValue());
        free();
        boolean isAbove = false;
        for (long each : all) {
            if (isAbove) {
                add(each);
            }
            isAbove |= each == own;
        }
    }

    private void add(long other) {
        if (ScreenCalls.XGetWindowAttributes(display, other, others) == 0) {
            connection.forgetErrors();
        } else if (others.getInt(ScreenCalls.MAP_STATE) == ScreenCalls.IS_VIEWABLE
                && others.getInt(ScreenCalls.CLASS) == ScreenCalls.INPUT_OUTPUT) {
            if (aboveCount == MOST_ABOVE) {
                cover(0, 0, width(), height(), MOST_ABOVE - 1);
                return;
            }
            int border = 2 * others.getInt(ScreenCalls.BORDER);
            int atX = others.getInt(0) - left;
            int atY = others.getInt(4) - top;
            cover(atX, atY, atX + others.getInt(ScreenCalls.WIDTH) + border,
                    atY + others.getInt(ScreenCalls.HEIGHT) + border, aboveCount++);
        }
    }

    private void cover(int fromX, int fromY, int toX, int toY, int index) {
        above[4 * index] = fromX;
        above[4 * index + 1] = fromY;
        above[4 * index + 2] = toX;
        above[4 * index + 3] = toY;
    }

    /** Whether a rectangle of it can be read. */
    State at(int fromX, int fromY, int width, int height) {
        if (fromX < 0 || fromY < 0 || fromX + width > width() || fromY + height > height()
                || left + fromX < 0 || top + fromY < 0 || left + fromX + width > screenWidth
                || top + fromY + height > screenHeight) {
            return State.OUTSIDE;
        }
        for (int i = 0; i < aboveCount; i++) {
            if (above[4 * i] < fromX + width && above[4 * i + 2] > fromX
                    && above[4 * i + 1] < fromY + height && above[4 * i + 3] > fromY) {
                return State.COVERED;
            }
        }
        return State.SEEN;
    }

    /** The pixel below the pointer; empty where the pointer is on another screen or the window is gone. */
    Optional<Spot> pointer() {
        int here = ScreenCalls.XQueryPointer(display, window, some, parent, ignored, ignored, x, y, ignored);
        return here == 0 || connection.hasErrors() ? Optional.empty()
                : Optional.of(new Spot(x.getValue(), y.getValue()));
    }

    /** The server has told that the focus came to the window, or into it, or went. */
    void doubtFocus() {
        focusIsKnown = false;
    }

    /** Whether it, or a window inside it, gets what is typed. Asks only where that may have changed. */
    boolean hasFocus() {
        if (!focusIsKnown) {
            ScreenCalls.XGetInputFocus(display, some, ignored);
            long focus = some.getValue();
            focusIsOurs = focus == POINTER_ROOT ? isBelowPointer() : focus != 0 && isInside(focus);
            // Nobody is told where the pointer goes.
            focusIsKnown = focus != POINTER_ROOT;
        }
        return focusIsOurs;
    }

    private boolean isInside(long other) {
        long at = other;
        for (int i = 0; i < MOST_FRAMES && at != 0 && at != root; i++) {
            if (at == window) {
                return true;
            }
            if (ScreenCalls.XQueryTree(display, at, some, parent, list, number) == 0) {
                connection.forgetErrors();
                return false;
            }
            free();
            at = parent.getValue();
        }
        return false;
    }

    private boolean isBelowPointer() {
        long at = root;
        for (int i = 0; i < MOST_FRAMES && at != 0; i++) {
            if (at == window) {
                return true;
            }
            ScreenCalls.XQueryPointer(display, at, some, parent, ignored, ignored, x, y, ignored);
            connection.forgetErrors();
            at = parent.getValue();
        }
        return false;
    }
}
