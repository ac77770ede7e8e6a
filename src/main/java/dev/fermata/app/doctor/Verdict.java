package dev.fermata.app.doctor;

import java.util.Locale;

/** How well something works; in the order of how bad it is. */
public enum Verdict {
    /** As it should. */
    FINE,
    /** Fermata works, with less than it could do. */
    DEGRADED,
    /** Fermata cannot work. */
    BROKEN;

    /** The verdict as it is printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
