package dev.fermata.config.profile;

import dev.fermata.model.Key;
import dev.fermata.model.WindowPattern;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The game's window, and what is to happen while something else gets what is typed. Immutable.
 *
 * @param pattern which one it is
 * @param chat how the player writes in it; empty where nobody said
 */
public record GameWindow(WindowPattern pattern, Unfocused unfocused, Optional<Chat> chat) {

    /** What another window's focus does. */
    public enum Unfocused {
        /** Nothing is pressed and no key taken over meanwhile. */
        HOLD,
        /** Nothing. */
        IGNORE
    }

    /**
     * The keys that open and close the game's chat; a key may be both.
     *
     * @param lease how long it counts as open at most
     */
    public record Chat(Set<Key> open, Set<Key> close, Duration lease) {
        public Chat {
            open = Set.copyOf(open);
            close = Set.copyOf(close);
        }

        /** All of them. */
        public Set<Key> keys() {
            Set<Key> all = EnumSet.copyOf(open);
            all.addAll(close);
            return all;
        }
    }
}
