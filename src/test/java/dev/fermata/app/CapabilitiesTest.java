package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.InputHook;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.HandClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a desktop says it can do is all that is expected of it. */
class CapabilitiesTest {
    private final HandClock clock = new HandClock();
    private final List<Event> told = new ArrayList<>();
    private int restarts;

    /** Hears nothing, whatever is sent. */
    private final class SilentHook implements InputHook {
        @Override
        public void start(Listener listener) {
            // nobody is called
        }

        @Override
        public void watch(Set<Key> keys) {
            // none of them is heard
        }

        @Override
        public long heard() {
            return 0;
        }

        @Override
        public void restart() {
            restarts++;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private void play(Capabilities capabilities) {
        FakeDesktop ports = new FakeDesktop(true);
        Bus bus = new Bus(new FailFast());
        bus.register(new Object() {
            @Subscribe
            public void onEvent(Event event) {
                told.add(event);
            }
        });
        Core core = new Core(clock, new Desktop("silent", capabilities, new SilentHook(), ports, ports, ports,
                () -> { }, Optional.empty()), new EchoFilter(), BufferLimits.DEFAULTS, Recovery.MEND, Set.of(),
                ProfileReader.parse("silent", """
                        schema = 1
                        name = "silent"
                        [priority]
                        special = ["space"]
                        [[skill]]
                        name = "Bolt"
                        keys = "1"
                        every = "100ms"
                        """).profile().orElseThrow(), bus, () -> { });
        core.control().run("test");
        for (int millis = 0; millis <= 5_000; millis += 10) {
            long now = clock.atMillis(millis);
            core.parts().forEach(part -> part.step(now));
        }
    }

    private long hookChanges() {
        return told.stream().filter(Event.HookChanged.class::isInstance).count();
    }

    @Test
    void aHookThatHearsItsOwnInputAndIsSilentIsRegisteredAgain() {
        play(Capabilities.ALL);
        assertEquals(1, hookChanges());
        assertTrue(restarts > 0);
    }

    @Test
    void aHookThatCannotHearOwnInputIsNotTakenForDead() {
        play(new Capabilities(false, true, true, false, true));
        assertEquals(0, hookChanges());
        assertEquals(0, restarts);
    }
}
