package dev.fermata.config.settings;

/** Which of two profiles of one name is meant: the user's own one or the one that came with the program. */
public enum OwnProfiles {
    /** The user's own. */
    FIRST,
    /** The one that came with the program. */
    LAST
}
