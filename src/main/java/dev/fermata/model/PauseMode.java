package dev.fermata.model;

import java.util.Locale;

/** How a pause treats a sequence that is being played. */
public enum PauseMode {
    /** It stops at its next step and releases what it pressed. */
    IMMEDIATE,
    /** It finishes first, within a stated time; nothing new begins meanwhile. */
    GRACEFUL;

    /** The stable lower-case name used in settings and answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
