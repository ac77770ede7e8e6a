package dev.fermata.platform;

import dev.fermata.model.Key;

/**
 * Puts keys and buttons into the desktop as if they had been pressed. Buttons act where the pointer
 * is and never move it. Called by one thread at a time.
 */
public interface Injector extends AutoCloseable {
    /** Sends a press. @throws DesktopException when the platform refused it */
    void press(Key key);

    /** Sends a release. @throws DesktopException when the platform refused it */
    void release(Key key);

    /** Whether this platform can send that key at all. */
    boolean canSend(Key key);

    /** Gives back what the platform lent; idempotent. Nothing to do unless a platform says otherwise. */
    @Override
    default void close() {
        // nothing was lent
    }
}
