package dev.fermata.platform.windows;

import dev.fermata.model.WindowPattern;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.Barrier;
import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.NotificationArea;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Windows;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.jnativehook.JNativeHookSuppressor;
import dev.fermata.user.OperatingSystem;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Windows: JNativeHook hears and keeps keys from the game, our own code sends and reads them. */
public final class WindowsPlatform implements Platform {
    @Override
    public String name() {
        return "Windows";
    }

    @Override
    public Probe probe(Map<String, String> environment) {
        return OperatingSystem.current() == OperatingSystem.WINDOWS ? new Probe.Usable() : new Probe.Elsewhere();
    }

    @Override
    public Opener prepare(Failures failures) {
        JNativeHookInput hook = new JNativeHookInput(failure -> failures.failed("the hook's listener failed", failure));
        hook.load();
        return (echoes, nanos, devices, warnings) -> desktop(hook, fineWaits());
    }

    /** @param fineWaits given back when the desktop is closed */
    public static Desktop desktop(JNativeHookInput hook, Runnable fineWaits) {
        JNativeHookSuppressor suppressor = new JNativeHookSuppressor(hook);
        return new Desktop("Windows", Capabilities.ALL, hook, new WindowsInjector(suppressor::announce),
                new WindowsPhysicalKeys(suppressor::isConsumed), suppressor, fineWaits, Optional.empty());
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public Overlay overlay(BadgeLook look, Failures failures) {
        return new WindowsOverlay(look, failures);
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public Optional<NotificationArea> notificationArea(NotificationArea.Menu menu, Failures failures) {
        return Optional.of(new WindowsNotificationArea(menu, failures));
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public Screen screen(OptionalLong window, boolean focused) {
        return new WindowsScreen(window, focused);
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public Screen screen(WindowPattern window, boolean focused) {
        return WindowsFinder.followed(window, focused);
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public Windows windows(Windows.Listener listener) {
        return new ForegroundWindow(listener);
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public AutoCloseable sessionLock(Consumer<Boolean> listener, Consumer<String> problems) {
        return WindowsSessionLock.watched(listener, problems);
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public AutoCloseable onEnd(Runnable release) {
        return new SessionEnd(release);
    }

    /** {@inheritDoc} Not yet run on Windows. */
    @Override
    public Optional<Barrier> barrier() {
        return Optional.of(FocusRights.ofThisProcess());
    }

    @Override
    public String rights() {
        return FocusRights.ofThisProcess().isAdministrator().filter(yes -> yes).isPresent()
                ? "Fermata runs as administrator, so it reaches games that do"
                : "if the game runs as administrator, so must Fermata";
    }

    /** {@inheritDoc} A program of a console; then nothing can be released any more. */
    @Override
    public boolean endsByForceOnly() {
        return true;
    }

    @Override
    public Runnable fineWaits() {
        return TimerResolution.fine()::close;
    }
}
