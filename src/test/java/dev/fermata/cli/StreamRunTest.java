package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.app.FermataProcess;
import dev.fermata.app.HumSound;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata stream} as a process of its own: what is saved in stream.toml is said. */
@Tag("long")
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "signals")
class StreamRunTest {
    @TempDir
    private Path folder;

    @Test
    void rulesThatAreSavedCountAndBrokenOnesAreTold() throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String place : List.of("XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME")) {
            environment.put(place, folder.toString());
        }
        environment.put("FERMATA_SPEECH_ENGINE", "command");
        environment.put("FERMATA_SPEECH_COMMAND", "cat," + HumSound.write(folder.resolve("hum.wav")));
        environment.put("FERMATA_SPEECH_AFTER", "level");
        Path rules = Files.createDirectories(folder.resolve("fermata")).resolve("stream.toml");
        Files.writeString(rules, "[[answer]]\non = \"chat\"\ntext = \"hello, %user%\"\n");
        try (FermataProcess agent = new FermataProcess(environment, "stream", "--port", "0")) {
            soon().until(() -> AgentFile.find(folder.resolve("fermata")).isPresent());
            says("Ann");
            agent.awaitOut(line -> line.startsWith("started") && line.endsWith("hello, Ann"));
            Files.writeString(rules, "[[answer]]\non = \"chat\"\ntext = \"welcome, %user%\"\n");
            agent.awaitOut(line -> line.equals("the settings were read anew: stream.toml is in force"));
            says("Bob");
            agent.awaitOut(line -> line.startsWith("started") && line.endsWith("welcome, Bob"));
            Files.writeString(rules, "[[answer]]\non = \"chat\"\ntext = \"never\n");
            agent.awaitOut(line -> line.contains(rules + ":3:"));
            says("Cid");
            agent.awaitOut(line -> line.startsWith("started") && line.endsWith("welcome, Cid"));
            agent.signal("INT");
            assertEquals(0, agent.exitCode(20_000), agent::toString);
        }
    }

    private void says(String user) {
        AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
        new AgentClient(new Endpoint(file.host(), file.port().orElseThrow(), Optional.empty(),
                OptionalLong.of(file.pid()), file.runToken()), Duration.ofSeconds(20))
                .post("/feed", Map.of("kind", "chat", "user", user, "text", "hi"));
    }
}
