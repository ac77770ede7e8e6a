package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running agent that speaks: it is silent while the player talks, and says the call-outs of its profile. */
@Tag("desktop")
@Tag("long")
@Tag("proof")
@ExtendWith(SharedDesktop.class)
class SpeakingRunDesktopTest {
    /** Twenty seconds of it. */
    private static final String LONG = "hello and welcome to the game, ".repeat(12).strip();

    @TempDir Path folder;

    private Map<String, String> environment(VirtualDesktop desktop) {
        SharedDesktop.requirePrograms("espeak-ng");
        Map<String, String> variables = new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", "", "FERMATA_SPEECH_TALK", "mouse_back,v"));
        for (String place : new String[] {"XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"}) {
            variables.put(place, folder.toString());
        }
        return variables;
    }

    /** What the agent's API tells of it. */
    private record Speech(AgentClient agent) {
        void say(String text) {
            agent.post("/say", Map.of("text", text));
        }

        String state() {
            return agent.get("/speech").json().get("state").text();
        }

        /** Of the one item, spoken or interrupted. */
        double position() {
            Node speech = agent.get("/speech").json();
            Node item = speech.get("playing").isThere() ? speech.get("playing") : speech.get("waiting").list().get(0);
            return item.get("position_ms").number().orElse(0);
        }

        List<String> holds() {
            return agent.get("/status").json().get("holds").list().stream().map(hold -> hold.get("holder").text() + " "
                    + hold.get("active_keys").list().get(0).text() + " " + hold.get("scopes").list().get(0).text()).toList();
        }
    }

    @Test
    void theVoiceIsSilentWhileTheButtonIsDown(VirtualDesktop desktop) throws Exception {
        Path profile = Files.writeString(folder.resolve("p.toml"), """
                schema = 1
                name = "test"
                [priority]
                special = ["space"]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "200ms"
                """);
        try (AgentProcess agent = new AgentProcess(environment(desktop), event -> { },
                "-p", profile.toString(), "--port", "0", "--start", "running")) {
            soon().until(() -> AgentFile.find(folder.resolve("fermata")).isPresent());
            AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
            Speech speech = new Speech(new AgentClient(new Endpoint(file.host(), file.port().orElseThrow(),
                    Optional.empty(), OptionalLong.of(file.pid()), file.runToken()), Duration.ofSeconds(10)));
            speech.say(LONG);
            soon().during(Duration.ofMillis(500)).until(() -> speech.state().equals("playing"));

            desktop.down(Key.MOUSE_BACK);
            soon().until(() -> speech.state().equals("interrupted"));
            assertTrue(speech.position() > 0, "it had begun");
            assertEquals(List.of("talk mouse_back speech"), speech.holds());
            double silentAt = speech.position();
            int played = desktop.target().eventsOf(Key.Q).size();
            soon().during(Duration.ofMillis(500)).until(() -> speech.position() == silentAt);
            assertTrue(desktop.target().eventsOf(Key.Q).size() > played, "the skills play on");

            desktop.down(Key.V);
            desktop.up(Key.MOUSE_BACK);
            soon().until(() -> speech.holds().equals(List.of("talk v speech")));
            assertEquals(silentAt, speech.position());
            desktop.up(Key.V);
            soon().until(() -> speech.state().equals("playing"));
            assertEquals(List.of(), speech.holds());
            assertEquals(List.of("d:mouse_back", "u:mouse_back"), desktop.target().eventsOf(Key.MOUSE_BACK),
                    "the game got it as it was pressed");
            assertEquals(List.of("d:v", "u:v"), desktop.target().eventsOf(Key.V));
            assertTrue(agent.await(event -> event.name().equals("speech_resumed")
                    && Math.abs(Double.parseDouble(event.text("position_ms")) - silentAt) < 1, 5_000),
                    () -> agent.events().stream().filter(each -> each.name().startsWith("speech_")).toList().toString());
        }
    }

    @Test
    void theCallOutsOfTheProfileAreSaidWithoutAnApi(VirtualDesktop desktop) throws Exception {
        String rest = """
                schema = 1
                name = "test"
                [priority]
                special = ["space"]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "200ms"
                """;
        Path profile = Files.writeString(folder.resolve("p.toml"), rest + """
                [[say]]
                on = "hold_added priority-keys"
                text = "you drive and nobody else does it for you"
                every = "0ms"
                """);
        try (AgentProcess agent = new AgentProcess(environment(desktop), event -> { },
                "-p", profile.toString(), "--no-api", "--start", "running")) {
            assertTrue(agent.await(event -> event.name().equals("key_down"), 20_000), agent::messages);
            desktop.down(Key.SPACE);
            desktop.up(Key.SPACE);
            assertTrue(agent.await(event -> event.name().equals("speech_started")
                    && event.text("text").startsWith("you drive"), 20_000), agent::messages);
            Files.writeString(profile, rest);
            assertTrue(agent.await(event -> event.name().equals("speech_dropped")
                    && event.text("reason").equals("profile changed"), 20_000), agent::messages);
            desktop.down(Key.SPACE);
            desktop.up(Key.SPACE);
            assertTrue(agent.await(event -> event.name().equals("key_down"), 20_000), agent::messages);
            assertEquals(1, agent.events().stream().filter(event -> event.name().equals("speech_queued")).count());
        }
    }
}
