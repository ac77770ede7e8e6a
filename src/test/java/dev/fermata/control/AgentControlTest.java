package dev.fermata.control;

import dev.fermata.model.Scope;
import java.util.EnumSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Command;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.EchoFilter;
import dev.fermata.pause.PauseLedger;
import dev.fermata.platform.Injector;
import dev.fermata.play.BufferLimits;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.SystemClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentControlTest {
    private static final int THREADS = 8;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final SystemClock clock = new SystemClock();
    private final Bus bus = new Bus(new Bus.FailureHandler() {
        @Override
        public void subscriberFailed(Object subscriber, Object event, Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void nobodyListens(Object event) {
            failures.add(new AssertionError("dead: " + event));
        }
    });
    private final UnifiedScheduler scheduler =
            new UnifiedScheduler(clock, () -> { }, (id, failure) -> failures.add(failure));
    private final Dispatcher dispatcher =
            new Dispatcher(clock, bus, new NoDesktop(), new EchoFilter(), BufferLimits.DEFAULTS, () -> { }, () -> { });
    private final PauseLedger ledger = new PauseLedger(clock, bus, Recovery.MEND, () -> { });
    private final AgentControl control = new AgentControl(ledger, bus, clock);
    private final List<String> states = new ArrayList<>();

    private static final class NoDesktop implements Injector {
        @Override
        public void press(Key key) {
            throw new AssertionError("nothing to press");
        }

        @Override
        public void release(Key key) {
            throw new AssertionError("nothing to release");
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }
    }

    /** Hears everything; in the tests with one thread it writes the states down. */
    public final class Listener {
        @Subscribe
        public void on(Event event) {
            if (event instanceof Event.StateChanged changed) {
                synchronized (states) {
                    states.add(changed.from().id() + ">" + changed.to().id());
                }
            }
        }
    }

    AgentControlTest() {
        bus.register(control);
        bus.register(new SkillManager(clock, bus, ledger, scheduler, dispatcher, () -> { }));
        bus.register(new Listener());
    }

    @Test
    void goesRoundItsStates() {
        control.command(Command.State.TOGGLE);
        control.command(Command.State.MASTER);
        control.command(Command.State.TOGGLE);
        control.command(Command.State.TOGGLE);
        control.command(Command.State.TOGGLE);
        control.command(Command.State.PANIC);
        control.command(Command.State.PANIC);
        assertEquals(List.of("stopped>ready", "ready>running", "running>paused", "paused>running", "running>stopped"), states);
    }

    @Test
    void aPauseByVoiceIsOneOfThePlayersThatTheTogglePanicAndStartKeysEnd() {
        control.run("test");
        pauseByVoice();
        assertEquals(AgentState.PAUSED, control.state());
        control.command(Command.State.TOGGLE);
        assertEquals(List.of(), ledger.holds());
        pauseByVoice();
        control.command(Command.State.PANIC);
        assertEquals(List.of(), ledger.holds());
        control.command(Command.State.MASTER);
        pauseByVoice();
        control.command(Command.State.TOGGLE);
        assertEquals(AgentState.RUNNING, control.state());
        assertEquals(List.of(), ledger.holds());
    }

    @Test
    void noClientEndsAPauseByVoiceNorStartsWhatAVoiceHasStopped() {
        control.run("test");
        pauseByVoice();
        assertFalse(control.resumeClients("resume --all"));
        assertTrue(control.stopByVoice("voice"));
        assertEquals(List.of(Hold.VOICE), ledger.holds().stream().map(Hold::holder).toList());
        assertEquals(Optional.of("voice"), control.startByClient("client").stoppedByPlayer());
        assertEquals(AgentState.STOPPED, control.state());
    }

    @Test
    void aVoiceThatStopsEndsNoPauseByHand() {
        control.run("test");
        control.command(Command.State.TOGGLE);
        control.stopByVoice("voice");
        assertEquals(List.of(Hold.MANUAL), ledger.holds().stream().map(Hold::holder).toList());
    }

    private void pauseByVoice() {
        control.pause(Hold.VOICE, "said", EnumSet.allOf(Scope.class), OptionalLong.empty(), Optional.empty());
    }

    @Test
    void answersWhetherACommandChangedAnything() {
        assertTrue(control.arm("test"));
        assertFalse(control.arm("test"));
        assertTrue(control.run("test"));
        assertFalse(control.run("test"));
        assertTrue(control.pause("api:a", "test", EnumSet.of(Scope.PLAY), OptionalLong.empty(), Optional.empty()));
        assertFalse(control.pause("api:a", "test", EnumSet.of(Scope.PLAY), OptionalLong.empty(), Optional.empty()));
        assertTrue(control.resume("api:a", "test"));
        assertFalse(control.resume("api:a", "test"));
        assertTrue(control.stop("test"));
        assertFalse(control.stop("test"));
    }

    @Test
    void whatCoversSpeechAloneIsNotPausedAndOutlivesTheToggleKey() {
        control.run("test");
        control.pause("api:a", "test", EnumSet.of(Scope.SPEECH), OptionalLong.empty(), Optional.empty());
        assertEquals(AgentState.RUNNING, control.state());
        control.toggle("test");
        assertEquals(AgentState.PAUSED, control.state());
        control.toggle("test");
        assertEquals(AgentState.RUNNING, control.state());
        assertTrue(control.resume("api:a", "test"));
    }

    @Test
    void aPriorityHoldIsNotPaused() {
        control.run("test");
        ledger.add(new Hold(Hold.PRIORITY_KEYS, "test", 0, OptionalLong.empty(), List.of(Key.SPACE)), Optional.empty());
        assertEquals(AgentState.RUNNING, control.state());
    }

    @Test
    void whatThePlayerStoppedOnlyThePlayerStarts() {
        for (Command.State stop : List.of(Command.State.MASTER, Command.State.PANIC)) {
            control.run("test");
            control.command(stop);
            assertEquals(Optional.of(stop == Command.State.MASTER ? "master key" : "panic key"),
                    control.startByClient("test").stoppedByPlayer());
            assertEquals(AgentState.STOPPED, control.state());
            control.command(Command.State.MASTER);
            assertFalse(control.startByClient("test").changed());
            assertEquals(AgentState.READY, control.state());
            control.command(Command.State.TOGGLE);
            assertEquals(AgentState.RUNNING, control.state());
            control.stopKeepingHolds("test");
            assertTrue(control.startByClient("test").changed());
        }
    }

    @Test
    void thePlayersStopOfWhatAClientHasStoppedCounts() {
        control.run("test");
        control.stopKeepingHolds("test");
        control.command(Command.State.PANIC);
        assertTrue(control.startByClient("test").stoppedByPlayer().isPresent());
    }

    @Test
    void aClientsStopAndStartLeaveThePlayersPauseInForce() {
        control.run("test");
        control.command(Command.State.TOGGLE);
        control.stopKeepingHolds("test");
        assertEquals(AgentState.STOPPED, control.state());
        assertTrue(control.startByClient("test").changed());
        assertEquals(AgentState.PAUSED, control.state());
        assertTrue(scheduler.resume(), "the schedule stands still");
        control.command(Command.State.TOGGLE);
        assertEquals(AgentState.RUNNING, control.state());
    }

    @Test
    void thePlayersOwnStartEndsThePlayersPause() {
        control.run("test");
        control.command(Command.State.TOGGLE);
        control.stopKeepingHolds("test");
        control.command(Command.State.MASTER);
        control.command(Command.State.TOGGLE);
        assertEquals(AgentState.RUNNING, control.state());
        assertFalse(scheduler.resume(), "the schedule goes on");
    }

    @Test
    void aStopNeverEndsThePauseOfALaterStart() throws Exception {
        stopAgainstPauses(5_000);
    }

    @Test
    @Tag("proof")
    @Timeout(120)
    void aStopNeverEndsThePauseOfALaterStartFiftyThousandTimes() throws Exception {
        stopAgainstPauses(50_000);
    }

    /** A stop comes before, between or after the other's start and pause, and never ends the pause alone. */
    private void stopAgainstPauses(int rounds) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicBoolean over = new AtomicBoolean();
        Future<?> stops = other.submit(() -> {
            while (!over.get()) {
                control.stop("test");
            }
        });
        int lost = 0;
        int paused = 0;
        for (int i = 0; i < rounds; i++) {
            control.stop("test");
            control.run("test");
            control.toggle("test");
            AgentState state = control.state();
            lost += state == AgentState.RUNNING ? 1 : 0;
            paused += state == AgentState.PAUSED ? 1 : 0;
        }
        over.set(true);
        stops.get(20, TimeUnit.SECONDS);
        other.shutdown();
        assertEquals(0, lost, "pauses that were lost");
        assertTrue(paused > 0, "there were pauses");
        assertEquals(List.of(), List.copyOf(failures));
    }

    @RepeatedTest(5)
    void anEvenNumberOfTogglesFromEightThreadsLeavesItRunning() throws Exception {
        control.run("test");
        together(() -> {
            for (int i = 0; i < 1_000; i++) {
                control.toggle("test");
            }
        });
        assertEquals(AgentState.RUNNING, control.state());
        assertEquals(List.of(), ledger.holds());
        control.toggle("test");
        assertEquals(AgentState.PAUSED, control.state());
        assertTrue(scheduler.resume(), "the schedule stands still");
    }

    @RepeatedTest(20)
    void aToggleOvertakenByAStopLeavesNoPauseBehind() throws Exception {
        control.run("test");
        together(() -> {
            for (int i = 0; i < 50; i++) {
                control.toggle("test");
                control.stop("test");
                control.run("test");
            }
        });
        control.stop("test");
        assertEquals(List.of(), ledger.holds());
        control.run("test");
        assertEquals(AgentState.RUNNING, control.state());
        assertFalse(scheduler.resume(), "the schedule goes on");
    }

    @RepeatedTest(5)
    void eachClientsHoldIsItsOwnWhateverTheOthersDo() throws Exception {
        control.run("test");
        List<Throwable> wrong = new ArrayList<>();
        AtomicInteger names = new AtomicInteger();
        together(() -> {
            String holder = Hold.API_PREFIX + names.incrementAndGet();
            for (int i = 0; i < 500; i++) {
                if (!control.pause(holder, "test", EnumSet.of(Scope.PLAY), OptionalLong.empty(), Optional.empty())
                        || control.state() != AgentState.PAUSED
                        || !control.resume(holder, "test")) {
                    synchronized (wrong) {
                        wrong.add(new AssertionError(holder));
                    }
                }
            }
        });
        assertEquals(List.of(), wrong);
        assertEquals(AgentState.RUNNING, control.state());
    }

    private void together(Runnable each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            done.add(threads.submit(() -> {
                start.await();
                each.run();
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : done) {
            one.get(20, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertEquals(List.of(), List.copyOf(failures));
    }
}
