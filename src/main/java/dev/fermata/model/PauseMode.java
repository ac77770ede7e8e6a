package dev.fermata.model;

/** How a pause treats a sequence that is being played. */
public enum PauseMode {
    /** It stops at its next step and releases what it pressed. */
    IMMEDIATE,
    /** It finishes first, within a stated time; nothing new begins meanwhile. */
    GRACEFUL
}
