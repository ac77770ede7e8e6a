package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.DeviceChoice;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.LeftKeys;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.Tenancy;
import dev.fermata.platform.evdev.EvdevPlatform;
import dev.fermata.platform.jnativehook.JNativeHookPlatform;
import dev.fermata.platform.windows.WindowsPlatform;
import dev.fermata.platform.x11.X11Platform;
import dev.fermata.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Opens the desktop of the platform this runs on: of its list the first that is usable, or is with limits, or would be
 * if its problem were solved; or the one that the user has asked for.
 */
public final class Desktops {
    /** Of those behind the first that is usable no class is loaded. */
    private static final Map<String, Supplier<Platform>> PLATFORMS = platforms();
    /** A property of this process: what comes first on its way asks for a platform before anybody knows the options. */
    private static final String ASKED_FOR = "fermata.platform";

    private Desktops() {
    }

    private static Map<String, Supplier<Platform>> platforms() {
        Map<String, Supplier<Platform>> all = new LinkedHashMap<>();
        // Not by reference to the constructors, which loads the classes.
        all.put("x11", () -> new X11Platform());
        all.put("windows", () -> new WindowsPlatform());
        all.put("evdev", () -> new EvdevPlatform());
        all.put("macos", () -> new JNativeHookPlatform());
        return all;
    }

    /** Has this process use the platform of that name whatever the session is; to be called before any other. */
    public static void choose(String choice) {
        System.setProperty(ASKED_FOR, choice);
    }

    /** The platform of this process. */
    public static Platform platform() {
        Supplier<Platform> chosen = PLATFORMS.get(System.getProperty(ASKED_FOR, ""));
        return chosen != null ? chosen.get() : best(PLATFORMS.values(), System.getenv());
    }

    static Platform best(Collection<Supplier<Platform>> platforms, Map<String, String> environment) {
        Platform limited = null;
        Platform unusable = null;
        for (Supplier<Platform> each : platforms) {
            Platform platform = each.get();
            Probe probe = platform.probe(environment);
            if (probe instanceof Probe.Usable) {
                return platform;
            } else if (probe instanceof Probe.Limited && limited == null) {
                limited = platform;
            } else if (probe instanceof Probe.Unusable && unusable == null) {
                unusable = platform;
            }
        }
        return limited != null ? limited : unusable != null ? unusable : platforms.iterator().next().get();
    }

    /** Why this process has no desktop, and what to do about it; empty when one should be there. */
    public static Optional<String> problem() {
        return platform().probe(System.getenv()) instanceof Probe.Unusable unusable
                ? Optional.of(unusable.problem()) : Optional.empty();
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

        /** The same, hearing these devices only, where that makes a difference. */
        default Opener hearing(Settings.Devices devices) {
            return this;
        }
    }

    /** Opens the platform of this process when it is asked to, loaded by then or not. */
    private record Prepared(Supplier<Platform.Opener> platform, DeviceChoice devices) implements Opener {
        @Override
        public Desktop open(EchoFilter echoes, Clock clock) {
            return platform.get().open(echoes, clock::nanos, devices, warning ->
                    LoggerFactory.getLogger(Desktops.class).warn(warning));
        }

        @Override
        public Opener hearing(Settings.Devices others) {
            return new Prepared(platform, new DeviceChoice(others.only(), others.except()));
        }
    }

    /** The desktop this process belongs to. @throws DesktopException when there is none to use */
    public static Desktop open(EchoFilter echoes, Clock clock) {
        return new Prepared(Desktops::prepare, DeviceChoice.ALL).open(echoes, clock);
    }

    /**
     * Begins to load the libraries that {@link #open} needs, on a thread of its own: that takes about as
     * long as reading the command line and the profile, which the caller can do meanwhile. Nothing is
     * opened and no failure told before the opener is asked.
     */
    public static Opener openSoon() {
        CompletableFuture<Platform.Opener> prepared = CompletableFuture.supplyAsync(Desktops::prepare, loading -> {
            Thread thread = new Thread(loading, "desktop-libraries");
            thread.setDaemon(true);
            thread.start();
        }).exceptionally(failure -> prepare()); // which fails as well, and says why
        return new Prepared(prepared::join, DeviceChoice.ALL);
    }

    private static Platform.Opener prepare() {
        return platform().prepare((what, failure) -> LoggerFactory.getLogger(Desktops.class).error(what, failure));
    }

    /** No desktop: nothing is heard of the keyboard, and nothing sent. For an agent that only speaks. */
    public static Desktop none() {
        return SilentDesktop.open();
    }

    /** What keeps a second agent from a desktop: the desktop itself, or a lock file where it cannot. */
    public static Tenancy tenancy(Desktop desktop) {
        return desktop.tenancy().orElseGet(() -> new LockFileTenancy(desktop.name()));
    }

    /** The same desktop with nothing sent to it and nothing taken from it. */
    public static Opener withoutSending(Opener opener) {
        return (echoes, clock) -> DryRun.on(opener.open(echoes, clock), echoes, clock);
    }

    /** As {@link Platform#releaseLeft}. */
    public static LeftKeys releaseLeft() {
        return platform().releaseLeft();
    }

    /** As {@link Platform#onGone}. */
    public static void onGone(Consumer<String> action) {
        platform().onGone(action);
    }

    /** As {@link Platform#fineWaits}. */
    public static Runnable fineWaits() {
        return platform().fineWaits();
    }
}
