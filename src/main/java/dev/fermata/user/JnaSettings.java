package dev.fermata.user;

import java.io.IOException;

/**
 * What JNA is to be told before any of it is used, by whoever in this process uses it first. Knows
 * the names of its settings only.
 */
public final class JnaSettings {
    private static final String UNPACKS = "jna.tmpdir";
    private static final String SEARCHES = "jna.platform.library.path";

    private JnaSettings() {
    }

    /** Sets what nobody has set. May be called again, and by several threads. */
    public static void apply() {
        // Unless it is told where to look, JNA runs ldconfig: a process, and a thread that waits for its end.
        // The system's own loader finds libraries without.
        if (System.getProperty(SEARCHES) == null) {
            System.setProperty(SEARCHES, "");
        }
        unpackInPrivate();
    }

    /** JNA's own choice of a folder may be one where others can exchange what it is about to load. */
    private static void unpackInPrivate() {
        if (System.getProperty(UNPACKS) != null || Boolean.getBoolean("jna.nounpack")) {
            return;
        }
        try {
            System.setProperty(UNPACKS, PrivateFiles.folder(CacheFolder.ofThisUser().resolve("jna")).toString());
        } catch (IOException e) {
            // JNA looks for a place itself, and says so if there is none.
            return;
        }
    }
}
