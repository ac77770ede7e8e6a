package dev.fermata.platform.jnativehook;

import dev.fermata.model.Key;
import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Platform;
import dev.fermata.platform.Probe;
import dev.fermata.platform.Suppressor;
import dev.fermata.user.OperatingSystem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What JNativeHook alone can do, for systems that no other platform is made for (macOS). */
public final class JNativeHookPlatform implements Platform {
    private static final Capabilities CAPABILITIES = new Capabilities(true, false, false, false, false);

    @Override
    public String name() {
        return OperatingSystem.description();
    }

    @Override
    public Probe probe(Map<String, String> environment) {
        return OperatingSystem.current() == OperatingSystem.MACOS ? new Probe.Usable() : new Probe.Elsewhere();
    }

    @Override
    public Opener prepare(Failures failures) {
        JNativeHookInput hook = new JNativeHookInput(failure -> failures.failed("the hook's listener failed", failure));
        hook.load();
        return (echoes, nanos, devices, warnings) -> new Desktop(name(), CAPABILITIES, hook, new JNativeHookInjector(),
                (key, sentByUs) -> PhysicalKeys.Reading.UNKNOWN, new NoSuppressor(), () -> { }, Optional.empty());
    }

    @Override
    public String rights() {
        return "whether Accessibility is allowed, the line of the hook tells";
    }

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
