package dev.fermata.platform;

import dev.fermata.model.Key;
import java.util.Optional;
import java.util.Set;

/**
 * Hears keys and buttons whichever program has the focus.
 *
 * <p>Keys outside {@link #watch} are dropped on the platform's own thread before anything of them is
 * kept (guarantee G8). Auto-repeat and echoes of what the agent itself injects are delivered like
 * everything else; telling them apart is the listener's task.
 */
public interface InputHook extends AutoCloseable {

    /** Receives what the hook heard, on the platform's hook thread. */
    @FunctionalInterface
    interface Listener {
        /**
         * Must return within microseconds and must not block, log or throw.
         *
         * @param key a watched key
         * @param down whether it went down (or repeated) rather than up
         */
        void onInput(Key key, boolean down);

        /**
         * The same, for who wants to know exactly when it was.
         *
         * @param agoNanos how long ago it happened, as far as the platform tells; 0 for just now
         */
        default void onInput(Key key, boolean down, long agoNanos) {
            onInput(key, down);
        }
    }

    /** Receives where the pointer goes, on the platform's hook thread. */
    @FunctionalInterface
    interface PointerListener {
        /** As {@link Listener#onInput}. In pixels from the desktop's upper left corner. */
        void onPointer(int x, int y, long agoNanos);
    }

    /**
     * Begins listening. Call once.
     *
     * @throws DesktopException when the platform refuses; the message says what to do
     */
    void start(Listener listener);

    /** Replaces the set of keys that are delivered; takes effect with the next event. */
    void watch(Set<Key> keys);

    /**
     * Has somebody told where the pointer goes, and before each button where it is. Until then, and
     * from the next call without a listener on, nothing of it is kept.
     *
     * @return whether this platform tells
     */
    default boolean follow(Optional<PointerListener> pointer) {
        return false;
    }

    /**
     * How many events of any key have been heard so far. It grows with every event, watched or not,
     * and is the sign of life the watchdog looks for.
     */
    long heard();

    /**
     * Registers again with the platform after the hook was lost. Not to be called on the hook thread.
     *
     * @throws DesktopException when the platform refuses
     */
    void restart();

    /** Stops listening; idempotent. */
    @Override
    void close();
}
