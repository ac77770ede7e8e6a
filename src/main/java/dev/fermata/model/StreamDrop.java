package dev.fermata.model;

import java.util.Locale;

/** Why something that a feed has told is not answered. */
public enum StreamDrop {
    /** The feed has told it already. */
    DUPLICATE("told already"),
    /** No rule answers it. */
    NO_RULE("no rule answers it"),
    /** A program wrote it. */
    BOT("from a bot"),
    /** It is meant for a bot. */
    COMMAND("a command"),
    /** There is a link in it. */
    LINK("a link in it"),
    /** It is longer than is read aloud. */
    TOO_LONG("too long"),
    /** There is nothing in it to say. */
    EMPTY("nothing to say"),
    /** There is a word in it that is not read aloud. */
    WORD("a word that is not read aloud"),
    /** As many of its kind as may be in a minute have been answered. */
    RATE("too many a minute"),
    /** As many of one person as may be in a minute have been answered. */
    PERSON("too many of one person"),
    /** It has waited so long that nobody knows any more what it is about. */
    OLD("too old"),
    /** As much waits as may, and all of it is more important. */
    FULL("too much waits"),
    /** It was to be spoken and was not. */
    SPEECH("not spoken"),
    /** The agent was stopped, or stands still. */
    STOPPED("stopped");

    private final String words;

    StreamDrop(String words) {
        this.words = words;
    }

    /** The stable lower-case name used in metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason as events give it. */
    public String words() {
        return words;
    }
}
