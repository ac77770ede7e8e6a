package dev.fermata.platform;

import dev.fermata.model.Key;

/**
 * Tells whether a key is down <em>by the player</em>: on a device, or through another program
 * (remote desktop, macro pad, Steam Input), as opposed to by the agent itself. Called by one thread
 * at a time.
 */
public interface PhysicalKeys extends AutoCloseable {

    /** What the platform knows about one key. */
    enum Reading {
        /** The player does not press it. */
        UP,
        /** The player presses it. */
        DOWN,
        /** The platform cannot tell. */
        UNKNOWN
    }

    /**
     * Reads the key's state now.
     *
     * @param sentByUs whether the agent itself has the key pressed at the moment
     */
    Reading read(Key key, boolean sentByUs);

    /**
     * Whether a key may come from something that is no keyboard of this machine, such as a nested server:
     * there each auto-repeat may be a release and a press instead of a press.
     */
    default boolean mayRepeatInPairs() {
        return false;
    }

    /** Whether each release that the hook hears is one of a device of this machine, and never half of a repeat. */
    default boolean releasesAreCertain() {
        return false;
    }

    /** Gives back what the platform lent; idempotent. Nothing to do unless a platform says otherwise. */
    @Override
    default void close() {
        // nothing was lent
    }
}
