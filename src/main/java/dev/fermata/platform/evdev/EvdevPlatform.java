package dev.fermata.platform.evdev;

import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.DeviceChoice;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.Windows;
import dev.fermata.platform.freedesktop.SessionLock;
import dev.fermata.platform.wayland.WaylandWindows;
import dev.fermata.user.OperatingSystem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Linux by the kernel's own devices: for Wayland sessions, and where there is no X server at all. It shows nothing.
 */
public final class EvdevPlatform implements Platform {
    private static final Capabilities CAPABILITIES = new Capabilities(false, true, true, false, false);
    /** One a process, like its desktop. */
    private static final AtomicReference<Consumer<String>> GONE = new AtomicReference<>(why -> { });

    @Override
    public String name() {
        return "evdev";
    }

    @Override
    public Probe probe(Map<String, String> environment) {
        if (OperatingSystem.current() != OperatingSystem.LINUX || !System.getProperty("os.arch").contains("64")) {
            return new Probe.Elsewhere();
        }
        return EvdevRights.problem(environment).<Probe>map(Probe.Unusable::new).orElseGet(Probe.Usable::new);
    }

    @Override
    public Opener prepare(Failures failures) {
        if (EvdevRights.problem(System.getenv()).isEmpty()) {
            LinuxCalls.error(); // loads the library, which takes a while
        }
        return (echoes, nanos, devices, warnings) -> open(devices, warnings);
    }

    private static Desktop open(DeviceChoice choice, Consumer<String> warnings) {
        EvdevRights.problem(System.getenv()).ifPresent(problem -> {
            throw new DesktopException(problem);
        });
        Uinput uinput = Uinput.create();
        try {
            MergedKeys merged = new MergedKeys(uinput);
            EvdevHook hook = new EvdevHook(uinput, merged, choice, guardian(warnings), warnings,
                    why -> GONE.get().accept(why));
            return new Desktop("evdev", CAPABILITIES, hook, new EvdevInjector(merged, uinput), hook.players(),
                    new EvdevSuppressor(hook), () -> { }, Optional.empty());
        } catch (RuntimeException | Error e) {
            uinput.close();
            throw e;
        }
    }

    private static Optional<Guardian> guardian(Consumer<String> warnings) {
        try {
            return Optional.of(new Guardian());
        } catch (DesktopException e) {
            warnings.accept(e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String rights() {
        return EvdevRights.problem(System.getenv()).isPresent() ? "the display server's line tells of other rights"
                : "keyboards can be read, and keys sent";
    }

    @Override
    public void onGone(Consumer<String> action) {
        GONE.set(action);
    }

    /** {@inheritDoc} The kernel knows of no windows, but some Wayland compositors tell of theirs. */
    @Override
    public Windows windows(Windows.Listener listener) {
        return WaylandWindows.open(System.getenv(), listener);
    }

    @Override
    public AutoCloseable sessionLock(Consumer<Boolean> listener, Consumer<String> problems) {
        return new SessionLock(listener, problems);
    }
}
