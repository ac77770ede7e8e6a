package dev.fermata.app.service;

import java.util.Locale;

/** A way to have a program started with the desktop session. */
public enum ServiceKind {
    /** A file in the XDG autostart folder; every Linux desktop reads it. The default on Linux. */
    AUTOSTART("autostart", Os.LINUX),
    /** A systemd user unit, for desktops that start {@code graphical-session.target}. */
    SYSTEMD("systemd", Os.LINUX),
    /** A value in the user's {@code Run} key in the registry. Not yet run on Windows. */
    RUN_KEY("run-key", Os.WINDOWS),
    /** A launchd agent of the user. Not yet run on macOS. */
    LAUNCH_AGENT("launch-agent", Os.MAC);

    /** Kinds of system that differ here. */
    public enum Os {
        LINUX, WINDOWS, MAC;

        /** @param name as in the system property {@code os.name} */
        public static Os of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.contains("win")) {
                return WINDOWS;
            }
            return lower.contains("mac") ? MAC : LINUX;
        }
    }

    private final String id;
    private final Os os;

    ServiceKind(String id, Os os) {
        this.id = id;
        this.os = os;
    }

    /** As it is written on the command line. */
    public String id() {
        return id;
    }

    /** Where it exists. */
    public Os os() {
        return os;
    }
}
