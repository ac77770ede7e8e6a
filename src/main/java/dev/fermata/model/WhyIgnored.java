package dev.fermata.model;

import java.util.Locale;

/** Why nothing was done of what was heard. */
public enum WhyIgnored {
    /** It is no command of the profile. */
    NO_COMMAND("no such command"),
    /** The recogniser is not as sure as it has to be. */
    UNSURE("not sure enough"),
    /** The same was done just before: some recognisers hear one thing twice. */
    COOLDOWN("done just before"),
    /** The player talked to others meanwhile. */
    TALKING("said to others"),
    /** It was understood so long after it was said that it is not wanted any more. */
    LATE("understood too late"),
    /** A hold is on. */
    HELD("held"),
    /** The schedule is not running. */
    NOT_RUNNING("not running"),
    /** The same waits already. */
    WAITING("already queued"),
    /** As much waits as may. */
    FULL("lane full"),
    /** There is such a pause already. */
    PAUSED("paused by voice already"),
    /** There is no such pause; others are not ended by voice. */
    NOT_PAUSED("not paused by voice");

    private final String words;

    WhyIgnored(String words) {
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
