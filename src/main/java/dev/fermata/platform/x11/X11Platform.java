package dev.fermata.platform.x11;

import dev.fermata.model.Key;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.BadgeLook;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.EventTimes;
import dev.fermata.platform.LeftKeys;
import dev.fermata.platform.Overlay;
import dev.fermata.platform.OwnWindow;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.Screen;
import dev.fermata.platform.WindowFocus;
import dev.fermata.platform.Windows;
import dev.fermata.platform.freedesktop.SessionLock;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.user.OperatingSystem;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** X11 on Linux and its kin. */
public final class X11Platform implements Platform {
    @Override
    public String name() {
        return "X11";
    }

    @Override
    public Probe probe(Map<String, String> environment) {
        if (OperatingSystem.current().isOneOf(OperatingSystem.WINDOWS, OperatingSystem.MACOS)) {
            return new Probe.Elsewhere();
        }
        Optional<String> limit = X11Desktop.warning(environment);
        if (limit.isPresent()) {
            return new Probe.Limited(limit.get());
        }
        Optional<String> problem = X11Desktop.problem(environment);
        // A Wayland session without X11 is another platform's.
        return problem.isEmpty() ? new Probe.Usable()
                : X11Desktop.isWayland(environment) ? new Probe.Elsewhere() : new Probe.Unusable(problem.get());
    }

    /** {@inheritDoc} The hook last, and only where a display is: its library ends the process if it finds none. */
    @Override
    public Opener prepare(Failures failures) {
        JNativeHookInput hook = new JNativeHookInput(failure -> failures.failed("the hook's listener failed", failure),
                new EventTimes()::ago);
        boolean isThere = X11Desktop.problem(System.getenv()).isEmpty();
        Optional<X11Tenancy> tenancy = isThere ? X11Desktop.load() : Optional.empty();
        if (tenancy.isPresent()) {
            hook.load();
        }
        return (echoes, nanos, devices, warnings) -> open(hook, tenancy, echoes, nanos, warnings, failures);
    }

    private static Desktop open(JNativeHookInput hook, Optional<X11Tenancy> loaded, EchoFilter echoes,
            LongSupplier nanos, Consumer<String> warnings, Failures failures) {
        requireDisplay();
        X11Tenancy tenancy = loaded.orElseGet(() -> X11Tenancy.open(null));
        Desktop desktop = X11Desktop.open(null, tenancy, hook, X11Injector.EchoCorrection.of(echoes, nanos),
                failure -> failures.failed("managed keys are not suppressed any more", failure));
        LeftKeys found = tenancy.found();
        if (found instanceof LeftKeys.Released left && !left.keys().isEmpty()) {
            warnings.accept("released " + left.keys() + ", which a fermata that was killed (process " + left.pid()
                    + ") had left down");
        } else if (found instanceof LeftKeys.Unreadable left) {
            warnings.accept("a fermata that was killed (process " + left.pid()
                    + ") may have left keys down: its journal " + left.journal() + " cannot be read");
        }
        return desktop;
    }

    @Override
    public String rights() {
        return "X11 asks for no other right";
    }

    /** {@inheritDoc} See {@link X11Tenancy}. */
    @Override
    public LeftKeys releaseLeft() {
        requireDisplay();
        try (X11Tenancy tenancy = X11Tenancy.open(null)) {
            return tenancy.releaseLeft();
        }
    }

    @Override
    public void onGone(Consumer<String> action) {
        X11Connection.onServerGone(() -> action.accept("the desktop has gone away (the X server ended); start fermata"
                + " again when it is back"));
    }

    @Override
    public Overlay overlay(BadgeLook look, Failures failures) {
        return new X11Overlay(null, look, failures);
    }

    @Override
    public OwnWindow window(String title, OwnWindow.Listener listener) {
        requireDisplay();
        return new X11Window(title, listener);
    }

    @Override
    public WindowFocus focusOf(long window) {
        requireDisplay();
        return new X11Focus(null, window);
    }

    @Override
    public Screen screen(OptionalLong window, boolean focused) {
        requireDisplay();
        return new X11Screen(null, window, focused);
    }

    @Override
    public Screen screen(WindowPattern window, boolean focused) {
        requireDisplay();
        return X11WindowFinder.followed(null, window, focused);
    }

    @Override
    public Windows windows(Windows.Listener listener) {
        requireDisplay();
        return new X11Windows(null, listener);
    }

    @Override
    public AutoCloseable sessionLock(Consumer<Boolean> listener, Consumer<String> problems) {
        return new SessionLock(listener, problems);
    }

    private static void requireDisplay() {
        X11Desktop.problem(System.getenv()).ifPresent(problem -> {
            throw new DesktopException(problem);
        });
    }
}
