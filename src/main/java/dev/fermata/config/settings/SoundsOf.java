package dev.fermata.config.settings;

/** What has a sound. */
public enum SoundsOf {
    OFF,
    /** What the agent does from now on, and faults. */
    STATES,
    /** Holds as well, which come and go with each priority key. */
    ALL
}
