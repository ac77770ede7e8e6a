package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.speak.SoundServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/** A running agent that hears: what is said at a real microphone reaches the game's window, and holds count. */
@Tag("desktop")
@Tag("long")
@Tag("proof")
@ExtendWith(SharedDesktop.class)
class VoiceCommandsDesktopTest {
    private static final String SKILL = """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "200ms"
            """;
    private static final String COMMANDS = """
            [[voice]]
            hear = "drink a potion"
            keys = "1"
            [[voice]]
            hear = "take a rest"
            do = "pause"
            [[voice]]
            hear = "resume the game"
            do = "resume"
            """;

    @TempDir Path folder;
    private SoundServer sound;
    private VirtualDesktop desktop;
    private AgentProcess agent;
    private AgentClient client;

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", "", "FERMATA_LISTEN_MICROPHONE", "open"));
        for (String place : new String[] {"XDG_STATE_HOME", "XDG_CONFIG_HOME"}) {
            variables.put(place, folder.toString());
        }
        variables.putAll(sound.environment());
        return variables;
    }

    private Path save(String profile) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), profile);
        return Files.move(draft, folder.resolve("p.toml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Node listening() {
        return client.get("/status").json().get("listening");
    }

    private String run(String... command) throws Exception {
        Process process = sound.builder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    private void say(String text) throws Exception {
        Path wave = folder.resolve("said.wav");
        run("espeak-ng", "-v", "en-us", "-w", wave.toString(), text);
        run("paplay", "-d", "t", wave.toString());
    }

    private List<EventLine> events(String name) {
        return agent.events().stream().filter(event -> event.name().equals(name)).toList();
    }

    /** Waits for the next event of that name, and returns it. */
    private EventLine next(String name, int before) {
        soon().until(() -> events(name).size() > before);
        return events(name).get(before);
    }

    private EventLine said(String text, String outcome) throws Exception {
        int before = events(outcome).size();
        say(text);
        return next(outcome, before);
    }

    @Test
    void whatIsSaidReachesTheGameUnlessSomethingHolds(VirtualDesktop shared) throws Exception {
        SharedDesktop.requirePrograms("espeak-ng", "pocketsphinx_continuous", "paplay", "pactl");
        assumeTrue(SoundServer.isHere(), "needs pulseaudio, pulseaudio-utils and libasound2-plugins");
        desktop = shared;
        SoundServer server = new SoundServer(folder);
        sound = server;
        try (server; AgentProcess started = new AgentProcess(environment(), event -> { }, "-p",
                save(SKILL + COMMANDS).toString(), "--port", "0", "--start", "running")) {
            agent = started;
            soon().until(() -> AgentFile.find(folder.resolve("fermata")).isPresent());
            AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
            client = new AgentClient(new Endpoint(file.host(), file.port().orElseThrow(), Optional.empty(),
                    OptionalLong.of(file.pid()), file.runToken()), Duration.ofSeconds(10));
            soon().until(() -> listening().get("on").isTrue() && isOpen());

            keysAreSent();
            pausesEndByVoice();
            anotherProfileHasOtherCommands();
        } catch (Throwable failure) {
            throw new AssertionError(agent == null ? "not started" : agent.events().stream()
                    .filter(each -> !each.name().startsWith("key_") && !each.name().equals("played"))
                    .map(each -> each.name() + " " + each.fields()).toList() + "\n" + agent.messages(), failure);
        }
    }

    /** Whether somebody listens at the sound server. */
    private boolean isOpen() throws Exception {
        return !run("pactl", "list", "short", "source-outputs").isBlank();
    }

    private void keysAreSent() throws Exception {
        EventLine done = said("drink a potion", "voice_done");
        assertEquals("drink a potion", done.text("command"));
        soon().until(() -> desktop.target().eventsOf(Key.DIGIT_1).equals(List.of("d:1", "u:1")));
        assertTrue(Double.parseDouble(done.text("took_ms")) < 3_000, done.fields()::toString);

        desktop.down(Key.SPACE);
        try {
            soon().until(() -> !events("hold_added").isEmpty());
            assertEquals("held", said("drink a potion", "voice_ignored").text("reason"));
        } finally {
            desktop.up(Key.SPACE);
        }
        soon().until(() -> !events("hold_removed").isEmpty());
        assertEquals(List.of("d:1", "u:1"), desktop.target().eventsOf(Key.DIGIT_1), "neither then nor later");
    }

    private void pausesEndByVoice() throws Exception {
        said("take a rest", "voice_done");
        assertEquals("voice", client.get("/status").json().get("holds").list().get(0).get("holder").text());
        int played = desktop.target().eventsOf(Key.Q).size();
        soon().during(Duration.ofMillis(600)).until(() -> desktop.target().eventsOf(Key.Q).size() == played);
        said("resume the game", "voice_done");
        soon().until(() -> desktop.target().eventsOf(Key.Q).size() > played);
    }

    private void anotherProfileHasOtherCommands() throws Exception {
        int loaded = events("profile_loaded").size();
        save(SKILL + "[[voice]]\nhear = \"open the map\"\nkeys = \"2\"\n");
        next("profile_loaded", loaded);
        soon().until(() -> listening().get("commands").text().equals("1"));
        say("drink a potion");
        // Two that follow each other sooner are one utterance.
        soon().during(Duration.ofMillis(1_500)).until(() -> desktop.target().eventsOf(Key.DIGIT_1)
                .equals(List.of("d:1", "u:1")));
        said("open the map", "voice_done");
        soon().until(() -> desktop.target().eventsOf(Key.DIGIT_2).equals(List.of("d:2", "u:2")));
        assertEquals(List.of("d:1", "u:1"), desktop.target().eventsOf(Key.DIGIT_1), "no command any more");

        save(SKILL);
        soon().until(() -> !isOpen());
        assertEquals("the profile has no voice commands", listening().get("why_not").text());
    }
}
