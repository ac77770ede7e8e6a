package dev.fermata.model;

import java.util.Locale;

/** On whose behalf an action is sent; holds treat them differently. */
public enum Origin {
    /** A managed key the player pressed: passes every hold. */
    PLAYER,
    /** A skill of the profile: silent while a hold is on. */
    SKILL,
    /** A client of the agent: waits while a hold is on. */
    API,
    /** What the player has said: given up by a hold, as a skill is, for said again it is what is wanted by then. */
    VOICE,
    /** A viewer of a live stream: given up by a hold, as what was said is, and nothing of it goes on afterwards. */
    STREAM;

    /** Whether a hold ends what is under way on its behalf and takes nothing new; of others it passes, or waits. */
    public boolean endsWithHold() {
        return this == SKILL || this == VOICE || this == STREAM;
    }

    /** Whether anything of it may be played after a hold that was asked for before: what waits, or the rest of a take. */
    public boolean goesOnAfterHold() {
        return this != STREAM;
    }

    /** The stable lower-case name used in events. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
