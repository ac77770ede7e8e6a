package dev.fermata.model;

import java.util.Locale;

/** Why nothing is played for a viewer although the profile has something for it. */
public enum ViewerRefusal {
    /** As much has been played in the last minute as may be. */
    RATE("too many a minute"),
    /** The same of one person. */
    PERSON("too many of one person"),
    /** The same was played just before. */
    COOLDOWN("played just before"),
    /** As much has been played since the agent began as may be. */
    TOTAL("as often as it may be"),
    /** A hold is on. */
    HELD("held"),
    /** The schedule is not running. */
    NOT_RUNNING("not running"),
    /** The same waits already. */
    WAITING("already queued"),
    /** As much waits as may. */
    FULL("lane full");

    private final String words;

    ViewerRefusal(String words) {
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
