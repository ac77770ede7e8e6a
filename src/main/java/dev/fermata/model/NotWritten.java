package dev.fermata.model;

import java.util.Locale;

/** Why no language model has written an answer, so that the text of the rules was said in its place. */
public enum NotWritten {
    /** There is none. */
    NO_MODEL("no model"),
    /** Its first sentence was not there in time. */
    LATE("too late"),
    /** It had too much to do. */
    BUSY("busy"),
    /** It failed. */
    FAILED("failed"),
    /** Nobody was there. */
    UNREACHABLE("not reached"),
    /** Nothing came from it in time. */
    SLOW("slow"),
    /** It would not. */
    DENIED("denied"),
    /** It did not take what it was asked. */
    REFUSED("refused"),
    /** What it may write here was used up. */
    LIMIT("a limit"),
    /** There was something in it that is not read aloud. */
    WORD("not to be read aloud"),
    /** There was nothing in it to say. */
    EMPTY("nothing to say");

    private final String words;

    NotWritten(String words) {
        this.words = words;
    }

    /** The stable lower-case name used in answers and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason as events give it. */
    public String words() {
        return words;
    }
}
