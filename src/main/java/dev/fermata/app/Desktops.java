package dev.fermata.app;

import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.LeftKeys;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.Tenancy;
import dev.fermata.platform.jnativehook.JNativeHookPlatform;
import dev.fermata.platform.windows.WindowsPlatform;
import dev.fermata.platform.x11.X11Platform;
import dev.fermata.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Opens the desktop of the platform this runs on: the first of its list that does not say it is elsewhere. */
public final class Desktops {
    /** The last takes whatever no other is made for. Of those behind the right one no class is loaded. */
    private static final List<Supplier<Platform>> PLATFORMS = List.of(
            X11Platform::new,
            WindowsPlatform::new,
            JNativeHookPlatform::new);

    private Desktops() {
    }

    /** The platform of this process. */
    public static Platform platform() {
        return PLATFORMS.stream().map(Supplier::get)
                .filter(platform -> !(platform.probe(System.getenv()) instanceof Probe.Elsewhere))
                .findFirst().orElseThrow();
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
    }

    /** The desktop this process belongs to. @throws DesktopException when there is none to use */
    public static Desktop open(EchoFilter echoes, Clock clock) {
        return prepare().open(echoes, clock);
    }

    /**
     * Begins to load the libraries that {@link #open} needs, on a thread of its own: that takes about as
     * long as reading the command line and the profile, which the caller can do meanwhile. Nothing is
     * opened and no failure told before the opener is asked.
     */
    public static Opener openSoon() {
        CompletableFuture<Opener> prepared = CompletableFuture.supplyAsync(Desktops::prepare, loading -> {
            Thread thread = new Thread(loading, "desktop-libraries");
            thread.setDaemon(true);
            thread.start();
        }).exceptionally(failure -> Desktops::open); // which fails as well, and says why
        return (echoes, clock) -> prepared.join().open(echoes, clock);
    }

    private static Opener prepare() {
        Platform.Opener opener = platform().prepare((what, failure) ->
                LoggerFactory.getLogger(Desktops.class).error(what, failure));
        return (echoes, clock) -> opener.open(echoes, clock::nanos, warning ->
                LoggerFactory.getLogger(Desktops.class).warn(warning));
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
    public static void onGone(Runnable action) {
        platform().onGone(action);
    }

    /** As {@link Platform#fineWaits}. */
    public static Runnable fineWaits() {
        return platform().fineWaits();
    }
}
