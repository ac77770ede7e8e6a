package dev.fermata.app;

import dev.fermata.model.PauseScope;
import dev.fermata.model.Scope;
import java.util.EnumSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.PauseControl.PauseRequest;
import dev.fermata.control.PauseResult;
import dev.fermata.control.PauseService;
import dev.fermata.control.TooMuchException;
import dev.fermata.control.TooMuchException.What;
import dev.fermata.model.AgentState;
import dev.fermata.model.PauseMode;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.Clock;
import dev.fermata.time.HandClock;
import dev.fermata.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients may not have more of; and that none of it ever keeps them from pausing. */
class ClientLimitsTest {
    private static final int MOST_HOLDS = 64;
    private static final int MOST_WAITING = 12;
    private static final Profile PROFILE = ProfileReader.parse("limits", """
            schema = 1
            name = "limits"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Long"
            keys = "q,delay3000,w"
            every = "20s"
            at_start = true
            """).profile().orElseThrow();

    private final FakeDesktop desktop = new FakeDesktop(true);
    private final Agent agent = new Agent(new SystemClock(), desktop.asDesktop(), new EchoFilter(), PROFILE,
            Settings.DEFAULTS, () -> { });

    @AfterEach
    void stop() {
        agent.stop();
    }

    private PauseService service() {
        return service(agent.clock(), new ChangeBudget(1_000, 1_000));
    }

    private PauseService service(Clock clock, ChangeBudget changes) {
        Core core = agent.core();
        return new PauseService(core.control(), core.ledger(), core.dispatcher(), clock,
                PauseMode.IMMEDIATE, Duration.ofSeconds(1), changes);
    }

    /** So many, and no more: its clock stands still. */
    private PauseService withChanges(int count) {
        return service(new HandClock(), new ChangeBudget(count, 1));
    }

    private static PauseRequest pause(String client) {
        return new PauseRequest(client, "test", Optional.empty(), Optional.empty(), PauseScope.PLAY);
    }

    private static void refused(What what, Runnable call) {
        assertEquals(what, assertThrows(TooMuchException.class, call::run).what());
    }

    private AgentState state() {
        return agent.core().control().state();
    }

    @Test
    void clientsHaveSoManyPausesAtATimeAndNoMore() {
        PauseService service = service();
        agent.core().control().run("test");
        for (int i = 0; i < MOST_HOLDS; i++) {
            service.pause(pause("c" + i));
        }
        refused(What.HOLDS, () -> service.pause(pause("more")));
        refused(What.HOLDS, () -> service.toggle(pause("more")));
        assertEquals(MOST_HOLDS, agent.core().ledger().holds().size());
        assertFalse(service.pause(pause("c5")).changed(), "one's own may be renewed");
        agent.core().control().pause("manual", "the player", EnumSet.of(Scope.PLAY), OptionalLong.empty(),
                Optional.empty());
        assertEquals(MOST_HOLDS + 1, agent.core().ledger().holds().size(), "the player is no client");
        service.resume("c5");
        assertTrue(service.pause(pause("more")).changed());
    }

    @Test
    void clientsEndPausesSoOftenAndNoMoreButPauseAlways() {
        PauseService service = withChanges(3);
        agent.core().control().run("test");
        service.toggle(pause("a"));
        service.toggle(pause("a"));
        assertEquals(AgentState.RUNNING, state());
        assertTrue(service.toggle(pause("a")).changed(), "a toggle that pauses");
        refused(What.CHANGES, () -> service.toggle(pause("a")));
        refused(What.CHANGES, () -> service.resume("a"));
        refused(What.CHANGES, service::resumeAll);
        assertEquals(AgentState.PAUSED, state());
        assertTrue(service.pause(pause("b")).changed());
        assertFalse(service.resume("nobody").changed(), "what changes nothing is not counted");
        assertTrue(service.stop("test"));
        refused(What.CHANGES, () -> service.start("test"));
        assertEquals(AgentState.STOPPED, state());
    }

    @Test
    void pausesThatEndAtOnceByThemselvesAreCountedToo() {
        PauseService service = withChanges(1);
        agent.core().control().run("test");
        PauseRequest brief = new PauseRequest("brief", "", Optional.of(Duration.ofMillis(1)), Optional.empty(),
                PauseScope.PLAY);
        service.pause(brief);
        agent.core().control().resume(brief.holder(), "its lease ended");
        refused(What.CHANGES, () -> service.pause(brief));
        assertTrue(service.pause(new PauseRequest("long", "", Optional.of(Duration.ofSeconds(1)), Optional.empty(),
                PauseScope.PLAY))
                .changed());
    }

    @Test
    @Tag("long")
    void onlySoManyGracefulPausesWait() throws Exception {
        PauseService service = service();
        agent.start();
        agent.core().control().run("test");
        await().until(() -> desktop.sent().contains("d:q"));
        ExecutorService pool = Executors.newFixedThreadPool(MOST_WAITING);
        try {
            List<Future<PauseResult>> waiting = new ArrayList<>();
            for (int i = 0; i < MOST_WAITING; i++) {
                String client = "g" + i;
                waiting.add(pool.submit(() -> service.pause(graceful(client))));
            }
            await().until(() -> agent.core().ledger().holds().size() == MOST_WAITING);
            await().untilAsserted(() -> {
                assertFalse(service.pause(graceful("one more")).inForce(), "answered while the sequence is played");
                assertTrue(waiting.stream().noneMatch(Future::isDone));
            });
            for (Future<PauseResult> each : waiting) {
                assertTrue(each.get().inForce());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aGracefulPauseOfWhomeverMustNotWaitIsAnsweredWhileTheSequenceIsPlayed() {
        PauseService service = service();
        agent.start();
        agent.core().control().run("test");
        await().until(() -> desktop.sent().contains("d:q"));
        assertFalse(service.pause(graceful("hurried").withoutWaiting()).inForce());
        assertFalse(service.toggle(graceful("another").withoutWaiting()).inForce());
    }

    private static PauseRequest graceful(String client) {
        return new PauseRequest(client, "", Optional.empty(), Optional.of(PauseMode.GRACEFUL), PauseScope.PLAY);
    }
}
