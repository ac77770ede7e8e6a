package dev.fermata.platform.jnativehook;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.NativeHookException;
import dev.fermata.platform.DesktopException;

/** Registers the hook of this process with the desktop and takes it away. One thread at a time, never the hook's. */
final class HookRegistration {
    /** Unregistering waits for the native thread, which may be stuck when the desktop is gone. */
    private static final long UNREGISTER_MILLIS = 2_000;

    private HookRegistration() {
    }

    /**
     * @param unloadable why the library could not be loaded; null if it could
     * @throws DesktopException when the platform refuses
     */
    static void register(LinkageError unloadable) {
        try {
            if (unloadable != null) {
                throw unloadable;
            }
            GlobalScreen.registerNativeHook();
        } catch (NativeHookException e) {
            throw new DesktopException("the desktop refuses to let Fermata hear keys: " + e.getMessage()
                    + advice(e.getCode()), e);
        } catch (LinkageError e) {
            throw new DesktopException("the keyboard hook's native library cannot be loaded: "
                    + e.getMessage() + "; on Linux it needs the packages libx11-6, libxtst6,"
                    + " libxkbcommon-x11-0, libx11-xcb1, libxt6 and libxinerama1", e);
        }
    }

    private static String advice(int code) {
        return switch (code) {
            case NativeHookException.X11_OPEN_DISPLAY -> "; is DISPLAY set and the X server running?";
            case NativeHookException.X11_RECORD_NOT_FOUND ->
                    "; the X server lacks the RECORD extension, enable it";
            case NativeHookException.DARWIN_AXAPI_DISABLED ->
                    "; allow it in the system settings under Privacy, Accessibility";
            default -> "";
        };
    }

    static void unregister() {
        Thread worker = new Thread(HookRegistration::unregisterNow, "unhook");
        worker.setDaemon(true);
        try {
            worker.start();
        } catch (OutOfMemoryError noMoreThreads) {
            return; // The hook goes with the process; a closing that fails here would take others with it.
        }
        try {
            worker.join(UNREGISTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unregisterNow() {
        try {
            GlobalScreen.unregisterNativeHook();
        } catch (NativeHookException e) {
            // Only a hook that is not there any more cannot be taken away: that is what was wanted.
            return;
        }
    }
}
