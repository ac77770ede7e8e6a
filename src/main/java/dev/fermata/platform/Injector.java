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

    /**
     * Sends a release and a press of a key that is down by our doing already.
     *
     * @throws DesktopException when the platform refused; whether the key is down is then not known
     */
    default void pressAgain(Key key) {
        release(key);
        press(key);
    }

    /**
     * As {@link #press}, if the guard lets it; a platform that can asks last of all before it sends.
     *
     * @return whether it was pressed; if not, nothing was sent
     */
    default boolean press(Key key, PressGuard guard) {
        boolean lets = guard.letsNow();
        if (lets) {
            press(key);
        }
        return lets;
    }

    /** The same for {@link #pressAgain}. */
    default boolean pressAgain(Key key, PressGuard guard) {
        boolean lets = guard.letsNow();
        if (lets) {
            pressAgain(key);
        }
        return lets;
    }

    /**
     * Waits until the last press has taken effect, on a platform where that is later than the call's return:
     * 10 ms at most. Called by the thread that pressed, right after it, under no lock.
     */
    default void awaitPressed() {
        // it has taken effect
    }

    /**
     * Moves the pointer to a place of the desktop, in pixels from its upper left corner; nobody asks who may not, see
     * {@link Capabilities#movesPointer}.
     *
     * @throws DesktopException when the platform refused it
     */
    default void movePointer(int x, int y) {
        throw new DesktopException("this platform does not move the pointer");
    }

    /** Whether this platform can send that key at all. */
    boolean canSend(Key key);

    /** Gives back what the platform lent; idempotent. Nothing to do unless a platform says otherwise. */
    @Override
    default void close() {
        // nothing was lent
    }
}
