package dev.fermata.desktop.x11;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.fermata.user.CacheFolder;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.util.List;

/**
 * Opens the system's libraries for JNA, by the names that programs are linked with: the system's own
 * loader finds those, so that nobody has to look for the file.
 */
final class NativeLibraries {
    static final String X11 = "libX11.so.6";
    static final String XI = "libXi.so.6";
    static final String XTST = "libXtst.so.6";
    /** What the process has loaded already; the C library is always among it. */
    static final String PROCESS = null;

    private static final String JNA_UNPACKS = "jna.tmpdir";
    private static final String JNA_SEARCHES = "jna.platform.library.path";

    private NativeLibraries() {
    }

    /** @throws UnsatisfiedLinkError when the system has no such library */
    static <T extends Library> T load(String name, Class<T> calls) {
        prepare();
        return Native.load(name, calls);
    }

    /** Whether the system has all of them. */
    static boolean areThere() {
        prepare();
        try {
            List.of(X11, XI, XTST).forEach(NativeLibrary::getInstance);
            return true;
        } catch (LinkageError missing) {
            return false;
        }
    }

    /** Before anything of JNA is used. */
    private static void prepare() {
        leaveTheSearchToTheSystem();
        unpackInPrivate();
    }

    /** JNA's own choice of a folder may be one where others can exchange what it is about to load. */
    private static void unpackInPrivate() {
        if (System.getProperty(JNA_UNPACKS) != null || Boolean.getBoolean("jna.nounpack")) {
            return;
        }
        try {
            System.setProperty(JNA_UNPACKS, PrivateFiles.folder(CacheFolder.ofThisUser().resolve("jna")).toString());
        } catch (IOException e) {
            // JNA looks for a place itself, and says so if there is none.
            return;
        }
    }

    /** Unless it is told where to look, JNA runs ldconfig: a process, and a thread that waits for its end. */
    private static void leaveTheSearchToTheSystem() {
        if (System.getProperty(JNA_SEARCHES) == null) {
            System.setProperty(JNA_SEARCHES, "");
        }
    }
}
