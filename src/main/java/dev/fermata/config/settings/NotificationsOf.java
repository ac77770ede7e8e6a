package dev.fermata.config.settings;

/** What the desktop notifies of. */
public enum NotificationsOf {
    OFF,
    /** What goes wrong, and when it is right again. */
    FAULTS,
    /** What the agent does from now on as well. */
    STATES
}
