package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.app.Core;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.Capabilities;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.InputHook;
import dev.fermata.platform.Suppressor;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent's core on a relay with devices that are played, on virtual time: what comes out of the virtual device. */
class PlayedAgentTest {
    private static final String PROFILE = """
            schema = 1
            name = "Test"
            [priority]
            pre_delay = "50ms"
            special = ["space"]
            [priority.managed.q]
            [[skill]]
            name = "Bolt"
            keys = "1"
            every = "100ms"
            """;

    private final HandClock clock = new HandClock();
    private final RelayBench bench = new RelayBench();
    private final List<Event> events = new ArrayList<>();
    private final Core core;
    private Suppressor.KeptListener kept = key -> { };

    PlayedAgentTest() {
        Bus bus = new Bus(new FailFast());
        bus.register(new Object() {
            @Subscribe
            @AllowConcurrentEvents
            public void onEvent(Event event) {
                events.add(event);
            }
        });
        Ports ports = new Ports();
        core = new Core(clock, new Desktop("evdev", new Capabilities(false, true, true, false, false), ports, ports,
                bench.players, ports, () -> { }, Optional.empty()), new EchoFilter(), BufferLimits.DEFAULTS,
                Recovery.MEND, Set.of(), ProfileReader.parse("test", PROFILE).profile().orElseThrow(), bus, () -> { });
        clock.pass(Duration.ofNanos(bench.now));
        bench.plug("board", Kind.KEYBOARD);
        bench.listener = new Relay.Listener() {
            @Override
            public void heard(Key key, boolean down) {
                core.heard(key, down);
            }

            @Override
            public void kept(Key key) {
                kept.onKept(key);
            }

            @Override
            public void panicked() {
                throw new AssertionError("nobody panics");
            }

            @Override
            public void told(String what) {
                throw new AssertionError(what);
            }
        };
        core.control().run("test");
        pass(300);
        assertTrue(bench.devices.get(0).ours);
        bench.virtual.take();
    }

    /** What the core needs of the platform, as EvdevHook and its kin do it. */
    private final class Ports implements InputHook, Injector, Suppressor {
        @Override
        public void start(InputHook.Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void watch(Set<Key> keys) {
            // the core asks only for what it wants
        }

        @Override
        public long heard() {
            return bench.relay.heard();
        }

        @Override
        public void restart() {
            throw new AssertionError("it is never lost");
        }

        @Override
        public void press(Key key) {
            bench.merged.press(Codes.code(key));
        }

        @Override
        public void release(Key key) {
            bench.merged.release(Codes.code(key));
        }

        @Override
        public void pressAgain(Key key) {
            press(key);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        @Override
        public void listen(KeptListener listener) {
            kept = listener;
        }

        @Override
        public Set<Key> suppress(Map<Key, Key> sentAs) {
            bench.relay.keep(bench.relay.keeping().withManaged(sentAs.keySet()));
            return sentAs.keySet();
        }

        @Override
        public boolean canSuppress(Key key) {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            clock.pass(Duration.ofMillis(1));
            bench.now = clock.nanos();
            bench.step();
            core.parts().forEach(part -> part.step(clock.nanos()));
        }
    }

    private void key(Key key, boolean down) {
        bench.key(key, down);
    }

    private long presses(String code) {
        return bench.virtual.got.stream().filter(each -> each.equals("+" + code)).count();
    }

    private long holds() {
        return events.stream().filter(each -> each instanceof Event.HoldAdded hold
                && hold.hold().holder().equals(Hold.PRIORITY_KEYS)).count();
    }

    @Test
    void aManagedKeyIsSentOnceAfterItsDelay() {
        key(Key.Q, true);
        pass(49);
        assertEquals(0, presses("16"));
        pass(2);
        assertEquals(1, presses("16"));
        pass(100);
        assertEquals(0, bench.virtual.got.stream().filter(each -> each.equals("-16")).count());
        key(Key.Q, false);
        pass(100);
        assertEquals(1, bench.virtual.got.stream().filter(each -> each.equals("-16")).count());
        assertEquals(1, presses("16"));
    }

    @Test
    void managedKeysThatAreStruckFasterThanTheirDelayAreSentEachOnce() {
        for (int i = 0; i < 20; i++) {
            key(Key.Q, true);
            pass(10);
            key(Key.Q, false);
            pass(14);
        }
        pass(3_000);
        assertEquals(20, presses("16"));
        assertTrue(bench.virtual.down.isEmpty());
    }

    @Test
    void everyPressOfTheManagedKeyIsSentOnceHoweverItIsPlayed() {
        strike(7, 40);
    }

    @Tag("proof")
    @Test
    void everyPressOfTheManagedKeyIsSentOnceInLongGames() {
        strike(11, 20_000);
    }

    private void strike(long seed, int times) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            boolean other = random.nextInt(3) == 0;
            key(other ? Key.SPACE : Key.Q, true);
            pass(random.nextInt(random.nextInt(8) == 0 ? 400 : 40));
            key(Key.A, i % 2 == 0);
            key(other ? Key.SPACE : Key.Q, false);
            pass(random.nextInt(random.nextInt(8) == 0 ? 400 : 40));
            if (i % 50 == 49) {
                pass(6_000);
            }
        }
        pass(6_000);
        assertEquals(bench.relay.kept(), presses("16"));
        assertTrue(holds() > 0);
        key(Key.A, false);
        key(Key.SPACE, true);
        pass(100);
        bench.virtual.take();
        pass(1_000);
        assertEquals(0, presses("2"), "silence");
    }
}
