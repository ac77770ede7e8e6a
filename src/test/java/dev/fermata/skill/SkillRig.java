package dev.fermata.skill;

import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.pause.PauseLedger;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.play.BufferLimits;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.HandClock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A manager of skills with all that plays them, stepped by hand. */
abstract class SkillRig {
    static final long MS = 1_000_000;
    static final String CHANNEL = "[[skill]]\nname = \"Channel\"\nkeys = \"c\"\nmode = \"hold\"\n";
    static final String BOLT = "[[skill]]\nname = \"Bolt\"\nkeys = \"r\"\nevery = \"100ms\"\n";
    static final String RING = "[rotation]\nsteps = [\"q\", \"w\", \"e\"]\nevery = \"100ms\"\n";

    final HandClock clock = new HandClock();
    final List<String> sent = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    int wakes;
    boolean refuses;
    final Bus bus = new Bus(new FailFast());
    final PauseLedger ledger = new PauseLedger(clock, bus, Recovery.MEND, () -> { });
    final UnifiedScheduler scheduler = new UnifiedScheduler(clock, () -> { }, (id, failure) -> {
        throw new AssertionError(id, failure);
    });
    final Dispatcher dispatcher = new Dispatcher(clock, bus, new Hands(), new EchoFilter(),
            BufferLimits.DEFAULTS, () -> { }, () -> { });
    final SkillManager manager =
            new SkillManager(clock, bus, ledger, scheduler, dispatcher, () -> wakes++);

    private final class Hands implements Injector {
        @Override
        public void press(Key key) {
            if (refuses) {
                throw new DesktopException("refused");
            }
            sent.add("+" + key);
        }

        @Override
        public void pressAgain(Key key) {
            sent.add("-+" + key);
        }

        @Override
        public void release(Key key) {
            sent.add("-" + key);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }

    SkillRig() {
        bus.register(manager);
        bus.register(new Object() {
            @Subscribe
            public void on(Event event) {
                events.add(event.name());
            }
        });
    }

    void load(String skills) {
        String head = "schema = 1\nname = \"test\"\n[priority]\nspecial = [\"space\"]\n";
        manager.load(ProfileReader.parse("test", head + skills).profile().orElseThrow());
    }

    /** As the agent starts: it tells of its new state afterwards. */
    void start() {
        ledger.start();
        bus.post(new Event.StateChanged(clock.nanos(), AgentState.STOPPED, AgentState.RUNNING, "test"));
    }

    /** Steps everything each millisecond up to then. */
    void play(long untilMillis) {
        for (long millis = clock.nanos() / MS; millis <= untilMillis; millis++) {
            long now = clock.atMillis(millis);
            scheduler.step(now);
            manager.step(now);
            dispatcher.step(now);
        }
    }

    static Hold manual() {
        return new Hold(Hold.MANUAL, "test", 0, OptionalLong.empty(), List.of());
    }
}
