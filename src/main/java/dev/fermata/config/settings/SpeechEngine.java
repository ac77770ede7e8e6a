package dev.fermata.config.settings;

/** What makes the sounds of texts. */
public enum SpeechEngine {
    /** Nothing: nothing is spoken. */
    OFF,
    /** The system's own voice. */
    SYSTEM,
    /** A program that the settings name. */
    COMMAND
}
