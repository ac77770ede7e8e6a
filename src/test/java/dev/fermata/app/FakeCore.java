package dev.fermata.app;

import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Recovery;
import dev.fermata.platform.EchoFilter;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.SystemClock;
import java.util.Set;

/** The core on a desktop in memory, for tests of what it publishes. */
public final class FakeCore {
    private FakeCore() {
    }

    /** One that plays nothing and that nobody steps. */
    public static Core idle() {
        Bus bus = new Bus(new FailFast());
        bus.register(new Object() {
            @Subscribe
            public void onEvent(Event event) {
                // nobody reads them
            }
        });
        return new Core(new SystemClock(), new FakeDesktop(true).asDesktop(), new EchoFilter(), BufferLimits.DEFAULTS,
                Recovery.MEND, Set.of(), ProfileReader.parse("idle", """
                        schema = 1
                        name = "idle"
                        [priority]
                        special = ["space"]
                        [[skill]]
                        name = "Bolt"
                        keys = "1"
                        every = "1h"
                        """).profile().orElseThrow(), bus, () -> { });
    }
}
