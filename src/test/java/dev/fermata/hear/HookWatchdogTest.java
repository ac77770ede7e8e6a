package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.InputHook;
import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HookWatchdogTest {
    private static final long PERIOD = HookWatchdog.PERIOD.toNanos();

    private long now;
    private long sent;
    private long heard;
    private boolean active = true;
    private boolean refuses;
    private final List<String> told = new ArrayList<>();
    private final Bus bus = new Bus(new FailFast());

    private final class Ears implements InputHook {
        @Override
        public void start(Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void watch(Set<Key> keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long heard() {
            return heard;
        }

        @Override
        public void restart() {
            if (refuses) {
                throw new DesktopException("no hook to be had");
            }
            told.add("restart");
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }

    /** Writes down what is told. */
    public final class Listener {
        @Subscribe
        @AllowConcurrentEvents
        public void on(Event event) {
            told.add(event instanceof Event.HookChanged change ? change.alive() ? "alive" : "lost"
                    : ((Event.Failure) event).message());
        }
    }

    HookWatchdogTest() {
        bus.register(new Listener());
    }

    @Test
    void aHookThatHearsNothingOfWhatWasSentForTwoPeriodsIsRegisteredAgain() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        look(watchdog);
        sent = 3;
        look(watchdog);
        assertEquals(List.of(), told, "the echoes have a period's time");
        look(watchdog);
        assertEquals(List.of("lost", "restart", "from " + (now - PERIOD)), told);
    }

    @Test
    void nothingIsToldWhereNothingWasSent() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        for (int i = 0; i < 10; i++) {
            look(watchdog);
        }
        assertEquals(List.of(), told);
    }

    @Test
    void oneEventInTimeIsEnough() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        look(watchdog);
        sent = 3;
        look(watchdog);
        heard = 1;
        look(watchdog);
        look(watchdog);
        assertEquals(List.of(), told);
    }

    @Test
    void thatItHearsAgainIsToldWhenSomethingWasSentAndHeard() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        look(watchdog);
        sent = 1;
        look(watchdog);
        look(watchdog);
        told.clear();
        sent = 2;
        heard = 1;
        look(watchdog);
        look(watchdog);
        assertEquals(List.of("alive"), told);
    }

    @Test
    void whileItHearsNothingItIsToldOnceAndRegisteredEachTime() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        for (int i = 0; i < 5; i++) {
            sent++;
            look(watchdog);
        }
        assertEquals(1, told.stream().filter("lost"::equals).count());
        assertEquals(4, told.stream().filter("restart"::equals).count());
    }

    @Test
    void withoutRecoveryItIsOnlyToldOf() {
        HookWatchdog watchdog = watchdog(Recovery.REPORT);
        for (int i = 0; i < 5; i++) {
            sent++;
            look(watchdog);
        }
        assertEquals(List.of("lost"), told);
    }

    @Test
    void aRefusedRegistrationIsToldAndTriedAgain() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        refuses = true;
        sent = 1;
        look(watchdog);
        look(watchdog);
        assertEquals(List.of("lost", "no hook to be had"), told);
        refuses = false;
        sent = 2;
        look(watchdog);
        look(watchdog);
        assertEquals(List.of("restart", "from " + (now - PERIOD)), told.subList(2, 4));
    }

    @Test
    void looksOnceAPeriodAndOnlyWhileActive() {
        HookWatchdog watchdog = watchdog(Recovery.MEND);
        assertEquals(PERIOD, watchdog.step(0));
        assertEquals(PERIOD, watchdog.step(PERIOD - 1));
        assertEquals(2 * PERIOD, watchdog.step(PERIOD));
        active = false;
        assertEquals(Clock.NEVER, watchdog.step(2 * PERIOD));
    }

    private HookWatchdog watchdog(Recovery recovery) {
        return new HookWatchdog(new Ears(), () -> sent, () -> active, bus, recovery, from -> told.add("from " + from));
    }

    private void look(HookWatchdog watchdog) {
        watchdog.step(now);
        now += PERIOD;
    }
}
