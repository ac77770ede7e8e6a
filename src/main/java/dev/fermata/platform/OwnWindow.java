package dev.fermata.platform;

import dev.fermata.model.Key;

/**
 * A window of this program with some words in it. It takes the focus when it opens, and whatever is typed into it
 * afterwards ends there. Thread-safe; does its work on a thread of its own.
 */
public interface OwnWindow extends AutoCloseable {
    /** Hears what happens in the window, on its thread; must not block. */
    interface Listener {
        /** A key or button was pressed (or repeats) in it, or released. */
        void onKey(Key key, boolean down);
    }

    /** The desktop's own number for it. */
    long id();

    /** Has these lines shown soon instead of those before; never waits. */
    void show(String... lines);

    /** Whether the user has closed it. */
    boolean isClosed();

    /** Takes it off the screen; idempotent. */
    @Override
    void close();
}
