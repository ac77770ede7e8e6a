package dev.fermata.platform.posix;

import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.fermata.user.JnaSettings;

/** Ends the process past everything that might still want to do something first. */
public final class HardExit {
    private interface LibC extends Library {
        void _exit(int status);
    }

    private HardExit() {
    }

    /**
     * Ends the process at once. {@link Runtime#halt} is not enough where something hangs: it lets the
     * libraries of the process clean up, and JNativeHook's then waits for the X server.
     *
     * @param status the exit code
     */
    public static void now(int status) {
        try {
            JnaSettings.apply();
            Native.load(null, LibC.class)._exit(status);
        } catch (LinkageError notUnix) {
            Runtime.getRuntime().halt(status);
        }
    }
}
