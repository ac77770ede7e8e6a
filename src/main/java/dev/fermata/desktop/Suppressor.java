package dev.fermata.desktop;

import dev.fermata.model.Key;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the player's own press of a managed key from the game. The hook still hears it, and what the
 * agent injects still passes. Thread-safe.
 */
public interface Suppressor extends AutoCloseable {

    /**
     * Replaces the set of suppressed keys; an empty map gives everything back to the game.
     *
     * @param sentAs each key to suppress, with the key it will be sent as (often itself): a platform
     *               may have a cheaper way for a key that is sent as another one
     * @return the keys that are now in fact suppressed; the others reach the game as pressed
     */
    Set<Key> suppress(Map<Key, Key> sentAs);

    /**
     * Sets whom to tell when other keys are suppressed than before without anybody having asked for it:
     * devices came or went, or it broke. Asking {@link #suppress} again tells which. Must not block. Nothing
     * to do unless a platform says otherwise.
     */
    default void onChange(Runnable action) {
        // never by itself
    }

    /** Whether this platform can suppress that key, for {@code fermata doctor}. */
    boolean canSuppress(Key key);

    /**
     * How many presses have been kept from the game so far, auto-repeat included, as far as the platform
     * tells; 0 where nothing can be suppressed.
     */
    default long kept() {
        return 0;
    }

    /** Gives everything back; idempotent. */
    @Override
    void close();
}
