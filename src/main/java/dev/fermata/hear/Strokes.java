package dev.fermata.hear;

import dev.fermata.model.Key;

/** Hears what the player does with the keys that are recorded; input thread. */
@FunctionalInterface
public interface Strokes {
    /** Nobody records. */
    Strokes NOBODY = (key, down, atNanos) -> { };

    /**
     * The player has pressed a key or let it go: no repeat, and nothing of the agent's own.
     *
     * @param atNanos when, which may be a little before what was told last
     */
    void stroke(Key key, boolean down, long atNanos);
}
