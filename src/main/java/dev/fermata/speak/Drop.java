package dev.fermata.speak;

import java.util.Locale;

/** Why an item that was accepted was not spoken to its end, by kind. */
enum Drop {
    /** It has waited too long. */
    EXPIRED,
    /** A more important one took its place in a full queue. */
    MADE_ROOM,
    /** It was interrupted, and ends then by its policy. */
    INTERRUPTED,
    /** Somebody did not want it any more. */
    SKIPPED,
    /** The agent was stopped. */
    STOPPED;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
