package dev.fermata.platform.x11;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.fermata.user.JnaSettings;
import java.util.List;

/**
 * Opens the system's libraries for JNA, by the names that programs are linked with: the system's own
 * loader finds those, so that nobody has to look for the file.
 */
final class NativeLibraries {
    static final String X11 = "libX11.so.6";
    static final String XI = "libXi.so.6";
    static final String XTST = "libXtst.so.6";
    /** For windows of our own only; nobody else needs these four. */
    static final String XRENDER = "libXrender.so.1";
    static final String XFT = "libXft.so.2";
    static final String XFIXES = "libXfixes.so.3";
    static final String XINERAMA = "libXinerama.so.1";
    /** What the process has loaded already; the C library is always among it. */
    static final String PROCESS = null;

    private NativeLibraries() {
    }

    /** @throws UnsatisfiedLinkError when the system has no such library */
    static <T extends Library> T load(String name, Class<T> calls) {
        JnaSettings.apply();
        return Native.load(name, calls);
    }

    /** Whether the system has all that the agent cannot do without. */
    static boolean areThere() {
        JnaSettings.apply();
        try {
            List.of(X11, XI, XTST).forEach(NativeLibrary::getInstance);
            return true;
        } catch (LinkageError missing) {
            return false;
        }
    }
}
