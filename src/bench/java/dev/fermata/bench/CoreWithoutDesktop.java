package dev.fermata.bench;

import com.google.common.eventbus.Subscribe;
import dev.fermata.app.Core;
import dev.fermata.app.Part;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Suppressor;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.SystemClock;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The whole core on a desktop that does nothing, to be stepped by whoever measures it. */
final class CoreWithoutDesktop {
    final EchoFilter echoes = new EchoFilter();
    final SystemClock clock = new SystemClock();
    final Core core;
    /** The keys the player has down, as the desktop tells. */
    final Set<Key> physicallyDown = EnumSet.noneOf(Key.class);

    CoreWithoutDesktop(Profile profile) {
        Bus bus = new Bus(new FailFast());
        bus.register(this);
        core = new Core(clock, new Desktop("nothing", new DeafHook(), new NoInjector(),
                (key, sentByUs) -> physicallyDown.contains(key) ? PhysicalKeys.Reading.DOWN : PhysicalKeys.Reading.UP,
                new WillingSuppressor()), echoes, BufferLimits.DEFAULTS, Recovery.MEND, Set.of(), profile, bus,
                () -> { });
    }

    /** What is stepped under that name. */
    Part part(String name) {
        return core.parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    /** A profile of this project. */
    static Profile profile(String name) {
        return read(Path.of("profiles", name + ".toml"));
    }

    static Profile read(Path file) {
        ProfileResult result = ProfileReader.read(file);
        return result.profile().orElseThrow(() -> new IllegalStateException(result.render()));
    }

    /** Events are carried and forgotten. */
    @Subscribe
    public void onEvent(Event event) {
        // nobody reads them
    }

    private static final class NoInjector implements Injector {
        @Override
        public void press(Key key) {
            // nothing is there
        }

        @Override
        public void release(Key key) {
            // nothing is there
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }

    private static final class WillingSuppressor implements Suppressor {
        @Override
        public void listen(KeptListener listener) {
            // no press is kept here
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            return Set.copyOf(sentAs.keySet());
        }

        @Override
        public boolean canSuppress(Key key) {
            return true;
        }

        @Override
        public void close() {
            // nothing was taken
        }
    }

    private static final class DeafHook implements InputHook {
        private long heard;

        @Override
        public void start(Listener listener) {
            // hears nothing
        }

        @Override
        public void watch(Set<Key> keys) {
            // hears nothing
        }

        @Override
        public long heard() {
            return heard++;
        }

        @Override
        public void restart() {
            // hears nothing
        }

        @Override
        public void close() {
            // hears nothing
        }
    }
}
