package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import dev.fermata.speak.engine.FakeSovits;
import dev.fermata.speak.engine.FakeSovits.Fault;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running agent, and the commands, with a voice of a server that does what it should not. */
@Tag("long")
@Tag("proof")
@Timeout(180)
class ServedVoicesTest {
    private static final List<Fault> FAULTS = List.of(Fault.REFUSES, Fault.FAILS, Fault.SECOND_OF_ZEROS, Fault.EMPTY,
            Fault.CUT_OFF, Fault.RESET, Fault.NOISE, Fault.FIVE_MINUTES, Fault.STALLS);

    @TempDir Path folder;
    private FakeSovits server;
    private Process agent;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "needs espeak-ng");
        server = new FakeSovits(SystemVoice.espeak(new SystemClock(), "").make("the voice of a server"));
        Files.createDirectories(folder.resolve("fermata"));
        Files.writeString(folder.resolve("fermata/settings.toml"), "[speech]\nengine = \"gpt-sovits\"\ncache = false\n");
        Files.writeString(folder.resolve("fermata/voices.toml"), """
                [ladder]
                attempts = 2
                [[voice]]
                name = "alice"
                engine = "gpt-sovits"
                address = "%s"
                ref_audio_path = "a.wav"
                prompt_lang = "en"
                first_byte = "1s"
                total = "1s"
                """.formatted(server.address()));
    }

    @AfterEach
    void stop() throws IOException {
        if (agent != null) {
            agent.destroyForcibly();
        }
        if (server != null) {
            server.close();
        }
    }

    private Process fermata(Path out, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xlog:class+load:file=" + folder.resolve("classes") + ":uptime:filecount=0",
                "-cp", System.getProperty("java.class.path"), "dev.fermata.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        for (String place : new String[] {"XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
            "HOME"}) {
            builder.environment().put(place, folder.toString());
        }
        return builder.start();
    }

    private String told(String... arguments) throws Exception {
        Path out = folder.resolve("out");
        assertTrue(fermata(out, arguments).waitFor(60, TimeUnit.SECONDS));
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private AgentClient speaking() throws IOException {
        agent = fermata(folder.resolve("agent"), "speak", "--port", "0");
        soon().until(() -> AgentFile.find(folder.resolve("fermata")).isPresent());
        AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
        return new AgentClient(new Endpoint(file.host(), file.port().orElseThrow(), Optional.empty(),
                OptionalLong.of(file.pid()), file.runToken()), Duration.ofSeconds(10));
    }

    private static Node figures(AgentClient client, String voice) {
        return client.get("/speech").json().get("voices").list().stream()
                .filter(each -> each.get("name").text().equals(voice)).findFirst().orElseThrow();
    }

    private static void awaitDone(AgentClient client, int count) {
        soon().until(() -> client.get("/speech").json().get("counts").get("done").whole().orElse(0) == count);
    }

    /** Whatever the server does, what is said is heard: by the server if it can, else by the system's voice. */
    @Test
    void everythingIsSpokenWhateverTheServerDoes() throws Exception {
        AgentClient client = speaking();
        client.post("/say", Map.of("text", "this is well"));
        awaitDone(client, 1);
        assertEquals(1, figures(client, "alice").get("made").whole().orElseThrow());
        int done = 1;
        for (Fault fault : FAULTS) {
            server.next(fault, fault);
            client.post("/say", Map.of("text", "this is " + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
            awaitDone(client, ++done);
        }
        assertEquals(0, client.get("/speech").json().get("counts").get("failed").whole().orElse(0));
        Node alice = figures(client, "alice");
        Node system = figures(client, "espeak-ng");
        assertEquals(FAULTS.size(), system.get("made").whole().orElseThrow(), alice + " " + system);
        server.close();
        client.post("/say", Map.of("text", "now it is gone"));
        awaitDone(client, done + 1);
        soon().until(() -> Files.readString(folder.resolve("agent")).contains("do not answer, and others speak"));
    }

    @Test
    void thePlayersCommandsTellOfTheVoices() throws Exception {
        assertTrue(told("voices").contains("alice  gpt-sovits " + server.address()), told("voices"));
        String test = told("voices", "--test", "alice");
        assertTrue(test.contains(server.address() + " (alice): GPT-SoVITS answers"), test);
        assertTrue(test.contains("alice made "), test);
        assertEquals("ok      " + folder.resolve("fermata/voices.toml") + "\n",
                told("check", folder.resolve("fermata/voices.toml").toString()));
        server.close();
        String gone = told("voices", "--test");
        assertTrue(gone.contains(" (alice): cannot be used: no connection to "), gone);
        assertTrue(gone.contains("espeak-ng made "), gone);
    }

    /** Who speaks by the system's voice loads nothing of what asks servers. */
    @Test
    void theSystemsVoiceNeedsNothingOfServers() throws Exception {
        Files.delete(folder.resolve("fermata/settings.toml"));
        AgentClient client = speaking();
        client.post("/say", Map.of("text", "this is well"));
        awaitDone(client, 1);
        try (Stream<String> lines = Files.lines(folder.resolve("classes"))) {
            List<String> loaded = lines.filter(each -> each.contains("dev.fermata.")).toList();
            assertTrue(loaded.stream().anyMatch(each -> each.contains("dev.fermata.speak.SpeechQueue ")));
            assertEquals(List.of(), loaded.stream().filter(each -> each.contains("dev.fermata.net.HttpClient")
                    || each.contains("dev.fermata.net.Exchange") || each.contains("app.ServedVoices")
                    || each.contains("engine.Ladder") || each.contains("engine.VoiceServer")
                    || each.contains("voices.VoicesSchema")).toList());
        }
    }
}
