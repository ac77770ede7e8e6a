package dev.fermata.app;

import dev.fermata.model.PauseScope;
import dev.fermata.model.Scope;
import java.util.EnumSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseService;
import dev.fermata.control.Status;
import dev.fermata.control.StatusSource;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.PauseMode;
import dev.fermata.model.Recovery;
import dev.fermata.observe.Alerts;
import dev.fermata.observe.EventRelay;
import dev.fermata.observe.MetricsText;
import dev.fermata.observe.OpenMetrics;
import dev.fermata.platform.EchoFilter;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is measured and found of a whole agent with its real threads, on a desktop made by hand. */
@Timeout(60)
@Tag("long")
class MonitoringTest {
    private static final String PROFILE = """
            schema = 1
            name = "monitoring"
            [priority]
            special = ["space"]
            [priority.managed.e]
            send = "0"
            pre_delay = "20ms"
            [[skill]]
            name = "Bolt \\"quoted\\""
            keys = "q"
            every = "60ms"
            """;

    private final Clock clock = new SystemClock();
    private final HandDesktop desktop = new HandDesktop();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Agent agent = new Agent(clock, desktop.asDesktop(), new EchoFilter(), profile(), Settings.DEFAULTS,
            () -> { });

    @AfterEach
    void stop() {
        desktop.goOn();
        agent.close();
    }

    @Test
    void whatThePlayerAndTheScheduleDoIsMeasured() {
        long begun = clock.nanos();
        start();
        await().until(() -> count("task_lateness") >= 3);
        for (int i = 1; i <= 5; i++) {
            desktop.player(Key.SPACE, true);
            await().until(() -> !agent.core().ledger().holds().isEmpty());
            desktop.player(Key.SPACE, false);
            await().until(() -> agent.core().ledger().holds().isEmpty());
        }
        desktop.player(Key.E, true);
        await().until(() -> count("managed_key") == 1);
        desktop.player(Key.E, false);
        await().until(() -> count("resume") == 6);
        assertEquals(6, count("pause"));
        Status.Latency pause = agent.monitoring().figures().get("pause");
        // Times of two clocks would differ by anything; those of one lie within what has passed on it.
        long passed = clock.nanos() - begun;
        assertTrue(pause.maxNanos() < passed, () -> pause + " within " + passed);
        Status.Latency managed = agent.monitoring().figures().get("managed_key");
        assertTrue(managed.maxNanos() < passed, () -> managed + " within " + passed);
    }

    @Test
    void statusAnswersAreTimedAndMemoryIsKnown() {
        start();
        agent.core().control().pause(Hold.API_PREFIX + "overlay", "by test", EnumSet.of(Scope.PLAY),
                OptionalLong.empty(), Optional.empty());
        StatusSource source = agent.monitoring().timed(new StatusBoard(agent.core(), agent.standing(), clock, "0.1.0",
                123_456, agent.monitoring()::figures, agent.monitoring()::alerts, agent::senses,
                Optional::empty, Optional::empty, Optional::empty, () -> Status.Companions.NONE, () -> 3));
        source.status();
        Status status = source.status();
        assertEquals(1, status.latencies().get("status").count());

        assertEquals(1, status.latencies().get("pause").count());
        MetricsText text = new MetricsText();
        agent.monitoring().writeTo(text);
        Map<String, Double> metrics = OpenMetrics.parse(text.finish());
        double memory = metrics.entrySet().stream().filter(each -> each.getKey().startsWith("fermata_memory_bytes"))
                .mapToDouble(Map.Entry::getValue).sum();
        assertTrue(memory > 100_000 && memory < 2_000_000, memory + " bytes");
    }

    @Test
    void clientsPausesAndResumesAreMeasuredOnce() {
        start();
        PauseControl control = agent.monitoring().timed(new PauseService(agent.core().control(),
                agent.core().ledger(), agent.core().dispatcher(), clock, PauseMode.IMMEDIATE, Duration.ofSeconds(1),
                new ChangeBudget(1_000, 1_000)));
        PauseControl.PauseRequest request =
                new PauseControl.PauseRequest("overlay", "test", Optional.empty(), Optional.empty(), PauseScope.PLAY);
        control.pause(request);
        control.pause(request);
        control.resume("overlay");
        control.resume("overlay");
        control.toggle(request);
        control.toggle(request);
        assertEquals(2, count("pause"));
        assertEquals(2, count("resume"));
    }

    @Test
    void aStalledDispatcherIsToldWithItsPlaceAndToldAgainWhenItGoesOn() {
        start();
        desktop.hang();
        await().atMost(Duration.ofSeconds(8)).until(() -> recovered().size() == 1);
        Event.Recovered stalled = recovered().get(0);
        assertEquals("dispatch", stalled.what());
        assertFalse(stalled.mended());
        assertTrue(stalled.detail().contains("HandDesktop.inject"), stalled.detail());
        assertEquals(List.of("dispatch"), behind());
        desktop.goOn();
        await().atMost(Duration.ofSeconds(5)).until(() -> recovered().size() == 2);
        assertTrue(recovered().get(1).mended());
    }

    @Test
    void offMeansThatNothingIsRecordedLookedAtOrTold() {
        Bus bus = new Bus(new FailFast());
        List<Event> told = new CopyOnWriteArrayList<>();
        bus.register(new Object() {
            @Subscribe
            public void onEvent(Event event) {
                told.add(event);
            }
        });
        Core core = new Core(clock, desktop.asDesktop(), new EchoFilter(), BufferLimits.DEFAULTS, Recovery.MEND, Set.of(),
                profile(), bus, () -> { });
        try (EventRelay relay = new EventRelay(clock, failure -> { })) {
            Monitoring off = new Monitoring(false, new Alerts.Thresholds(Duration.ZERO, Duration.ZERO, Duration.ZERO,
                    0, 0), clock, bus, core, relay);
            relay.start();
            core.control().run("test");
            core.heard(Key.SPACE, true);
            core.heard(Key.SPACE, false);
            long now = clock.nanos();
            core.parts().forEach(part -> part.step(now));
            core.parts().forEach(part -> part.step(now + Duration.ofSeconds(1).toNanos()));
            assertEquals(Map.of(), off.figures());
            assertEquals(List.of(), off.alerts());
            assertEquals(0, off.latencies().estimatedBytes());
            assertTrue(told.stream().anyMatch(Event.HoldRemoved.class::isInstance));
            assertTrue(told.stream().noneMatch(Event.AlertRaised.class::isInstance));
        }
    }

    private void start() {
        agent.listen(events::add);
        agent.start();
        agent.core().control().run("test");
    }

    /** The parts of which the status says that they are late by a good deal. */
    private List<String> behind() {
        return new StatusBoard(agent.core(), agent.standing(), clock, "0.1.0", 123_456, Map::of, List::of,
                Optional::empty, Optional::empty, Optional::empty, Optional::empty,
                () -> Status.Companions.NONE, () -> 3)
                .status().parts().stream()
                .filter(part -> part.overdueNanos() > Duration.ofMillis(500).toNanos())
                .map(Status.PartStatus::name).toList();
    }

    private long count(String measure) {
        return agent.monitoring().figures().get(measure).count();
    }

    private List<Event.Recovered> recovered() {
        return events.stream().filter(Event.Recovered.class::isInstance).map(Event.Recovered.class::cast).toList();
    }

    private static Profile profile() {
        return ProfileReader.parse("monitoring", PROFILE).profile().orElseThrow();
    }
}
