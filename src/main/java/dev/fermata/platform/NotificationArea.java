package dev.fermata.platform;

import java.util.List;

/**
 * An icon of this program among those that the desktop keeps for programs without a window, with a menu and with
 * messages that appear beside it. Thread-safe; does its work on a thread of its own, which sleeps while nothing
 * changes.
 */
public interface NotificationArea extends AutoCloseable {
    /** Has this seen soon instead of what was; never waits. */
    void show(Face face);

    /** Has a message seen soon, in the place of the last one; never waits. */
    void tell(String title, String text, boolean isFault);

    /** Takes the icon away; idempotent. */
    @Override
    void close();

    /**
     * How the icon looks.
     *
     * @param picture rows from the top, four bytes a pixel: alpha, red, green, blue
     * @param size width and height in pixels
     * @param words what is seen when the pointer rests on it
     */
    record Face(byte[] picture, int size, String words) {
    }

    /**
     * One line of the menu.
     *
     * @param label empty for a line between groups
     * @param chosen whether it has the mark of the one that is chosen among its neighbours
     * @param lines those below it; none for a line to click
     */
    record Line(int id, String label, boolean enabled, boolean chosen, List<Line> lines) {
    }

    /** Says what is in the menu, and hears what is chosen. Called on the icon's thread; may wait; must not throw. */
    interface Menu {
        /** The lines as they are now; asked each time it opens. */
        List<Line> lines();

        /** A line was clicked. */
        void clicked(int id);
    }
}
