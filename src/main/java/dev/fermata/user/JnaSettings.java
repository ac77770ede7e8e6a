package dev.fermata.user;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * What JNA is to be told before any of it is used, by whoever in this process uses it first. Knows
 * the names of its settings and of its own library only.
 */
public final class JnaSettings {
    private static final String LOADS_FROM = "jna.boot.library.path";
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
        if (Boolean.getBoolean("jna.nounpack")) {
            return;
        }
        try {
            unpackInPrivate();
            unpackOnce();
        } catch (IOException e) {
            // JNA looks for a place itself, and says so if there is none.
            return;
        }
    }

    /** JNA's own choice of a folder may be one where others can exchange what it is about to load. */
    private static void unpackInPrivate() throws IOException {
        if (System.getProperty(UNPACKS) == null) {
            System.setProperty(UNPACKS, PrivateFiles.folder(CacheFolder.ofThisUser().resolve("jna")).toString());
        }
    }

    /**
     * JNA writes its library into a file of its own in each process, and deletes it at the end. The random number in
     * its name is the first of the process, which makes a start slow and loads eighty classes.
     */
    private static void unpackOnce() throws IOException {
        String name = System.mapLibraryName("jnidispatch");
        if (System.getProperty(LOADS_FROM) != null) {
            return;
        }
        try (InputStream in = Platform.class.getResourceAsStream(Platform.RESOURCE_PREFIX + "/" + name)) {
            if (in != null) {
                Path file = NativeFile.of(in.readAllBytes(), name, "jna-" + Native.VERSION, CacheFolder.ofThisUser());
                System.setProperty(LOADS_FROM, file.getParent().toString());
            }
        }
    }
}
