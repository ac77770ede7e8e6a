package dev.fermata.platform;

import java.util.List;
import java.util.Optional;

/**
 * Reads what is shown in one window, or on the whole desktop. Used by one thread at a time, but for {@link #wake}.
 * Reading the same rectangles again ({@link #capture(List)}) allocates nothing.
 */
public interface Screen extends AutoCloseable {

    /** Whether something can be read, or why not. */
    enum State {
        /** It can, or was. */
        SEEN,
        /** There is no such window, or not any more. */
        NO_WINDOW,
        /** The window is not on the screen. */
        HIDDEN,
        /** Another window is above that place. */
        COVERED,
        /** Another window has the focus. */
        UNFOCUSED,
        /** The place is not as a whole in the window and on the screen. */
        OUTSIDE,
        /** The desktop gave no picture. */
        FAILED
    }

    /** A pixel, seen from the left upper corner of the window's inside. */
    record Spot(int x, int y) {
    }

    /** What to call it in messages. */
    String name();

    /** The pixel below the pointer, which may be outside the window; empty where that cannot be told. */
    default Optional<Spot> pointer() {
        return Optional.empty();
    }

    /**
     * How the window stands now; to be asked before each round of captures. Where one round follows another and each
     * time something was drawn it may be how it stood at the last one: the next notices what has changed since.
     */
    State look();

    /** How wide the inside of the window was at the last look, in pixels. */
    int width();

    /** How high it was. */
    int height();

    /** Whether anything may have been drawn since this was asked last; always where the desktop does not tell. */
    boolean takeChange();

    /**
     * Reads a rectangle.
     *
     * @param x from the left edge of the window's inside
     * @param rgb filled with {@code 0xRRGGBB}, row by row; of no use unless the answer is {@link State#SEEN}
     */
    State capture(int x, int y, int width, int height, int[] rgb);

    /**
     * Reads several rectangles, as if one by one, but of one moment and with as few questions to the desktop as it can.
     *
     * @param shots each is told what came of it; its pixels are of no use unless that is {@link State#SEEN}, and hold
     *     anything in their highest bytes
     */
    default void capture(List<Shot> shots) {
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            shot.became(capture(shot.x(), shot.y(), shot.width(), shot.height(), shot.rgb()));
        }
    }

    /** Waits until something may have been drawn or {@link #wake} was called, at most that long. */
    void awaitChange(long nanos);

    /** Ends the present or next {@link #awaitChange}; any thread. */
    void wake();

    /** How many rectangles were read so far. */
    long captures();

    /** Gives back what the desktop lent; idempotent. */
    @Override
    void close();
}
