package dev.fermata.config.settings;

/** What is done with a text before it is spoken. */
public enum BeforeStep {
    /** Control characters, emoji and the like are taken out, and each sign is written one way. */
    NORMALISE,
    /** Numbers and symbols are written as the language reads them. */
    NUMBERS,
    /** A long text is made sentence by sentence. */
    SENTENCES,
    /** Something is said before it. */
    PREFIX
}
