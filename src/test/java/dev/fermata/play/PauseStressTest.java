package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Recovery;
import dev.fermata.model.ResumePolicy;
import dev.fermata.pause.PauseLedger;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.schedule.TaskSpec;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G1 under real threads: holds come and go millions of times against tasks that fire all the time,
 * and no skill's press begins between the return of a hold and the call that ends it.
 */
@Tag("proof")
class PauseStressTest {
    private static final int THREADS = 3;
    /** However long that takes; of all threads together, two million and a little more. */
    private static final long CYCLES = 700_000;
    private static final long PRESSES = 1_000;
    /** So long only a fault takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clock clock = new SystemClock();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    /** How many holds have returned and not been ended: written outside every lock of the core. */
    private final AtomicInteger holdsOn = new AtomicInteger();
    private final Witness witness = new Witness();

    /** Called under the outlet's lock, so a press that reads a hold here began after the hold returned. */
    private final class Witness implements Injector {
        final AtomicLong presses = new AtomicLong();
        final AtomicLong violations = new AtomicLong();
        final AtomicInteger down = new AtomicInteger();

        @Override
        public void press(Key key) {
            if (holdsOn.get() > 0) {
                violations.incrementAndGet();
            }
            presses.incrementAndGet();
            down.incrementAndGet();
        }

        @Override
        public void release(Key key) {
            down.decrementAndGet();
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }

    /** Takes what nobody else wants, so that no event is dead. */
    public static final class Listener {
        @Subscribe
        public void onEvent(Event event) {
            // Only counted by the core.
        }
    }

    @Test
    void noSkillPressesWhileAnybodyHolds() throws Exception {
        Bus bus = new Bus(new Bus.FailureHandler() {
            @Override
            public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
                failures.add(failure);
            }

            @Override
            public void nobodyListens(Object event) {
                failures.add(new AssertionError("dead: " + event));
            }
        });
        bus.register(new Listener());
        List<Worker> workers = new ArrayList<>();
        UnifiedScheduler scheduler = new UnifiedScheduler(clock, () -> workers.get(0).wake(),
                (id, failure) -> failures.add(failure));
        Dispatcher dispatcher = new Dispatcher(clock, bus, witness, new EchoFilter(), BufferLimits.DEFAULTS,
                () -> workers.get(1).wake(), () -> failures.add(new AssertionError("broken")));
        dispatcher.configure(new DispatchSettings(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 64, false));
        PauseLedger ledger = new PauseLedger(clock, bus, Recovery.MEND, () -> { });
        bus.register(new SkillManager(clock, bus, ledger, scheduler, dispatcher, () -> { }));
        workers.add(new Worker("scheduler", scheduler, clock, failures::add));
        workers.add(new Worker("dispatch", dispatcher, clock, failures::add));
        ledger.start();
        for (Lane lane : Lane.values()) {
            scheduler.add(new TaskSpec(lane.id(), Duration.ofNanos(20_000), Duration.ZERO,
                    ResumePolicy.REMAINING, false, () -> dispatcher.submit(
                    ActionRequest.skill(lane.id(), new Action.Tap(Key.values()[lane.ordinal()]), lane, false))));
        }
        workers.forEach(Worker::start);

        long cycles = hammer(ledger);

        ledger.stop("end");
        workers.forEach(worker -> assertTrue(worker.stop(Duration.ofSeconds(2)), "a worker hangs"));
        dispatcher.step(clock.nanos());
        System.out.printf("%,d hold cycles, %,d presses%n", cycles, witness.presses.get());
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(0, witness.violations.get(), "presses during a hold");
        assertEquals(0, witness.down.get(), "keys left down");
        assertTrue(witness.presses.get() >= PRESSES, "the tasks hardly ran: " + witness.presses.get());
        assertTrue(cycles >= THREADS * CYCLES, "only " + cycles + " cycles");
    }

    private long hammer(PauseLedger ledger) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long limit = clock.nanos() + PATIENCE.toNanos();
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String holder = Hold.API_PREFIX + i;
            int pauseEvery = 64 << i;
            counts.add(threads.submit(() -> {
                long cycles = 0;
                Hold hold = new Hold(holder, "stress", 0, OptionalLong.empty(), List.of());
                while (cycles < CYCLES || witness.presses.get() < PRESSES && clock.nanos() < limit) {
                    ledger.add(hold, Optional.empty());
                    holdsOn.incrementAndGet();
                    if (cycles % 16 == 0) {
                        // Long enough for a press that slipped through to be seen.
                        Thread.yield();
                    }
                    holdsOn.decrementAndGet();
                    ledger.end(each -> each.holder().equals(holder), "stress");
                    if (++cycles % pauseEvery == 0) {
                        // Leave the door open now and then, for as long as a few presses take.
                        clock.parkUntil(clock.nanos() + 20_000);
                    }
                }
                return cycles;
            }));
        }
        long cycles = 0;
        for (Future<Long> count : counts) {
            cycles += count.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        threads.shutdown();
        return cycles;
    }
}
