package dev.fermata.present;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.observe.Standing;
import dev.fermata.platform.virtual.Screenshot;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TestBus;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a player is told of {@code fermata run} by a notification server, and by the sound device. */
@Tag("desktop")
@Tag("proof")
@Tag("long")
class NewsOfARunDesktopTest {
    private static final String PROFILE = "schema = 1\nname = \"told\"\n[priority]\nspecial = [\"space\"]\n"
            + "[hotkeys]\ntoggle = \"f9\"\nmaster = \"f8\"\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"200ms\"\n";

    @TempDir Path folder;

    private Path profile;

    @BeforeEach
    void prepare() throws IOException {
        SharedDesktop.requirePrograms();
        profile = Files.writeString(folder.resolve("told.toml"), PROFILE);
    }

    @Test
    void theDesktopShowsWhatHappensInThePlaceOfWhatWas() throws Exception {
        TestBus.require();
        try (TestBus bus = new TestBus(); VirtualDesktop desktop = new VirtualDesktop()) {
            List<String> shown = bus.run(Path.of("src/test/resources/present/notifications.py"));
            try (AgentProcess agent = start(desktop, Map.of("FERMATA_NOTIFICATIONS", "states",
                    "DBUS_SESSION_BUS_ADDRESS", bus.address()))) {
                awaitShown(shown, "Fermata|0|1|Fermata: armed|started");
                tap(desktop, Key.F9);
                awaitShown(shown, "Fermata|1|1|Fermata: running|toggle key");
                tap(desktop, Key.F9);
                awaitShown(shown, "Fermata|1|1|Fermata: paused|toggle key");
                Files.writeString(profile, PROFILE.replace("200ms", "200 <apples>"));
                awaitShown(shown, "Fermata|1|2|Fermata: the profile was refused|.*&lt;apples&gt;.*");
                tap(desktop, Key.F8);
                awaitShown(shown, "Fermata|1|1|Fermata: stopped|master key");
                desktop.killServer();
                awaitShown(shown, "Fermata|1|2|Fermata: the desktop has gone away|start Fermata again .*");
                agent.awaitExit(5_000);
                assertTrue(Files.readString(folder.resolve("fermata/fermata.log")).contains("the desktop has gone away"),
                        "a service's messages are in the log");
            }
        }
    }

    /** The first sign of a service: nobody sees its terminal. */
    @Test
    void whatBeginsStoppedSaysWhatStartsIt() throws Exception {
        TestBus.require();
        try (TestBus bus = new TestBus(); VirtualDesktop desktop = new VirtualDesktop()) {
            List<String> shown = bus.run(Path.of("src/test/resources/present/notifications.py"));
            Map<String, String> environment = environment(desktop, Map.of("FERMATA_NOTIFICATIONS", "states",
                    "FERMATA_OVERLAY_CORNER", "top_left", "DBUS_SESSION_BUS_ADDRESS", bus.address()));
            try (AgentProcess agent = new AgentProcess(environment, event -> { }, "-p", profile.toString(), "--no-api",
                    "--start", "stopped")) {
                awaitShown(shown, "Fermata|0|1|Fermata: stopped|f8 arms it, then f9 starts it");
                soon().until(() -> agent.messages().contains("it is stopped: f8 arms it, then f9 starts it"));
                soon().until(() -> Screenshot.of(desktop.hostDisplay(), folder)
                        .count(StandingBadge.colour(Standing.Kind.STOPPED), 0, 0, 60, 60) > 60);
                tap(desktop, Key.F8);
                awaitShown(shown, "Fermata|1|1|Fermata: armed|master key");
            }
        }
    }

    @Test
    void aSessionWithoutABusIsToldOnceAndPlays() throws Exception {
        try (VirtualDesktop desktop = new VirtualDesktop(); AgentProcess agent = start(desktop,
                Map.of("FERMATA_NOTIFICATIONS", "states", "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus"))) {
            soon().until(() -> agent.messages().contains("this session has no D-Bus that can be used"));
            playsStill(desktop, agent);
            assertEquals(1, agent.messages().split("no D-Bus", -1).length - 1, agent.messages());
        }
    }

    @Test
    void eachChangeIsHeard() throws Exception {
        Path heard = folder.resolve("heard.raw");
        try (VirtualDesktop desktop = new VirtualDesktop(); AgentProcess agent = start(desktop, Map.of(
                "FERMATA_SOUNDS", "all", "ALSA_CONFIG_PATH", alsa("""
                        pcm.!default { type plug slave.pcm "written" }
                        pcm.written { type file slave.pcm "nothing" file "%s" format "raw" }
                        pcm.nothing { type null }
                        """.formatted(heard)).toString()))) {
            byte[] armed = Tones.of(News.Kind.ARMED, 0.3);
            byte[] running = Tones.of(News.Kind.STARTED, 0.3);
            tap(desktop, Key.F9);
            assertTrue(agent.await(event -> event.text("to").equals("running"), 10_000));
            // What writes the file keeps back the latest.
            desktop.down(Key.SPACE);
            assertTrue(agent.await(event -> event.name().equals("hold_added"), 10_000));
            desktop.up(Key.SPACE);
            tap(desktop, Key.F9);
            soon().until(() -> Files.exists(heard) && Files.size(heard) >= armed.length + running.length);
            byte[] sound = Files.readAllBytes(heard);
            assertArrayEquals(armed, Arrays.copyOf(sound, armed.length));
            assertArrayEquals(running, Arrays.copyOfRange(sound, armed.length, armed.length + running.length));
        }
    }

    @Test
    void aMachineWithoutSoundIsToldOnceAndPlays() throws Exception {
        try (VirtualDesktop desktop = new VirtualDesktop(); AgentProcess agent = start(desktop, Map.of(
                "FERMATA_SOUNDS", "all", "ALSA_CONFIG_PATH", alsa("").toString()))) {
            soon().until(() -> agent.messages().contains("there are no sounds: no sound device can be used"));
            playsStill(desktop, agent);
            assertEquals(1, agent.messages().split("no sound device", -1).length - 1, agent.messages());
        }
    }

    private static void playsStill(VirtualDesktop desktop, AgentProcess agent) throws InterruptedException {
        tap(desktop, Key.F9);
        assertTrue(agent.await(event -> event.name().equals("key_down"), 10_000), "it plays");
        tap(desktop, Key.F9);
        assertTrue(agent.await(event -> event.text("to").equals("paused"), 10_000), "and pauses");
    }

    private Path alsa(String configuration) throws IOException {
        return Files.writeString(folder.resolve("alsa.conf"), configuration);
    }

    private Map<String, String> environment(VirtualDesktop desktop, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("DISPLAY", desktop.display(),
                "XDG_SESSION_TYPE", "x11", "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString()));
        environment.putAll(more);
        return environment;
    }

    private AgentProcess start(VirtualDesktop desktop, Map<String, String> more) throws InterruptedException {
        AgentProcess agent = new AgentProcess(environment(desktop, more), event -> { }, "-p", profile.toString(), "--no-api");
        boolean started = agent.await(event -> event.text("to").equals("ready"), 20_000);
        assertTrue(started, agent::messages);
        return agent;
    }

    private static void awaitShown(List<String> shown, String line) {
        soon().alias(line).until(() -> shown.stream().anyMatch(each -> each.matches(line.replace("|", "\\|"))));
    }

    private static void tap(VirtualDesktop desktop, Key key) {
        desktop.down(key);
        desktop.up(key);
    }
}
