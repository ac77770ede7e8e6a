package dev.fermata.config.settings;

/** How bad something must be to be logged to the terminal; the names are those of SLF4J's levels. */
public enum LogLevel {
    ERROR, WARN, INFO, DEBUG, TRACE
}
