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
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** While the player presses a button that he talks with, a running agent is silent and plays on; all others get it. */
@Tag("desktop")
@Tag("long")
@Tag("proof")
@ExtendWith(SharedDesktop.class)
class TalkDesktopTest {
    private static final int RATE = 8_000;
    private static final int SECONDS = 30;

    @TempDir Path folder;

    /** Half a minute of a tone, for a voice that says it whatever the text. */
    private Path sound() throws Exception {
        byte[] samples = new byte[2 * RATE * SECONDS];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % 2 == 0 ? 0 : 20 * Math.sin(i / 16.0));
        }
        Path file = folder.resolve("tone.wav");
        try (AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(samples),
                new AudioFormat(RATE, 16, 1, true, false), samples.length / 2)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }

    private Map<String, String> environment(VirtualDesktop desktop) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", "", "FERMATA_SPEECH_ENGINE", "command", "FERMATA_SPEECH_COMMAND", "cat," + sound(),
                "FERMATA_SPEECH_TALK", "mouse_back,v"));
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
            // As long as a text may be, so that half a minute is not far too long for it.
            speech.say("word ".repeat(180).strip());
            soon().until(() -> speech.state().equals("playing"));

            desktop.down(Key.MOUSE_BACK);
            soon().until(() -> speech.state().equals("interrupted"));
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
}
