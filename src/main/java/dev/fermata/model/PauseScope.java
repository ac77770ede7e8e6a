package dev.fermata.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a client may ask to stand still. */
public enum PauseScope {
    /** {@link Scope#PLAY}: what a pause means unless it says otherwise. */
    PLAY(EnumSet.of(Scope.PLAY)),
    /** {@link Scope#SPEECH}: silence while the keys go on. */
    SPEECH(EnumSet.of(Scope.SPEECH)),
    /** Everything. */
    BOTH(EnumSet.allOf(Scope.class));

    private final EnumSet<Scope> scopes;

    PauseScope(EnumSet<Scope> scopes) {
        this.scopes = scopes;
    }

    /** What the hold covers. */
    public Set<Scope> scopes() {
        return EnumSet.copyOf(scopes);
    }

    /** The stable lower-case name used in requests and scripts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
