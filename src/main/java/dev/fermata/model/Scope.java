package dev.fermata.model;

import java.util.Locale;

/** What a hold has stand still. */
public enum Scope {
    /** What presses keys without the player: skills and clients' actions. */
    PLAY,
    /** What is spoken. */
    SPEECH;

    /** The stable lower-case name used in answers and events. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
