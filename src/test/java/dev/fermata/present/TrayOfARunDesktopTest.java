package dev.fermata.present;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TestBus;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The icon in the tray and its menu, as a tray reads and clicks them over a real D-Bus. */
@Tag("desktop")
@Tag("proof")
@Tag("long")
class TrayOfARunDesktopTest {
    private static final Path WATCHER = Path.of("src/test/resources/present/watcher.py");
    private static final Path TRAY = Path.of("src/test/resources/present/tray.py");

    @TempDir Path folder;

    private Path profiles;

    @BeforeEach
    void prepare() throws IOException {
        SharedDesktop.requirePrograms();
        TestBus.require();
        profiles = Files.createDirectories(folder.resolve("fermata/profiles"));
        profile("knight_1", "q");
        profile("mage", "w");
    }

    @Test
    void theMenuSaysHowThingsAreAndDoesWhatItSays() throws Exception {
        try (TestBus bus = new TestBus(); VirtualDesktop desktop = new VirtualDesktop()) {
            List<String> watcher = bus.run(WATCHER);
            try (AgentProcess agent = start(desktop, bus)) {
                awaitLine(watcher, "registered org.kde.StatusNotifierItem-" + agent.pid() + "-1");
                soon().untilAsserted(() -> assertEquals("Fermata: armed", label(bus.call(TRAY), 1)));
                List<String> menu = bus.call(TRAY);
                assertTrue(menu.get(0).matches("icon\\|fermata\\|ApplicationStatus\\|Active\\|22x22\\|\\d{2,}\\|4fa3ff"
                        + "\\|Fermata: armed"), menu.get(0));
                assertTrue(menu.containsAll(List.of("Fermata: armed|False|", "Start|True|", "separator|True|",
                        "Profile|True|", "  knight__1|True|1", "  mage|True|0", "Open the page|True|", "Quit|True|",
                        "group|Start")), menu.toString());

                bus.call(TRAY, "Start");
                awaitState(agent, "running");
                soon().until(() -> bus.call(TRAY).contains("Pause|True|"));
                awaitLine(watcher, "signal LayoutUpdated");
                awaitLine(watcher, "signal NewIcon");
                assertTrue(bus.call(TRAY, "Pause").get(0).contains("|3ddc84|"), "green when it runs");
                awaitState(agent, "paused");
                soon().until(() -> bus.call(TRAY).contains("Resume|True|"));
                bus.call(TRAY, "Resume");
                soon().until(() -> bus.call(TRAY).contains("Pause|True|"));

                desktop.target().clear();
                bus.call(TRAY, "mage");
                soon().until(() -> bus.call(TRAY).contains("  mage|True|1"));
                soon().until(() -> desktop.target().eventsOf(Key.W).size() > 2);
                // Its file is followed now, and that of the one before is not.
                profile("knight_1", "e");
                profile("mage", "r");
                soon().until(() -> desktop.target().eventsOf(Key.R).size() > 2);
                assertEquals(List.of(), desktop.target().eventsOf(Key.E));

                bus.call(TRAY, "Open the page");
                Path opened = folder.resolve("opened");
                soon().until(() -> Files.exists(opened) && Files.readString(opened).startsWith("http://127.0.0.1:"));
                bus.call(TRAY, "Quit");
                assertEquals(0, agent.awaitExit(10_000), agent::messages);
            }
        }
    }

    @Test
    void aTrayThatComesLaterGetsTheIcon() throws Exception {
        try (TestBus bus = new TestBus(); VirtualDesktop desktop = new VirtualDesktop();
                AgentProcess agent = start(desktop, bus)) {
            List<String> watcher = bus.run(WATCHER);
            awaitLine(watcher, "registered org.kde.StatusNotifierItem-" + agent.pid() + "-1");
            soon().untilAsserted(() -> assertEquals("Fermata: armed", label(bus.call(TRAY), 1)));
            assertTrue(!agent.messages().contains("tray"), "no tray is no fault: " + agent.messages());
        }
    }

    private static String label(List<String> menu, int line) {
        return menu.get(line).substring(0, menu.get(line).indexOf('|'));
    }

    private static void awaitState(AgentProcess agent, String state) throws InterruptedException {
        assertTrue(agent.await(event -> event.text("to").equals(state), 10_000), () -> "not " + state);
    }

    private static void awaitLine(List<String> lines, String line) {
        soon().alias(line).until(() -> lines.contains(line));
    }

    private void profile(String name, String key) throws IOException {
        Files.writeString(profiles.resolve(name + ".toml"), "schema = 1\nname = \"" + name + "\"\n[priority]\n"
                + "special = [\"space\"]\n[[skill]]\nname = \"Bolt\"\nkeys = \"" + key + "\"\nevery = \"100ms\"\n");
    }

    private AgentProcess start(VirtualDesktop desktop, TestBus bus) throws Exception {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path browser = Files.writeString(programs.resolve("xdg-open"),
                "#!/bin/sh\necho \"$1\" >'" + folder.resolve("opened") + "'\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        AgentProcess agent = new AgentProcess(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString(), "PATH", programs + ":" + System.getenv("PATH"),
                "FERMATA_TRAY", "true", "DBUS_SESSION_BUS_ADDRESS", bus.address()), event -> { },
                "-p", "knight_1", "--port", "0");
        assertTrue(agent.await(event -> event.text("to").equals("ready"), 20_000), agent::messages);
        return agent;
    }
}
