package dev.fermata.model;

import java.util.Locale;

/** How urgent an action is; the dispatcher serves the lanes in this order. */
public enum Lane {
    /** What cannot wait: the player's pre-delay, a potion. */
    EMERGENCY,
    /** The player's own managed keys, and skills that ask for it. */
    HIGH,
    /** Where skills play unless they ask for another lane. */
    NORMAL,
    /** Whenever nothing else wants to play. */
    LOW;

    /** The stable lower-case name used in profiles and events. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
