package dev.fermata.app.service;

import java.util.Optional;

/**
 * Fermata's value in the user's {@code Run} key of the Windows registry: a command that is started when the
 * user logs in ("Run and RunOnce Registry Keys" in Microsoft's documentation). Not asked on other systems.
 *
 * <p>All of its methods throw {@link java.io.UncheckedIOException} when Windows refuses.
 */
public interface RunKey {
    /** What to call it in messages. */
    String PLACE = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Fermata";

    /** The command that is there, ours or not; empty when there is none. */
    Optional<String> read();

    /** Sets it, whatever was there. */
    void write(String command);

    /** Takes it away; nothing happens when it is not there. */
    void delete();
}
