package dev.fermata.config.settings;

import java.util.Locale;

/** How bad something must be to be logged to the terminal; the names are those of SLF4J's levels. */
public enum LogLevel {
    ERROR, WARN, INFO, DEBUG, TRACE;

    /** The stable lower-case name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
