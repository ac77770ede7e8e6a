package dev.fermata.platform;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the player's own press of a managed key from the game. The hook still hears it, and what the
 * agent injects still passes. Thread-safe.
 */
public interface Suppressor extends AutoCloseable {

    /** Hears of each press that was kept from the game, on the platform's own thread. */
    @FunctionalInterface
    interface KeptListener {
        /**
         * Must return within microseconds and must not block, log or throw. Auto-repeat of a key that was
         * down already is not told. The hook hears the press as well, before or after this.
         */
        void onKept(Key key);
    }

    /** Hears what came of {@link #suppressSoon}. Must not block, log or throw. */
    @FunctionalInterface
    interface Answer {
        /**
         * The change has been made.
         *
         * @param suppressed the keys that are now in fact suppressed
         * @param problem why it failed; empty when it did not
         */
        void granted(Set<Key> suppressed, String problem);
    }

    /** Has every press told that is kept from the game; to be called once, before any key is. */
    void listen(KeptListener listener);

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

    /**
     * As {@link #suppress}, without waiting for the desktop and without throwing.
     *
     * @param answer told what came of it, at once or later, on the calling or the platform's own thread
     */
    default void suppressSoon(Map<Key, Key> sentAs, Answer answer) {
        try {
            answer.granted(suppress(sentAs), "");
        } catch (DesktopException e) {
            answer.granted(Set.of(), e.getMessage());
        }
    }

    /**
     * Keeps the presses of these hotkeys from the game too, from now on and until other ones are asked for; the hook
     * hears them, and nothing tells the {@link KeptListener} of them. A key that is pressed without the modifiers of
     * its hotkey passes. Does not wait for the desktop. Nothing to do where no key can be suppressed.
     */
    default void consume(Collection<Hotkey> hotkeys) {
        // the game gets them
    }

    /**
     * Tries which of those hotkeys can be kept from the game, and then gives all of them back, for
     * {@code fermata doctor}.
     *
     * @return why not, in a few words, by each that cannot
     * @throws DesktopException when the desktop does not answer
     */
    default Map<Hotkey, String> unconsumable(Collection<Hotkey> hotkeys) {
        return hotkeys.stream().distinct().filter(hotkey -> !canSuppress(hotkey.key()))
                .collect(Collectors.toMap(hotkey -> hotkey, hotkey -> "this platform keeps no key from the game"));
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
