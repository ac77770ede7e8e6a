package dev.fermata.app;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.LeftKeys;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import dev.fermata.platform.Tenancy;
import dev.fermata.platform.jnativehook.JNativeHookInjector;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.jnativehook.JNativeHookSuppressor;
import dev.fermata.platform.windows.TimerResolution;
import dev.fermata.platform.windows.WindowsInjector;
import dev.fermata.platform.windows.WindowsPhysicalKeys;
import dev.fermata.platform.x11.X11Connection;
import dev.fermata.platform.x11.X11Desktop;
import dev.fermata.platform.x11.X11Injector;
import dev.fermata.platform.x11.X11Tenancy;
import dev.fermata.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the desktop of the platform this runs on: X11 on Linux and its kin, Windows, and elsewhere
 * what JNativeHook alone can do.
 */
public final class Desktops {
    private Desktops() {
    }

    /** Whether the desktop of this platform is an X11 server. */
    public static boolean isX11() {
        return Platform.current() == Platform.X11;
    }

    /** Whether this is Windows. */
    public static boolean isWindows() {
        return Platform.current() == Platform.WINDOWS;
    }

    /** Why this process has no desktop, and what to do about it; empty when one should be there. */
    public static Optional<String> problem() {
        return Platform.current() == Platform.X11 ? X11Desktop.problem(System.getenv()) : Optional.empty();
    }

    /** Opens a desktop for an agent that is about to start. */
    @FunctionalInterface
    public interface Opener {
        /**
         * @param echoes to be corrected where an injection is heard otherwise than asked for
         * @param clock the clock of {@code echoes}
         * @throws DesktopException when there is no usable desktop; the message says what to do
         */
        Desktop open(EchoFilter echoes, Clock clock);
    }

    /** The desktop this process belongs to. @throws DesktopException when there is none to use */
    public static Desktop open(EchoFilter echoes, Clock clock) {
        return open(hook(), Optional.empty(), echoes, clock);
    }

    /**
     * Begins to load the libraries that {@link #open} needs, on a thread of its own: that takes about as
     * long as reading the command line and the profile, which the caller can do meanwhile. Nothing is
     * opened and no failure told before the opener is asked.
     */
    public static Opener openSoon() {
        CompletableFuture<Loaded> loaded = CompletableFuture.supplyAsync(Desktops::load, loading -> {
            Thread thread = new Thread(loading, "desktop-libraries");
            thread.setDaemon(true);
            thread.start();
        }).exceptionally(failure -> new Loaded(hook(), Optional.empty())); // the opening fails as well, and says why
        return (echoes, clock) -> {
            Loaded libraries = loaded.join();
            return open(libraries.hook(), libraries.tenancy(), echoes, clock);
        };
    }

    /**
     * Releases what an agent has left down that died without doing so itself; see {@link X11Tenancy}.
     * Opening a desktop does the same.
     *
     * @throws DesktopException when there is no desktop to use
     */
    public static LeftKeys releaseLeft() {
        problem().ifPresent(problem -> {
            throw new DesktopException(problem);
        });
        if (!isX11()) {
            return new LeftKeys.None();
        }
        try (X11Tenancy tenancy = X11Tenancy.open(null)) {
            return tenancy.releaseLeft();
        }
    }

    /** What keeps a second agent from a desktop: the desktop itself, or a lock file where it cannot. */
    public static Tenancy tenancy(Desktop desktop) {
        return desktop.tenancy().orElseGet(() -> new LockFileTenancy(desktop.name()));
    }

    /** Asked for when there is something to say: the first logger of a process takes its time. */
    private static Logger log() {
        return LoggerFactory.getLogger(Desktops.class);
    }

    private static JNativeHookInput hook() {
        return new JNativeHookInput(failure -> log().error("the hook's listener failed", failure));
    }

    /** @param tenancy to open the desktop with, if it can be used */
    private record Loaded(JNativeHookInput hook, Optional<X11Tenancy> tenancy) {
    }

    /** The hook last, and only where a display is: its library ends the process if it finds none. */
    private static Loaded load() {
        JNativeHookInput hook = hook();
        boolean x11 = isX11() && problem().isEmpty();
        Optional<X11Tenancy> tenancy = x11 ? X11Desktop.load() : Optional.empty();
        if (tenancy.isPresent() || !isX11()) {
            hook.load();
        }
        return new Loaded(hook, tenancy);
    }

    /** @param tenancy of an X11 desktop, if it has been looked after already */
    private static Desktop open(
            JNativeHookInput hook, Optional<X11Tenancy> tenancy, EchoFilter echoes, Clock clock) {
        return switch (Platform.current()) {
            case X11 -> x11(hook, tenancy, echoes, clock);
            case WINDOWS -> windows(hook, fineWaits());
            case OTHER -> new Desktop(System.getProperty("os.name"), hook, new JNativeHookInjector(),
                    (key, sentByUs) -> PhysicalKeys.Reading.UNKNOWN, new NoSuppressor());
        };
    }

    /** The same desktop with nothing sent to it and nothing taken from it. */
    public static Opener withoutSending(Opener opener) {
        return (echoes, clock) -> DryRun.on(opener.open(echoes, clock), echoes, clock);
    }

    /**
     * Sets what to do when the desktop itself goes away under a running agent. The action runs on a
     * thread of its own and should say so and end the process: nothing can be heard, sent or released
     * any more.
     */
    public static void onGone(Runnable action) {
        if (Platform.current() == Platform.X11) {
            X11Connection.onServerGone(action);
        }
    }

    private enum Platform {
        X11, WINDOWS, OTHER;

        static Platform current() {
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            if (os.contains("win")) {
                return WINDOWS;
            }
            return os.contains("mac") ? OTHER : X11;
        }
    }

    private static Desktop x11(
            JNativeHookInput hook, Optional<X11Tenancy> loaded, EchoFilter echoes, Clock clock) {
        problem().ifPresent(problem -> {
            throw new DesktopException(problem);
        });
        X11Tenancy tenancy = loaded.orElseGet(() -> X11Tenancy.open(null));
        Desktop desktop = X11Desktop.open(null, tenancy, hook, correction(echoes, clock),
                failure -> log().error("managed keys are not suppressed any more", failure));
        LeftKeys found = tenancy.found();
        if (found instanceof LeftKeys.Released left && !left.keys().isEmpty()) {
            log().warn("released {}, which a fermata that was killed (process {}) had left down",
                    left.keys(), left.pid());
        } else if (found instanceof LeftKeys.Unreadable left) {
            log().warn("a fermata that was killed (process {}) may have left keys down: its journal {} cannot be read",
                    left.pid(), left.journal());
        }
        return desktop;
    }

    /** @param fineWaits given back when the desktop is closed */
    static Desktop windows(JNativeHookInput hook, Runnable fineWaits) {
        JNativeHookSuppressor suppressor = new JNativeHookSuppressor(hook);
        return new Desktop("Windows", hook, new WindowsInjector(suppressor::announce),
                new WindowsPhysicalKeys(suppressor::isConsumed), suppressor, fineWaits,
                Optional.empty());
    }

    /**
     * Has this process's threads woken as punctually as the platform can, as long as an agent runs; nothing
     * to do but on Windows.
     *
     * @return gives it back; idempotent
     */
    public static Runnable fineWaits() {
        return isWindows() ? TimerResolution.fine()::close : () -> { };
    }

    /** Has what is heard otherwise than asked for expected so. */
    static X11Injector.EchoCorrection correction(EchoFilter echoes, Clock clock) {
        return new X11Injector.EchoCorrection() {
            @Override
            public void more(Key key, boolean down) {
                echoes.expect(key, down, clock.nanos());
            }

            @Override
            public void fewer(Key key, boolean down) {
                echoes.retract(key, down);
            }
        };
    }

    /** For a platform that cannot keep a key from the game. */
    private static final class NoSuppressor implements Suppressor {
        @Override
        public void listen(KeptListener listener) {
            // There is nothing to tell.
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            return Set.of();
        }

        @Override
        public boolean canSuppress(Key key) {
            return false;
        }

        @Override
        public void close() {
            // Nothing is taken.
        }
    }
}
