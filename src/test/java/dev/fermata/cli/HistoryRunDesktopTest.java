package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.app.FermataProcess;
import dev.fermata.app.HistoryArchive;
import dev.fermata.app.Places;
import dev.fermata.demo.AgentProcess;
import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryQuery;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real run keeps what it plays, tells it while it runs, and what it has kept outlives its death. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
class HistoryRunDesktopTest {
    private static final Pattern PAGE = Pattern.compile("http://\\S+:\\d+/");

    @TempDir Path folder;

    @Test
    void whatWasPlayedIsKeptAndToldAlsoAfterADeath(VirtualDesktop desktop) throws Exception {
        Map<String, String> environment = Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString(), "XDG_CACHE_HOME", folder.toString(), "FERMATA_HISTORY_ON", "true");
        try (AgentProcess agent = new AgentProcess(environment, event -> { },
                "-p", "profiles/demo.toml", "--start", "running", "--port", "0")) {
            soon().until(() -> agent.events().stream().filter(event -> event.name().equals("played")).count() >= 3);
            soon().until(() -> PAGE.matcher(agent.messages()).find());
            Matcher page = PAGE.matcher(agent.messages());
            assertTrue(page.find());
            soon().until(() -> ask(page.group() + "status").get("history").get("written").asLong() > 5);
            JsonNode told = ask(page.group() + "history?event=played");
            assertTrue(told.get("count").asLong() >= 3, told.toString());
            assertEquals("action", told.get("entries").get(0).get("kind").asText());
            long kept = ask(page.group() + "status").get("history").get("written").asLong();
            ProcessHandle.of(agent.pid()).orElseThrow().destroyForcibly();
            soon().until(() -> ProcessHandle.of(agent.pid()).filter(ProcessHandle::isAlive).isEmpty());
            // Whoever has it started without its launcher lets go of what it had down.
            try (FermataProcess release = new FermataProcess(environment, "release")) {
                assertEquals(0, release.exitCode(20_000), release::toString);
            }

            HistoryArchive archive = new HistoryArchive(new Places(folder, folder, folder.resolve("fermata"), folder));
            archive.check();
            List<HistoryEntry> entries = archive.find(new HistoryQuery(0, Long.MAX_VALUE / 100, Set.of(), "", "", "", 10_000));
            assertTrue(entries.size() >= kept, entries.size() + " of " + kept);
            assertTrue(entries.stream().noneMatch(entry -> entry.name().startsWith("key_")), "no single keys");
        }
    }

    private static JsonNode ask(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }
}
