package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent with its real threads on a desktop that fails: what it reports and how it goes on. */
class AgentFaultsTest {
    private static final String PROFILE = """
            schema = 1
            name = "Test"
            [priority]
            special = ["space"]
            pre_delay = "20ms"
            %s
            [priority.managed.e]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "30ms"
            [dispatch]
            key_press = "5ms"
            min_gap = "5ms"
            """;

    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private Agent agent;

    private Agent start(FakeDesktop desktop, String more) throws IOException {
        Path file = Files.writeString(folder.resolve("test.toml"), PROFILE.formatted(more));
        Profile profile = ProfileReader.read(file).profile().orElseThrow();
        agent = new Agent(new SystemClock(), desktop.asDesktop(), new EchoFilter(), profile, Settings.DEFAULTS, broken::incrementAndGet);
        return agent;
    }

    private void run() {
        agent.listen(events::add);
        agent.start();
        agent.core().control().arm("test");
        agent.core().control().run("test");
    }

    @AfterEach
    void stop() {
        if (agent != null) {
            agent.close();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10)).until(condition::getAsBoolean);
    }

    private List<Event.Failure> failures() {
        return events.stream().filter(Event.Failure.class::isInstance).map(Event.Failure.class::cast).toList();
    }

    @Test
    void listenersHearOfTheFirstProfile() throws IOException {
        start(new FakeDesktop(true), "");
        run();
        await("events", () -> events.size() >= 3);
        assertTrue(events.get(0) instanceof Event.ProfileLoaded, events::toString);
    }

    static Stream<Consumer<Event>> badListeners() {
        return Stream.of(event -> {
            if (event instanceof Event.StateChanged) {
                throw new IllegalStateException("a listener's defect");
            }
        }, event -> {
            if (event instanceof Event.StateChanged) {
                throw new StackOverflowError("a listener's endless recursion");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("badListeners")
    void aThrowingListenerKeepsNeitherTheOthersNorTheAgentFromWorking(Consumer<Event> bad) throws IOException {
        FakeDesktop desktop = new FakeDesktop(true);
        start(desktop, "");
        agent.listen(bad);
        run();
        await("skills play", () -> desktop.sent().size() >= 6);
        await("others are told", () -> events.stream().filter(Event.ActionPlayed.class::isInstance).count() >= 3);
    }

    static Stream<RuntimeException> refusals() {
        return Stream.of(new DesktopException("refused"), new IllegalStateException("an injector's defect"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusedInjectionsAreToldAndTheAgentGoesOn(RuntimeException refusal) throws IOException {
        FakeDesktop desktop = new FakeDesktop(true);
        start(desktop, "");
        run();
        await("plays", () -> desktop.sent().size() >= 2);
        desktop.fail(3, () -> refusal);
        await("told", () -> !failures().isEmpty());
        int before = desktop.sent().size();
        await("plays again", () -> desktop.sent().size() >= before + 6);
        assertTrue(failures().get(0).message().contains(refusal.getMessage()), () -> failures().toString());
        assertEquals(0, broken.get());
        assertEquals(AgentState.RUNNING, agent.core().control().state());
    }

    @Test
    void tenRefusalsInARowStopTheAgentOnce() throws IOException {
        FakeDesktop desktop = new FakeDesktop(true);
        start(desktop, "");
        run();
        await("plays", () -> desktop.sent().size() >= 2);
        desktop.fail(Long.MAX_VALUE, () -> new DesktopException("refused"));
        await("broken", () -> broken.get() == 1);
        await("stopped", () -> agent.core().control().state() == AgentState.STOPPED);
        agent.close();
        assertEquals(1, broken.get());
    }

    @Test
    void whatIsDownIsReleasedWhenTheDesktopTakesKeysAgainBeforeTheEnd() throws IOException {
        FakeDesktop desktop = new FakeDesktop(true);
        start(desktop, "");
        run();
        // A press arrives, its releases do not.
        await("pressed", () -> !desktop.sent().isEmpty()
                && desktop.sent().get(desktop.sent().size() - 1).equals("d:q"));
        desktop.fail(12, () -> new DesktopException("refused"));
        await("broken", () -> broken.get() == 1);
        agent.close();
        List<String> sent = desktop.sent();
        assertEquals("u:q", sent.get(sent.size() - 1), sent::toString);
    }

    @Test
    void aManagedKeyThatCannotBeSuppressedIsTreatedAsSpecialAndToldOnce() throws IOException {
        FakeDesktop desktop = new FakeDesktop(false);
        start(desktop, "");
        run();
        await("told", () -> !failures().isEmpty());
        for (int i = 0; i < 3; i++) {
            agent.core().control().stop("test");
            agent.core().control().arm("test");
            agent.core().control().run("test");
        }
        desktop.play(Key.E, true);
        await("held", () -> agent.core().ledger().holds().size() == 1);
        desktop.play(Key.E, false);
        await("free", () -> agent.core().ledger().holds().isEmpty());
        await("plays again", () -> count(Event.ActionPlayed.class) >= 2);
        assertFalse(desktop.sent().contains("d:e"), () -> desktop.sent().toString());
        assertEquals(1, failures().size(), () -> failures().toString());
        assertTrue(failures().get(0).message().contains("treated as special"), () -> failures().toString());
    }

    @Test
    void aManagedKeyThatCannotBeSuppressedIsSentAnywayWhenTheProfileSaysSo() throws IOException {
        FakeDesktop desktop = new FakeDesktop(false);
        start(desktop, "unsuppressed = \"send\"");
        run();
        await("told", () -> !failures().isEmpty());
        assertTrue(failures().get(0).message().contains("your press and ours"), () -> failures().toString());
        desktop.play(Key.E, true);
        await("sent", () -> desktop.sent().contains("d:e"));
        desktop.play(Key.E, false);
        await("let go", () -> desktop.sent().contains("u:e"));
        await("free", () -> agent.core().ledger().holds().isEmpty());
    }

    @Test
    void managedKeysAreSpecialAndThePlayerIsToldWhenSuppressionEnds() throws IOException {
        FakeDesktop desktop = new FakeDesktop(true);
        start(desktop, "");
        run();
        await("plays", () -> count(Event.ActionPlayed.class) >= 1);
        desktop.loseSuppression();
        await("told", () -> !failures().isEmpty());
        assertEquals("[e] cannot be kept from the game here (the fake suppressor has ended); treated as special",
                failures().get(0).message());
        agent.core().control().stop("test");
        agent.core().control().run("test");
        desktop.play(Key.E, true);
        await("held", () -> agent.core().ledger().holds().size() == 1);
        desktop.play(Key.E, false);
        await("free", () -> agent.core().ledger().holds().isEmpty());
        long played = count(Event.ActionPlayed.class);
        await("plays again", () -> count(Event.ActionPlayed.class) > played);
        assertFalse(desktop.sent().contains("d:e"), () -> desktop.sent().toString());
        assertEquals(1, failures().size(), () -> failures().toString());
    }

    private long count(Class<? extends Event> kind) {
        return events.stream().filter(kind::isInstance).count();
    }
}
