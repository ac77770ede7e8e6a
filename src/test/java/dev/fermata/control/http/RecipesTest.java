package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/recipes.md, run with the real curl and the real command line. */
@Timeout(120)
@Tag("long")
class RecipesTest {
    private static final Pattern COMMAND =
            Pattern.compile("```bash\n(.*?)\n```\n(?:```text\n(.*?)\n```\n)?", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void putFermataInReach() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/curl")),
                "curl and bash are needed to run the recipes");
        Consumer<Event> stream = server.server.events();
        server.agent.tell(event -> {
            events.add(event instanceof Event.HoldAdded added
                    ? "held by " + added.hold().holder() + ": " + added.hold().reason()
                            + (added.hold().leaseEndNanos().isPresent() ? ", with a lease" : "")
                    : event.name());
            stream.accept(event);
        });
        Path fermata = Files.createDirectory(folder.resolve("bin")).resolve("fermata");
        Files.writeString(fermata, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -cp '" + System.getProperty("java.class.path") + "' dev.fermata.cli.Main \"$@\"\n");
        assertTrue(fermata.toFile().setExecutable(true));
        Matcher script = SCRIPT.matcher(Files.readString(Path.of("docs/recipes.md")));
        assertTrue(script.find(), "the script of the page");
        Files.writeString(folder.resolve("pause-while.sh"), adapted(script.group(1)));
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private String adapted(String command) {
        return command.replace("127.0.0.1:8010", "127.0.0.1:" + server.port());
    }

    private Process start(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", adapted(command)).directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("FERMATA_PORT", Integer.toString(server.port()));
        environment.put("no_proxy", "*");
        for (String place : List.of("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")) {
            environment.put(place, folder.toString());
        }
        return builder.start();
    }

    private String run(String command) throws Exception {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), command);
        assertEquals(0, process.exitValue(), command + ": " + output);
        return output;
    }

    @Test
    @Tag("proof")
    void everyCommandDoesWhatThePageSays() throws Exception {
        Matcher command = COMMAND.matcher(Files.readString(Path.of("docs/recipes.md")));
        int count = 0;
        while (command.find()) {
            count++;
            String output = run(command.group(1));
            if (command.group(2) != null) {
                assertEquals(command.group(2), output.replaceAll("\\d+\\.\\d s", "0.0 s"), command.group(1));
            } else if (command.group(1).startsWith("sh ")) {
                assertTrue(output.contains("api:script") && output.contains("a command runs"), output);
            } else {
                assertTrue(output.contains("\"state\":\"paused\""), output);
            }
        }
        assertEquals(8, count);
        assertEquals(List.of("toggle Fire bolt by api:cli", "use druid by api:cli"), server.play.calls());
        assertEquals(List.of("stop api:http", "start api:cli"), server.agent.calls());
        assertEquals(List.of("held by api:deck: stream deck", "hold_removed", "state", "state",
                "held by api:deck: , with a lease", "held by api:script: a command runs, with a lease", "hold_removed"),
                events);
        assertEquals(List.of("api:deck"), server.agent.holders(), "the script has ended its own pause and no other");
    }

    @Test
    void theScriptEndsItsPauseAlsoWhenItIsInterrupted() throws Exception {
        Process process = start("exec setsid sh pause-while.sh sleep 60");
        await().until(() -> server.agent.holders().equals(List.of("api:script")));
        new ProcessBuilder("kill", "-TERM", "--", "-" + process.pid()).start().waitFor();
        await().until(() -> server.agent.holders().isEmpty());
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }
}
