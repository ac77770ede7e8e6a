package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.control.Studios;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a page saves is what a whole session plays next, and only that of one of two that save at once. */
@Timeout(60)
class StudioSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Path file;
    private Session session;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("druid.toml"), text("First"));
        Profile profile = ProfileReader.read(file).profile().orElseThrow();
        Settings settings = SettingsLoader.load(new SettingsLoader.Sources(folder.resolve("none"), Optional.empty(),
                Map.of("FERMATA_PORT", "0"), List.of())).settings();
        session = Session.start(new Session.Options(profile, new ProfileLibrary(List.of(folder)), folder,
                Studios.noPreview(), settings,
                AgentState.READY,
                OptionalLong.empty(), false, Optional.empty()),
                (echoes, clock) -> new FakeDesktop(true).asDesktop(), folder, new SessionEvents(events::add));
    }

    @AfterEach
    void end() {
        session.close();
    }

    private static String text(String name) {
        return """
                schema = 1
                name = "%s"
                [priority]
                special = ["space"]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1h"
                """.formatted(name);
    }

    private HttpResponse<String> ask(String path, Map<String, ?> body) throws IOException {
        String page = session.page().orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page + path)).timeout(PATIENCE);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").header("Origin", page.substring(0, page.length() - 1))
                    .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Node good(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.parse(answer.body()).orElseThrow();
    }

    private List<String> loaded() {
        return events.stream().filter(Event.ProfileLoaded.class::isInstance)
                .map(event -> ((Event.ProfileLoaded) event).profile()).toList();
    }

    @Test
    void savingWhatPlaysIsItsHotReload() throws Exception {
        Node read = good(ask("profiles/druid", Map.of()));
        assertTrue(read.get("playing").isTrue());
        Node saved = good(ask("profiles/druid", Map.of("text", text("Second"), "version", read.get("version").text())));
        assertTrue(saved.get("playing").isTrue());
        Awaitility.await().atMost(PATIENCE).until(() -> loaded().contains("Second"));
        assertEquals("Second", session.agent().core().profileName());

        HttpResponse<String> bad = ask("profiles/druid", Map.of("text", text("Third").replace("1h", "1x"),
                "version", saved.get("version").text()));
        assertEquals(422, bad.statusCode());
        HttpResponse<String> late = ask("profiles/druid", Map.of("text", text("Third"),
                "version", read.get("version").text()));
        assertEquals(409, late.statusCode());
        assertEquals(text("Second"), Files.readString(file));
        assertEquals("Second", session.agent().core().profileName());
    }

    @Test
    void whatPlaysIsNeitherRenamedNorDeleted() throws Exception {
        String version = good(ask("profiles/druid", Map.of())).get("version").text();
        for (HttpResponse<String> answer : List.of(ask("profiles/druid/delete", Map.of("version", version)),
                ask("profiles/druid/rename", Map.of("version", version, "to", "bear")))) {
            assertEquals(409, answer.statusCode());
            assertEquals("profile_plays", Json.parse(answer.body()).orElseThrow().get("error").text());
        }
        Node list = good(ask("profiles", Map.of()));
        assertEquals("druid", list.get("playing").get("name").text());
        assertTrue(list.get("profiles").list().get(0).get("playing").isTrue());
    }

    @Test
    void ofSeveralThatSaveAtOnceOneIsWrittenAndPlays() throws Exception {
        String version = good(ask("profiles/druid", Map.of())).get("version").text();
        ExecutorService pages = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String text = text("Save " + i);
                answers.add(pages.submit(() ->
                        ask("profiles/druid", Map.of("text", text, "version", version)).statusCode()));
            }
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> each : answers) {
                codes.add(each.get());
            }
            codes.sort(null);
            assertEquals(List.of(200, 409, 409, 409, 409, 409, 409, 409), codes);
        } finally {
            pages.shutdownNow();
        }
        String name = ProfileReader.read(file).profile().orElseThrow().name();
        Awaitility.await().atMost(PATIENCE).until(() -> loaded().contains(name));
        assertEquals(List.of("First", name), loaded());
    }
}
