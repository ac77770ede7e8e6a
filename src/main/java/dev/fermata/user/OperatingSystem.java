package dev.fermata.user;

import java.util.Locale;
import java.util.Set;

/** The system this process runs on; the only place that asks for its name. */
public enum OperatingSystem {
    /** Linux and its kin, and whatever else is none of the others. */
    LINUX,
    /** Windows. */
    WINDOWS,
    /** macOS. */
    MACOS;

    /** The one this process runs on. */
    public static OperatingSystem current() {
        return named(System.getProperty("os.name"));
    }

    /** The one with that name, as the system property {@code os.name} gives it. */
    public static OperatingSystem named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("win") && !lower.contains("darwin")) {
            return WINDOWS;
        }
        return lower.contains("mac") || lower.contains("darwin") ? MACOS : LINUX;
    }

    /** Its name and version for people, e.g. {@code Linux 6.1}. */
    public static String description() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** Its name and the processor's, e.g. {@code Linux amd64}. */
    public static String nameAndProcessor() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** Returns whether it is one of these. */
    public boolean isOneOf(OperatingSystem... some) {
        return Set.of(some).contains(this);
    }
}
