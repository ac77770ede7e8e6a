package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.speak.SoundServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running agent does what is said to its microphone. */
@Tag("desktop")
@Tag("long")
@Tag("proof")
@ExtendWith(SharedDesktop.class)
class ListeningRunDesktopTest {
    @TempDir Path folder;

    private void say(SoundServer server, String text) throws Exception {
        Path file = folder.resolve("said.wav");
        assertEquals(0, server.builder("espeak-ng", "-v", "en-us", "-w", file.toString(), text).start().waitFor());
        assertEquals(0, server.builder("paplay", "-d", "t", file.toString()).start().waitFor());
    }

    @Test
    void whatIsSaidIsDone(VirtualDesktop desktop) throws Exception {
        SharedDesktop.requirePrograms("espeak-ng", "pocketsphinx_continuous");
        assumeTrue(SoundServer.isHere(), "needs pulseaudio, pulseaudio-utils and libasound2-plugins");
        Path profile = Files.writeString(folder.resolve("p.toml"), """
                schema = 1
                name = "test"
                [priority]
                special = ["space"]
                [[voice]]
                hear = "health potion"
                keys = "z"
                [[voice]]
                hear = "take a rest"
                do = "pause"
                """);
        try (SoundServer server = new SoundServer(folder)) {
            Map<String, String> variables = new HashMap<>(server.environment());
            variables.putAll(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11", "WAYLAND_DISPLAY", "",
                    "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(),
                    "FERMATA_LISTEN_MICROPHONE", "open"));
            try (AgentProcess agent = new AgentProcess(variables, event -> { },
                    "-p", profile.toString(), "--port", "0", "--start", "running")) {
                soon().until(() -> isListening(agent.pid()));
                sayUntil(server, "health potion", agent, event -> event.name().equals("voice_done"));
                soon().until(() -> desktop.target().eventsOf(Key.Z).containsAll(List.of("d:z", "u:z")));
                sayUntil(server, "take a rest", agent, event -> event.name().equals("hold_added")
                        && event.text("holder").equals("voice"));
            }
        }
    }

    /** A sound server that has just begun gives the first sound late. */
    private void sayUntil(SoundServer server, String text, AgentProcess agent, Predicate<EventLine> done)
            throws Exception {
        boolean heard = false;
        for (int i = 0; i < 3 && !heard; i++) {
            say(server, text);
            heard = agent.await(done, 5_000);
        }
        assertTrue(heard, () -> told(agent));
    }

    private static boolean isListening(long pid) throws Exception {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path each : tasks.toList()) {
                if (Files.readString(each.resolve("comm")).strip().equals("listen")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String told(AgentProcess agent) {
        return agent.events() + agent.messages();
    }
}
