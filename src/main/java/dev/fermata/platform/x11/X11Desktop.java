package dev.fermata.platform.x11;

import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.JournalingInjector;
import dev.fermata.platform.x11.X11Injector.EchoCorrection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens an X11 desktop, or says why it cannot be used. */
public final class X11Desktop {
    private static final String DISPLAY = "DISPLAY";

    private X11Desktop() {
    }

    /**
     * Why no X11 desktop can be used under this environment, and what to do about it; empty when one
     * should be there.
     */
    public static Optional<String> problem(Map<String, String> environment) {
        if (isSet(environment, DISPLAY)) {
            return Optional.empty();
        }
        if (isWayland(environment)) {
            return Optional.of("this is a Wayland session without X11, where the X11 platform hears nothing; leave"
                    + " --platform away, or log in to an X11 (Xorg) session");
        }
        return Optional.of("DISPLAY is not set, so there is no desktop to work on; start Fermata from"
                + " a terminal inside the desktop session, or set DISPLAY (often :0)");
    }

    /** What will not work as the user expects although there is an X11 desktop; empty when nothing. */
    public static Optional<String> warning(Map<String, String> environment) {
        return isSet(environment, DISPLAY) && isWayland(environment)
                ? Optional.of("this is a Wayland session: keys are heard only while an X11 program has the focus;"
                        + " 'fermata service install --rights' shows what lets you hear them always")
                : Optional.empty();
    }

    /**
     * Loads what {@link #open} needs, which takes longer than the opening itself, tries whether the
     * display of the environment can be reached, and releases what a dead agent has left down there.
     * Any thread, but not while another opens.
     *
     * @return to be handed to {@link #open}; empty if the display cannot be used, and {@link #open} tells why
     */
    public static Optional<X11Tenancy> load() {
        // A class that failed to load cannot be tried again, and would no longer tell why.
        if (!NativeLibraries.areThere()) {
            return Optional.empty();
        }
        try {
            X11Tenancy tenancy = X11Tenancy.open(null);
            tenancy.releaseLeft();
            return Optional.of(tenancy);
        } catch (DesktopException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens the desktop and puts its ports together. The hook is not started.
     *
     * @param displayName such as {@code :0}; null means what the environment says. If given, libraries
     *                    of this process that know only the DISPLAY variable, such as the hook's, are
     *                    sent there too; they must not have been used before
     * @param hook to be part of the desktop; closed with it
     * @param correction told when a call of the injector is heard as more or fewer events than one
     * @param onFailure told when suppression ended by itself; the keys reach the game again by then
     * @throws DesktopException when there is no usable desktop; the message says what to do
     */
    static Desktop open(String displayName, InputHook hook, EchoCorrection correction,
            Consumer<Throwable> onFailure) {
        if (displayName == null) {
            problem(System.getenv()).ifPresent(problem -> {
                throw new DesktopException(problem);
            });
        }
        return open(displayName, X11Tenancy.open(displayName), hook, correction, onFailure);
    }

    /**
     * The same with a tenancy of that display.
     *
     * @param tenancy closed with the desktop, and when it cannot be opened
     */
    public static Desktop open(String displayName, X11Tenancy tenancy, InputHook hook, EchoCorrection correction,
            Consumer<Throwable> onFailure) {
        Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(tenancy));
        try {
            // First of all: whatever is read of the keyboard from here on has to be true.
            tenancy.releaseLeft();
            X11Connection first = open(displayName, opened);
            first.requireExtension("RECORD");
            if (displayName != null) {
                LibC.INSTANCE.setenv(DISPLAY, displayName, 1);
            }
            X11Suppressor suppressor = new X11Suppressor(first, onFailure);
            opened.push(suppressor);
            X11Injector injector =
                    new X11Injector(open(displayName, opened), suppressor, correction);
            X11PhysicalKeys physicalKeys = new X11PhysicalKeys(open(displayName, opened));
            // Who asks costs a while, so it is asked only where there may be reason to.
            boolean captures = !isWayland(System.getenv()) || !X11Server.isXwayland(first);
            return new Desktop(first.name(), new Capabilities(true, true, true, captures, true), hook,
                    new JournalingInjector(injector, tenancy.journal()), physicalKeys, suppressor, () -> { },
                    Optional.of(tenancy));
        } catch (RuntimeException | Error e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static X11Connection open(String displayName, Deque<AutoCloseable> opened) {
        X11Connection connection = X11Connection.open(displayName);
        opened.push(connection);
        return connection;
    }

    private static void closeAll(Deque<AutoCloseable> opened, Throwable because) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                because.addSuppressed(e);
            }
        }
    }

    /** Whether the session is one of Wayland, with X11 programs in it or without. */
    static boolean isWayland(Map<String, String> environment) {
        return isSet(environment, "WAYLAND_DISPLAY")
                || "wayland".equalsIgnoreCase(environment.get("XDG_SESSION_TYPE"));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
