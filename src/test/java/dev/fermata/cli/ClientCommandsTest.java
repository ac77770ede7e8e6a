package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import dev.fermata.control.client.AgentFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that ask a running agent: what they ask, print and exit with. */
@Tag("long")
class ClientCommandsTest {
    private static final String HELD = """
            {"sessionid":123456,"action":"pause","state":"paused","held":true,"holds":[{"holder":"api:cli",\
            "reason":"chat","since":"2026-01-01T10:00:00Z","held_ms":4.2,"lease_left_ms":29995.8,"active_keys":[]}],\
            "changed":%s,"in_force":%s,"took_ms":0.1}
            """;
    private static final String FREE = """
            {"state":"running","held":false,"holds":[],"changed":%s,"in_force":false,"took_ms":0.1}
            """;
    private static final String HELD_BY_KEYS = """
            {"state":"running","held":true,"holds":[{"holder":"priority-keys","reason":"priority keys",\
            "since":"2026-01-01T10:00:00Z","held_ms":61500,"active_keys":["space","mouse_right"]}],\
            "changed":true,"in_force":true,"took_ms":0.1}
            """;

    @TempDir Path folder;
    private FakeAgent agent;
    private Places places;
    private final Map<String, String> variables = new HashMap<>();
    private boolean terminal;

    /** What a command did. */
    private record Done(int code, String out, String err) {
    }

    @BeforeEach
    void start() throws IOException {
        agent = new FakeAgent();
        places = new Places(folder, folder.resolve("config"), folder.resolve("state"), folder.resolve("run"));
        variables.put("FERMATA_PORT", Integer.toString(agent.port()));
    }

    @AfterEach
    void end() {
        agent.close();
    }

    private Done run(Function<CommandEnvironment, Object> command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(command.apply(new CommandEnvironment(places, variables, terminal)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Done(line.execute(arguments), out.toString(), err.toString());
    }

    private String onlyRequest() {
        assertEquals(1, agent.asked().size(), agent.asked()::toString);
        return agent.asked().get(0).toString();
    }

    @Test
    void pausesInItsOwnName() {
        agent.answer("/pause_control", 200, HELD.formatted(true, true));

        Done done = run(PauseCommand::new, "--for", "30s", "--reason", "chat");

        assertEquals(new Done(0, "paused\nPAUSED, held by api:cli (chat) for 0.0 s, ends in 30.0 s\n", ""), done);
        assertEquals("POST /pause_control {\"action\":\"pause\",\"client\":\"cli\",\"lease_ms\":30000,"
                + "\"reason\":\"chat\"}", onlyRequest());
        assertEquals("application/json", agent.asked().get(0).contentType());
        assertEquals("", agent.asked().get(0).token());
    }

    @Test
    void pausesGracefullyInAnotherNameInOneRunOnly() {
        agent.answer("/pause_control", 200, HELD.formatted(false, false));

        Done done = run(PauseCommand::new, "--graceful", "--client", "deck", "--session-id", "123456");

        assertEquals(0, done.code());
        assertTrue(done.out().startsWith("it was paused already; renewed\nPAUSED"), done.out());
        assertTrue(done.out().endsWith("a sequence is still being played; silence begins at its end\n"), done.out());
        assertEquals("POST /pause_control {\"sessionid\":123456,\"action\":\"pause\",\"client\":\"deck\","
                + "\"mode\":\"graceful\"}", onlyRequest());
    }

    @Test
    void pausesSpeech() {
        agent.answer("/pause_control", 200, """
                {"state":"running","held":true,"holds":[{"holder":"api:cli","reason":"","held_ms":4.2,\
                "scopes":["speech"],"active_keys":[]}],"changed":true,"in_force":true,"took_ms":0.1}
                """);

        assertEquals(new Done(0, "paused\nRUNNING, held by api:cli holds speech for 0.0 s\n", ""),
                run(PauseCommand::new, "--scope", "speech"));
        assertEquals("POST /pause_control {\"action\":\"pause\",\"client\":\"cli\","
                + "\"scope\":\"speech\"}", onlyRequest());
    }

    @Test
    void refusesAScopeThatIsNone() {
        Done done = run(PauseCommand::new, "--scope", "speach");

        assertEquals(2, done.code());
        assertTrue(done.err().startsWith("fermata: --scope is play, speech or both, not 'speach'; did you "
                + "mean speech?"), done.err());
        assertEquals(2, run(ToggleCommand::new, "--scope", "all").code());
        assertEquals(List.of(), agent.asked());
    }

    @Test
    void refusesADurationThatIsNone() {
        for (String wrong : List.of("soon", "0ms", "0.5ms", "-1s", "")) {
            Done done = run(PauseCommand::new, "--for", wrong);

            assertEquals(2, done.code());
            assertTrue(done.err().startsWith("fermata: --for is a duration such as 500ms, 30s or 5m, not '" + wrong
                    + "'"), done.err());
        }
        assertEquals(2, run(ToggleCommand::new, "--for", "soon").code());
        assertTrue(run(PauseCommand::new, "--for", "30").err().contains("not '30'; did you mean 30s or 30m?"));
        assertEquals(List.of(), agent.asked());
    }

    @Test
    void endsItsOwnPause() {
        agent.answer("/pause_control", 200, FREE.formatted(true)).answer("/pause_control", 200, FREE.formatted(false))
                .answer("/pause_control", 200, HELD_BY_KEYS);

        assertEquals(new Done(0, "resumed\nRUNNING\n", ""), run(ResumeCommand::new));
        assertEquals(new Done(0, "it was not paused by api:deck\nRUNNING\n", ""),
                run(ResumeCommand::new, "--client", "deck"));
        assertEquals(new Done(0, "resumed\nRUNNING, held by priority-keys (space+mouse_right) for 1 m 02 s\n", ""),
                run(ResumeCommand::new, "--all"));
        assertEquals(List.of("POST /pause_control {\"action\":\"resume\",\"client\":\"cli\"}",
                "POST /pause_control {\"action\":\"resume\",\"client\":\"deck\"}",
                "POST /pause_control {\"action\":\"resume\",\"client\":\"cli\",\"all\":true}"),
                agent.asked().stream().map(Object::toString).toList());
    }

    @Test
    void togglesAndSaysWhichWay() {
        agent.answer("/pause_control", 200, HELD.formatted(true, true))
                .answer("/pause_control", 200, FREE.formatted(true));

        assertTrue(run(ToggleCommand::new, "--for", "5m").out().startsWith("paused\n"));
        assertEquals("resumed\nRUNNING\n", run(ToggleCommand::new).out());
        assertEquals("POST /pause_control {\"action\":\"toggle\",\"client\":\"cli\",\"lease_ms\":300000}",
                agent.asked().get(0).toString());
    }

    @Test
    void stops() {
        agent.answer("/stop", 200, "{\"state\":\"stopped\",\"changed\":true}")
                .answer("/stop", 200, "{\"state\":\"stopped\",\"changed\":false}");

        assertEquals(new Done(0, "stopped, everything released\n", ""), run(StopCommand::new));
        assertEquals(new Done(0, "it was stopped already\n", ""), run(StopCommand::new));
        assertEquals("POST /stop {}", agent.asked().get(0).toString());
    }

    @Test
    void sendsKeys() {
        agent.answer("/actions", 202, "{\"submitted\":\"queued\"}")
                .answer("/actions", 202, "{\"submitted\":\"buffered\"}");

        assertEquals(new Done(0, "queued\n", ""), run(SendCommand::new, "q,delay100,w"));
        assertEquals(new Done(0, "buffered: played when the pause ends\n", ""),
                run(SendCommand::new, "1", "--lane", "emergency", "--client", "deck"));
        assertEquals(List.of("POST /actions {\"keys\":\"q,delay100,w\",\"client\":\"cli\"}",
                "POST /actions {\"keys\":\"1\",\"lane\":\"emergency\",\"client\":\"deck\"}"),
                agent.asked().stream().map(Object::toString).toList());
        Done wrong = run(SendCommand::new, "q", "--lane", "fast");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().startsWith("fermata: --lane is emergency, high, normal, low, not 'fast'"), wrong.err());
        assertEquals(2, run(SendCommand::new).code(), "keys are missing");
    }

    @Test
    void playsATake() throws IOException {
        Path file = Files.writeString(folder.resolve("combo.take"),
                "fermata take 1\n# by hand\n     0 down q\n 48211 up q # so\n");
        agent.answer("/actions", 202, "{\"submitted\":\"queued\"}")
                .answer("/actions", 202, "{\"submitted\":\"buffered\"}");

        assertEquals(new Done(0, "queued\n", ""), run(PlayCommand::new, file.toString()));
        assertEquals(new Done(0, "buffered: played when the pause ends\n", ""), run(PlayCommand::new, file.toString(),
                "--speed", "0.5", "--times", "3", "--from", "1.5ms", "--lane", "low", "--client", "deck"));
        String take = "POST /actions {\"take\":\"fermata take 1\\n0 down q\\n48211 up q\\n\",";
        assertEquals(List.of(take + "\"speed\":1.0,\"times\":1,\"from_ms\":0,\"client\":\"cli\"}",
                take + "\"speed\":0.5,\"times\":3,\"from_ms\":1,\"lane\":\"low\",\"client\":\"deck\"}"),
                agent.asked().stream().map(Object::toString).toList());
        for (List<String> wrong : List.of(List.of("--speed", "11"), List.of("--times", "0"), List.of("--from", "5"),
                List.of("--from", "1s"), List.of("--lane", "fast"))) {
            assertEquals(2, run(PlayCommand::new, file.toString(), wrong.get(0), wrong.get(1)).code(), wrong::toString);
        }
        assertEquals(2, run(PlayCommand::new).code(), "a take is missing");
    }

    @Test
    void showsWhatIsWrongWithATakeAndAsksNobody() throws IOException {
        Path file = Files.writeString(folder.resolve("combo.take"), "fermata take 1\n0 down spcae\n");

        assertEquals(new Done(3, "", "fermata: " + file + ":2:8: 'spcae' is not a key\n    2 | 0 down spcae\n"
                + "      |        ^^^^^\n      expected: a key name ('fermata keys' lists them); did you mean space?\n"),
                run(PlayCommand::new, file.toString()));
        assertEquals(List.of(), agent.asked());
    }

    @Test
    void showsTheServersWordsWhenItRefuses() {
        agent.answer("/actions", 429, "{\"error\":\"buffer_full\",\"message\":\"the buffer of waiting actions is "
                + "full\",\"expected\":\"fewer actions, or the end of the pause\",\"refused\":3}")
                .answer("/actions", 400, "{\"error\":\"no such key\"}")
                .answer("/actions", 400, "{\"error\":{\"message\":\"no such key\",\"expected\":\"a key\"}}")
                .answer("/actions", 502, "<html>")
                .answer("/actions", 200, "<html>");

        assertEquals(new Done(1, "", "fermata: the buffer of waiting actions is full; "
                + "expected fewer actions, or the end of the pause\n"), run(SendCommand::new, "q"));
        assertEquals("fermata: no such key\n", run(SendCommand::new, "q").err());
        assertEquals("fermata: no such key; expected a key\n", run(SendCommand::new, "q").err());
        String where = "fermata: what listens at 127.0.0.1:" + agent.port();
        assertEquals(where + " refused with HTTP status 502 and no reason; is it fermata?\n",
                run(SendCommand::new, "q").err());
        assertEquals(new Done(1, "", where + " is not fermata: its answer is not a JSON object\n"),
                run(SendCommand::new, "q"));
    }

    @Test
    void showsItsTokenAndSaysWhenOneIsMissing() {
        agent.answer("/stop", 401, "{\"error\":\"unauthorized\",\"message\":\"the token is missing or wrong\","
                + "\"expected\":\"Authorization: Bearer TOKEN\"}").answer("/stop", 200, "{\"changed\":true}");

        Done without = run(StopCommand::new);
        assertEquals(1, without.code());
        assertTrue(without.err().endsWith("; give the agent's token with --token or FERMATA_TOKEN\n"), without.err());
        variables.put("FERMATA_TOKEN", "0123456789abcdef");
        assertEquals(0, run(StopCommand::new).code());
        assertEquals("Bearer 0123456789abcdef", agent.asked().get(1).token());
    }

    @Test
    void saysOneVariantOfEachParagraph() throws IOException {
        Path file = Files.writeString(folder.resolve("talk.txt"), "# greeting\nHello {all|\neverybody}\n\nwelcome\n");
        agent.answer("/say", 200, "{\"id\":1,\"merged\":false}").answer("/say", 200, "{\"id\":2,\"merged\":true}");

        assertEquals(new Done(0, "queued as 1\nsaid once with what waits as 2\n", ""),
                run(SayCommand::new, "--template", file.toString()));
        assertTrue(agent.asked().get(0).body().matches("\\{\"text\":\"Hello (all|everybody)\",\"client\":\"cli\"}"));
        assertEquals("{\"text\":\"welcome\",\"client\":\"cli\"}", agent.asked().get(1).body());
    }

    @Test
    void saysNothingOfATemplateWithAMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("talk.txt"), "hello\n\nlife {low|empty\n");

        assertEquals(new Done(3, "", "fermata: " + file + ":3:6: this brace is not closed\n"
                + "    3 | life {low|empty\n      |      ^\n      expected: a } after its last alternative\n"),
                run(SayCommand::new, "--template", file.toString()));
        assertEquals(2, run(SayCommand::new, "--template", file.toString(), "hello").code());
        assertEquals(List.of(), agent.asked());
    }

    @Test
    void saysPlainlyThatNoneRuns() throws IOException {
        agent.close();

        for (Function<CommandEnvironment, Object> command
                : List.<Function<CommandEnvironment, Object>>of(StatusCommand::new,
                PauseCommand::new, ResumeCommand::new, ToggleCommand::new, StopCommand::new, EventsCommand::new)) {
            assertEquals(new Done(1, "", "fermata: no fermata is running here (tried 127.0.0.1:" + agent.port()
                    + "); start one with 'fermata run -p NAME'\n"), run(command));
        }
    }

    @Test
    void saysPlainlyThatSomethingElseListens() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> {
                try (var connection = other.accept()) {
                    connection.getOutputStream().write("SSH-2.0-whatever\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The test ends.
                }
            });
            answers.start();
            Done done = run(StatusCommand::new, "--port", Integer.toString(other.getLocalPort()));
            assertEquals(1, done.code());
            assertTrue(done.err().startsWith("fermata: what listens at 127.0.0.1:" + other.getLocalPort()
                    + " does not answer like fermata ("), done.err());
            answers.join();
        }
    }

    @Test
    void findsAnAgentThatWasStartedWithAnotherPort() throws IOException {
        variables.clear();
        agent.answer("/stop", 200, "{\"changed\":true}").answer("/stop", 200, "{\"changed\":true}");
        AgentFile file = new AgentFile(OptionalInt.of(agent.port()), "127.0.0.1", ProcessHandle.current().pid(), 7,
                Optional.empty());

        AgentFile.Published published = file.publish(places.runtime());

        assertEquals(0, run(StopCommand::new).code());
        variables.put("FERMATA_PORT", "1");
        assertEquals(0, run(StopCommand::new).code(), "a running agent is preferred to the settings");
        Done asked = run(StopCommand::new, "--port", "1");
        assertTrue(asked.err().contains("tried 127.0.0.1:1)"), "but not to what was asked for: " + asked.err());
        published.close();
        assertTrue(run(StopCommand::new).err().contains("tried 127.0.0.1:1)"));
    }

    @Test
    void saysThatTheAgentHasNoApiOrDoesNotAnswer() {
        long pid = ProcessHandle.current().pid();
        agent.close();
        new AgentFile(OptionalInt.empty(), "127.0.0.1", pid, 7, Optional.empty()).publish(places.runtime());
        assertEquals(new Done(1, "", "fermata: the fermata that is running (process " + pid
                + ") has no API: switched off (--no-api, enable_api), or its port was taken when it started; "
                + "start it anew with the API and, where the port is taken, another --port\n"),
                run(StatusCommand::new));
        new AgentFile(OptionalInt.of(agent.port()), "127.0.0.1", pid, 7, Optional.empty()).publish(places.runtime());
        assertEquals(new Done(1, "", "fermata: fermata is running (process " + pid
                + ") but does not answer at 127.0.0.1:" + agent.port() + "\n"), run(StatusCommand::new));
    }

    @Test
    void refusesWrongSettingsBeforeItAsks() {
        variables.put("FERMATA_PORT", "x");

        Done done = run(StatusCommand::new);

        assertEquals(3, done.code());
        assertTrue(done.err().startsWith("fermata: the settings cannot be used:\nFERMATA_PORT: "), done.err());
    }

    @Test
    void printsTheStatusForPeopleAndForPrograms() throws IOException {
        String json = Files.readString(Path.of("src/test/resources/status/busy.json"));
        agent.answer("/status", 200, json).answer("/status", 200, json);

        Done people = run(StatusCommand::new);
        Done programs = run(StatusCommand::new, "--json");

        assertTrue(people.out().startsWith("fermata 0.1.0 plays 'ARPG rotation'"), people.out());
        assertEquals(json.strip() + "\n", programs.out());
        assertEquals("GET /status", agent.asked().get(0).toString());
    }

    @Test
    void watchesUntilTheAgentEnds() {
        terminal = true;
        agent.answer("/status", 200, "{\"state\":\"running\"}").answer("/status", 200, "{\"state\":\"paused\"}");

        Done done = run(StatusCommand::new, "--watch");

        assertEquals(1, done.code());
        String second = done.out().substring(done.out().lastIndexOf("\033[H"));
        assertTrue(done.out().startsWith("\033[H\033[J"), "begins with an empty screen");
        assertTrue(done.out().contains("\nRUNNING\033[K\n"), done.out());
        assertTrue(second.contains("\nPAUSED\033[K\n") && second.endsWith("\033[J"), second);
        assertFalse(done.err().isEmpty(), "says why it ended");
    }

    @Test
    void watchesWithoutControlCharactersWhereNobodyLooks() {
        agent.answer("/status", 200, "{\"state\":\"running\"}").answer("/status", 200, "{\"state\":\"paused\"}");

        String out = run(StatusCommand::new, "--watch", "--json").out();

        assertEquals("{\"state\":\"running\"}\n{\"state\":\"paused\"}\n", out);
    }

    @Test
    void printsEventsAndGoesOnWhereItWasInterrupted() {
        agent.stream("retry: 1000\n: fermata\n\nid: 7\ndata: {\"event\":\"state\"}\n\n: still here\n\n"
                + "id: 8\ndata: {\"event\":\"hold_added\"}\n\nid: 9\ndata: {\"event\":\"broken off")
                .stream("id: 9\nevent: x\ndata: {\"event\":\"hold_removed\"}\n\n");

        Done done = run(EventsCommand::new);

        assertEquals(new Done(0, "{\"event\":\"state\"}\n{\"event\":\"hold_added\"}\n{\"event\":\"hold_removed\"}\n",
                ""), done);
        assertEquals(List.of("", "8", "9"),
                agent.asked().stream().map(FakeAgent.Asked::lastEventId).toList());
    }

    @Test
    void saysWhyThereAreNoEvents() {
        agent.answer("/events", 429, "{\"error\":\"too_many_streams\",\"message\":\"all event streams are taken\","
                + "\"expected\":\"at most 32 at a time\"}");

        assertEquals(new Done(1, "", "fermata: all event streams are taken; expected at most 32 at a time\n"),
                run(EventsCommand::new));
    }

    @Test
    void everyHelpTextFitsAndHasAnExample() {
        List<String> wide = new ArrayList<>();
        for (Object command : List.of(new StatusCommand(), new PauseCommand(), new ResumeCommand(),
                new ToggleCommand(), new StopCommand(), new StartCommand(), new UseCommand(), new SkillCommand(),
                new QuitCommand(), new SendCommand(), new EventsCommand(), new ConfigCommand(),
                new RunCommand())) {
            String help = Main.commandLine(command).setUsageHelpAutoWidth(false).getUsageMessage();
            assertTrue(help.contains("\nExample"), help);
            assertTrue(help.lines().skip(1).anyMatch(line -> line.startsWith("  fermata ")), help);
            help.lines().filter(line -> line.length() > 80).forEach(wide::add);
            // A footer line that is too long is broken: then one begins at the margin.
            String examples = help.substring(help.indexOf("\nExample") + 1);
            assertTrue(examples.lines().skip(1).allMatch(line -> line.startsWith("  ")), examples);
        }
        assertEquals(List.of(), wide);
    }
}
