package dev.fermata.config.settings;

/** What understands what is said. */
public enum RecogniserKind {
    /** The program pocketsphinx, on this machine. */
    POCKETSPHINX,
    /** A server that understands speech as OpenAI's does. */
    OPENAI,
    /** A program that the settings name. */
    COMMAND
}
