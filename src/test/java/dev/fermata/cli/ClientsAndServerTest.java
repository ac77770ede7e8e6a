package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import dev.fermata.control.AgentControl;
import dev.fermata.control.FakePlay;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseResult;
import dev.fermata.control.Status;
import dev.fermata.control.Studios;
import dev.fermata.control.http.PauseServer;
import dev.fermata.control.http.ServerSettings;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.WhyNot;
import dev.fermata.observe.Standing;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.user.SocketOwners;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client commands and the server they are made for understand each other. */
class ClientsAndServerTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir Path folder;
    private final Clock clock = new SystemClock();
    private final Controls controls = new Controls();
    private PauseServer server;
    private Map<String, String> variables;

    /** What the server is asked for, with an answer for each. */
    private final class Controls implements PauseControl {
        final List<String> calls = new CopyOnWriteArrayList<>();
        Submitted next = Submitted.QUEUED;

        private PauseResult result(String call, AgentState state, boolean held) {
            calls.add(call);
            Hold hold = new Hold("api:cli", "chat", clock.nanos(), OptionalLong.empty(), List.of());
            return new PauseResult(state, held ? List.of(hold) : List.of(), true, held, 1_000);
        }

        @Override
        public PauseResult pause(PauseRequest request) {
            return result("pause " + words(request), AgentState.PAUSED, true);
        }

        @Override
        public PauseResult resume(String client) {
            return result("resume " + client, AgentState.RUNNING, false);
        }

        @Override
        public PauseResult resumeAll() {
            return result("resume all", AgentState.RUNNING, false);
        }

        @Override
        public PauseResult toggle(PauseRequest request) {
            return result("toggle " + words(request), AgentState.PAUSED, true);
        }

        private String words(PauseRequest request) {
            return request.client() + " " + request.reason() + " "
                    + request.lease().map(Duration::toMillis).orElse(0L) + " "
                    + request.mode().map(Object::toString).orElse("-");
        }

        @Override
        public Submitted submit(String client, Action action, Lane lane) {
            calls.add("submit " + client + " " + lane.id());
            return next;
        }

        @Override
        public boolean stop(String reason) {
            calls.add("stop");
            return true;
        }

        @Override
        public AgentControl.Started start(String reason) {
            return new AgentControl.Started(false, Optional.empty());
        }
    }

    private Status status() {
        return new Status("0.1.0", 123456, "ARPG", clock.nanos(), Instant.EPOCH, AgentState.RUNNING, false, List.of(),
                Standing.of(AgentState.RUNNING, List.of(), false, false, false), Optional.empty(), Optional.empty(),
                List.of(new Status.SkillStatus("Bolt", true, false, clock.nanos() + 5_000_000_000L, 3, 1, 2,
                        OptionalLong.of(clock.nanos()), Optional.of(WhyNot.of(WhyNot.Reason.NOT_DUE)))),
                List.of(new Status.LaneStatus(Lane.HIGH, 1, 2, 3, 4, 5, 1_000, 2_000_000)),
                Map.of("pause", new Status.Latency(7, 42_000, 300_000, 1_250_000)),
                List.of(new Status.Alert("pause", "slow", clock.nanos())), List.of(new Status.PartStatus("input", 0)),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Status.Companions.NONE,
                Map.of("played", 9L));
    }

    private final FakePlay play = new FakePlay();

    @BeforeEach
    void start() throws IOException {
        server = new PauseServer(ServerSettings.loopback(0, 123456).withToken(TOKEN), controls, play, Studios.none(),
                Optional.empty(), Optional::empty, () -> SegmentLimits.DEFAULTS,
                () -> null, Optional::empty, Optional::empty, this::status, text -> { },
                SocketOwners.forManyQuestions(), clock,
                failure -> { });
        server.start();
        variables = Map.of("FERMATA_PORT", Integer.toString(server.address().getPort()), "FERMATA_TOKEN", TOKEN);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private String run(int code, Function<CommandEnvironment, Object> command, String... arguments) {
        StringWriter out = new StringWriter();
        Places places = new Places(folder, folder, folder, folder);
        int done = Main.commandLine(command.apply(new CommandEnvironment(places, variables, false)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(arguments);
        assertEquals(code, done, out::toString);
        return out.toString();
    }

    @Test
    void everyRequestIsUnderstood() throws IOException {
        assertTrue(run(0, PauseCommand::new, "--for", "30s", "--reason", "chat", "--graceful",
                "--session-id", "123456").startsWith("paused\nPAUSED, held by api:cli (chat) for 0."));
        assertTrue(run(0, PauseCommand::new).startsWith("paused\n"));
        assertEquals("resumed\nRUNNING\n", run(0, ResumeCommand::new, "--client", "deck"));
        assertEquals("resumed\nRUNNING\n", run(0, ResumeCommand::new, "--all"));
        assertTrue(run(0, ToggleCommand::new, "--client", "cli").startsWith("paused\n"));
        assertEquals("stopped, everything released\n", run(0, StopCommand::new));
        assertEquals("queued\n", run(0, SendCommand::new, "q,delay100,w", "--lane", "low"));
        Path take = Files.writeString(folder.resolve("combo.take"), "fermata take 1\n0 down q\n");
        assertEquals("queued\n", run(0, PlayCommand::new, take.toString(), "--speed", "2", "--lane", "low"));
        controls.next = PauseControl.Submitted.BUFFERED;
        assertEquals("buffered: played when the pause ends\n", run(0, SendCommand::new, "q"));

        assertEquals(List.of("pause cli chat 30000 GRACEFUL", "resume deck", "resume all", "stop", "submit cli low",
                "submit cli low"),
                controls.calls.stream().filter(call -> !call.startsWith("toggle") && !call.endsWith("-")
                        && !call.endsWith("normal")).toList());
    }

    @Test
    void whatIsPlayedIsChanged() {
        assertEquals("'Fire bolt' is off\n", run(0, SkillCommand::new, "Fire bolt", "off"));
        assertEquals("'Fire bolt' is on\n", run(0, SkillCommand::new, "Fire bolt", "toggle"));
        assertEquals("plays 'Druid'\n", run(0, UseCommand::new, "druid"));
        assertEquals("it was playing already\n", run(0, StartCommand::new));
        assertEquals("it ends\n", run(0, QuitCommand::new));
        assertEquals(List.of("off Fire bolt by api:cli", "toggle Fire bolt by api:cli", "use druid by api:cli",
                "quit by api:cli"), play.calls());

        assertEquals("fermata: the profile has no skill of this name; did you mean Fire bolt?; expected one of its"
                + " skills\n", run(1, SkillCommand::new, "fire bolt", "on"));
        assertEquals("fermata: this profile cannot be used; the one before goes on; expected a profile that 'fermata"
                + " check' passes, by the name that 'fermata profiles' lists\nbear: there is no profile of this name\n",
                run(1, UseCommand::new, "bear"));
        assertTrue(run(2, SkillCommand::new, "Fire bolt", "of").startsWith(
                "fermata: a skill is turned on, off or toggle, not 'of'"));
    }

    @Test
    void everyRefusalIsShown() {
        assertEquals("fermata: there is no session 7; the running one is 123456; expected sessionid 123456, "
                + "or left out\n", run(1, PauseCommand::new, "--session-id", "7"));
        assertTrue(run(1, SendCommand::new, "nokey").startsWith("fermata: "));
        assertTrue(run(1, PauseCommand::new, "--client", "a b").startsWith("fermata: "));
        controls.next = PauseControl.Submitted.FULL;
        assertTrue(run(1, SendCommand::new, "q").startsWith("fermata: the buffer of waiting actions is full"));
        controls.next = PauseControl.Submitted.NOT_RUNNING;
        assertTrue(run(1, SendCommand::new, "q").startsWith("fermata: the schedule is not running"));
        variables = Map.of("FERMATA_PORT", Integer.toString(server.address().getPort()));
        assertTrue(run(1, StatusCommand::new).startsWith("fermata: the token is missing or wrong"));
    }

    @Test
    void theWholeStatusIsShown() {
        String text = run(0, StatusCommand::new);

        assertTrue(text.startsWith("fermata 0.1.0 plays 'ARPG', session 123456, since "), text);
        List<String> lines = text.lines().map(line -> line.replaceAll(" +", " ")).toList();
        for (String expected : List.of("RUNNING", "high 1 2 3 4 5 0.001 / 2.0", "pause 7 0.042 0.300 1.3",
                "played 9")) {
            assertTrue(lines.contains(expected), expected + " in " + text);
        }
        assertTrue(lines.stream().anyMatch(line -> line.matches("Bolt (5\\.0|4\\.\\d) s 0\\.\\d s ago 2 1 waits for "
                + "its time")), text);
        assertTrue(text.contains("! pause: slow (for 0."), text);
    }

    @Test
    void eventsArriveAsTheyHappen() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        StringWriter out = new StringWriter();
        Places places = new Places(folder, folder, folder, folder);
        Thread reader = new Thread(() -> Main.commandLine(new EventsCommand(new CommandEnvironment(places, variables,
                false)))
                .setOut(new PrintWriter(out)).execute());
        reader.start();
        List<String> cause = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).until(() -> {
            cause.add("cause " + cause.size());
            server.events().accept(new Event.StateChanged(
                    clock.nanos(), AgentState.READY, AgentState.RUNNING, cause.get(cause.size() - 1)));
            lines.clear();
            out.toString().lines().forEach(lines::add);
            return lines.size() >= 3;
        });
        assertTrue(lines.get(0).startsWith("{\"t_ms\":") && lines.get(0).contains("\"event\":\"state\""),
                lines::toString);

        server.close();
        reader.join(10_000);
        assertFalse(reader.isAlive(), "ends with the agent");
    }
}
