package dev.fermata.app.service;

import dev.fermata.user.OperatingSystem;

/** A way to have a program started with the desktop session. */
public enum ServiceKind {
    /** A file in the XDG autostart folder; every Linux desktop reads it. The default on Linux. */
    AUTOSTART("autostart", OperatingSystem.LINUX),
    /** A systemd user unit, for desktops that start {@code graphical-session.target}. */
    SYSTEMD("systemd", OperatingSystem.LINUX),
    /** A value in the user's {@code Run} key in the registry. Not yet run on Windows. */
    RUN_KEY("run-key", OperatingSystem.WINDOWS),
    /** A launchd agent of the user. Not yet run on macOS. */
    LAUNCH_AGENT("launch-agent", OperatingSystem.MACOS);

    private final String id;
    private final OperatingSystem os;

    ServiceKind(String id, OperatingSystem os) {
        this.id = id;
        this.os = os;
    }

    /** As it is written on the command line. */
    public String id() {
        return id;
    }

    /** Where it exists. */
    public OperatingSystem os() {
        return os;
    }
}
