package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running agent with viewers, who tell by {@code POST /feed}: what reaches the game's window, and what never does. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
@Tag("newest")
class ViewersPlayDesktopTest {
    private static final String PROFILE = """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [viewers]
            on = true
            [[viewer]]
            name = "Jump"
            on = "chat"
            words = ["jump"]
            keys = "1"
            per_person = 0
            cooldown = "0ms"
            [[viewer]]
            name = "Charge"
            on = "gift"
            gift = ["rose"]
            keys = "d:w,delay2500,u:w"
            per_person = 0
            cooldown = "0ms"
            """;
    private static final List<String> ONCE = List.of("d:1", "u:1");

    @TempDir Path folder;
    private VirtualDesktop desktop;
    private AgentProcess agent;
    private AgentClient client;
    private int told;

    private Map<String, String> environment() throws IOException {
        Path config = Files.createDirectories(folder.resolve("fermata"));
        Files.writeString(config.resolve("stream.toml"), "[[answer]]\non = \"follow\"\ntext = \"thanks\"\n");
        Map<String, String> variables = new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", "", "FERMATA_SPEECH_ENGINE", "off"));
        for (String place : new String[] {"XDG_STATE_HOME", "XDG_CONFIG_HOME"}) {
            variables.put(place, folder.toString());
        }
        return variables;
    }

    private Path save(String profile) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), profile);
        return Files.move(draft, folder.resolve("p.toml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void play(VirtualDesktop shared, Playing playing, String... more) throws Exception {
        desktop = shared;
        String[] options = new String[6 + more.length];
        System.arraycopy(new String[] {"-p", save(PROFILE).toString(), "--port", "0", "--start", "running"}, 0, options, 0, 6);
        System.arraycopy(more, 0, options, 6, more.length);
        try (AgentProcess started = new AgentProcess(environment(), event -> { }, options)) {
            agent = started;
            soon().until(() -> AgentFile.find(folder.resolve("fermata")).isPresent());
            AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
            client = new AgentClient(new Endpoint(file.host(), file.port().orElseThrow(), Optional.empty(),
                    OptionalLong.of(file.pid()), file.runToken()), Duration.ofSeconds(10));
            soon().until(() -> client.get("/status").json().get("state").text().equals("running"));
            playing.play();
        } catch (Throwable failure) {
            throw new AssertionError(agent == null ? "not started" : agent.events().stream()
                    .map(each -> each.name() + " " + each.fields()).toList() + "\n" + agent.messages(), failure);
        }
    }

    @FunctionalInterface
    private interface Playing {
        void play() throws Exception;
    }

    private List<EventLine> events(String name) {
        return agent.events().stream().filter(event -> event.name().equals(name)).toList();
    }

    private String status() {
        return client.get("/status").json().get("state").text();
    }

    private void tell(Map<String, Object> message) {
        client.post("/feed", message);
        told++;
        soon().until(() -> agent.events().stream().filter(each -> each.name().equals("stream_dropped")).count() == told);
    }

    private void jump() {
        tell(Map.of("kind", "chat", "user", "Ann", "text", "jump"));
    }

    private EventLine next(String name, int before) {
        soon().until(() -> events(name).size() > before);
        return events(name).get(before);
    }

    /** A viewer asks, and is refused for that. */
    private void jumpInVain(String why) {
        int before = events("viewer_refused").size();
        jump();
        assertEquals(why, next("viewer_refused", before).text("reason"));
    }

    private void tap(Key... keys) {
        for (Key key : keys) {
            desktop.down(key);
        }
        for (int i = keys.length - 1; i >= 0; i--) {
            desktop.up(keys[i]);
        }
    }

    private boolean isHeldBy(String holder) {
        return client.get("/status").json().get("holds").list().stream().map(each -> each.get("holder").text())
                .anyMatch(Predicate.isEqual(holder));
    }

    private List<String> jumps() {
        return desktop.target().eventsOf(Key.DIGIT_1);
    }

    @Test
    void theProfileAloneLetsNobodyPlay(VirtualDesktop shared) throws Exception {
        play(shared, () -> {
            soon().until(() -> events("advice").stream().anyMatch(each ->
                    each.text("message").contains("stream.viewers is false")));
            jump();
            assertFalse(client.get("/status").json().get("stream").get("viewers").isThere());
            soon().during(Duration.ofMillis(500)).until(() -> jumps().isEmpty());
            assertTrue(events("viewer_refused").isEmpty() && events("viewer_played").isEmpty());
        }, "--stream");
    }

    @Test
    void viewersPlayWhatIsListedAndThePlayerComesFirst(VirtualDesktop shared) throws Exception {
        play(shared, () -> {
            whatIsListedIsPlayedOnce();
            inAHoldNothingIsPlayedNeitherThenNorLater();
            thePlayersPauseIsThePlayersOwn();
            noMoreThanALowLaneCanBeWrittenDown();
            panicWins();
        }, "--stream", "--viewers");
    }

    private void whatIsListedIsPlayedOnce() {
        soon().until(() -> events("advice").stream().anyMatch(each ->
                each.text("message").contains("viewers may have played: Jump, Charge")));
        tell(Map.of("kind", "chat", "user", "nightbot", "text", "jump"));
        tell(Map.of("kind", "chat", "user", "Ann", "text", "jump https://example.com"));
        tell(Map.of("kind", "chat", "user", "Ann", "text", "jump", "id", "7"));
        EventLine played = next("viewer_played", 0);
        assertEquals("Jump", played.text("action"));
        assertEquals(3, Double.parseDouble(played.text("number")));
        tell(Map.of("kind", "chat", "user", "Ann", "text", "jump", "id", "7"));
        soon().until(() -> jumps().equals(ONCE));
        Node viewers = client.get("/status").json().get("stream").get("viewers");
        assertEquals("1", viewers.get("played").text());
        assertEquals("500", viewers.get("total").text());
    }

    private void inAHoldNothingIsPlayedNeitherThenNorLater() {
        tell(Map.of("kind", "gift", "user", "Bob", "gift", "rose", "value", 1));
        soon().until(() -> desktop.target().eventsOf(Key.W).equals(List.of("d:w")));
        desktop.down(Key.SPACE);
        try {
            soon().until(() -> desktop.target().eventsOf(Key.W).equals(List.of("d:w", "u:w")));
            assertEquals("held", next("viewer_dropped", 0).text("reason"));
            jumpInVain("held");
        } finally {
            desktop.up(Key.SPACE);
        }
        soon().until(() -> !events("hold_removed").isEmpty());
        soon().during(Duration.ofMillis(500)).until(() -> jumps().equals(ONCE));
    }

    private void thePlayersPauseIsThePlayersOwn() {
        tap(Key.F9);
        soon().until(() -> status().equals("paused"));
        jumpInVain("held");
        tap(Key.SPACE);
        jumpInVain("held");
        assertTrue(isHeldBy("manual"), "neither a viewer nor a priority key ends it");
        soon().during(Duration.ofMillis(500)).until(() -> status().equals("paused") && jumps().equals(ONCE));
        tap(Key.F9);
        soon().until(() -> status().equals("running"));
        soon().during(Duration.ofMillis(500)).until(() -> jumps().equals(ONCE));
        jump();
        soon().until(() -> jumps().size() == 4);
    }

    private void noMoreThanALowLaneCanBeWrittenDown() throws IOException {
        int before = events("profile_refused").size();
        save(PROFILE + "lane = \"emergency\"\n");
        assertTrue(next("profile_refused", before).text("problem").contains("emergency"));
        save(PROFILE.replace("keys = \"1\"", "keys = \"f9\""));
        assertTrue(next("profile_refused", before + 1).text("problem").contains("the toggle hotkey"));
        int loaded = events("profile_loaded").size();
        save(PROFILE + "# \n");
        next("profile_loaded", loaded);
    }

    private void panicWins() {
        int before = desktop.target().eventsOf(Key.W).size();
        tell(Map.of("kind", "gift", "user", "Bob", "gift", "rose", "value", 1));
        soon().until(() -> desktop.target().eventsOf(Key.W).size() == before + 1);
        List<Key> panic = List.of(Key.LEFT_CTRL, Key.LEFT_SHIFT, Key.F12);
        panic.forEach(desktop::down);
        try {
            soon().until(() -> status().equals("stopped"));
        } finally {
            panic.forEach(desktop::up);
        }
        soon().until(() -> desktop.target().eventsOf(Key.W).size() == before + 2);
        assertEquals("panic key", events("viewer_dropped").get(1).text("reason"));
        jumpInVain("not running");
        soon().during(Duration.ofMillis(500)).until(() -> jumps().size() == 4 && status().equals("stopped"));
    }
}
