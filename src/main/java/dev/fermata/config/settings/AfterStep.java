package dev.fermata.config.settings;

/** What is done with a sound before it is heard. */
public enum AfterStep {
    /** What is no speech is refused. */
    VOICE,
    /** What is far too long or too short for its text is refused. */
    LENGTH,
    /** Silence at its ends is cut. */
    TRIM,
    /** It is made as loud as any other. */
    LEVEL,
    /** Something plays behind it. */
    BACKGROUND
}
