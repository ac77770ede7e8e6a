package dev.fermata.model;

import java.util.Locale;

/** On whose behalf an action is sent; holds treat the three differently. */
public enum Origin {
    /** A managed key the player pressed: passes every hold. */
    PLAYER,
    /** A skill of the profile: silent while a hold is on. */
    SKILL,
    /** A client of the agent: waits while a hold is on. */
    API;

    /** The stable lower-case name used in events. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
