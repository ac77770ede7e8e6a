package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import dev.fermata.control.client.AgentFile;
import dev.fermata.demo.AgentProcess;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata run} heeds the settings and tells clients where it is. */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class RunSettingsDesktopTest {
    @TempDir Path folder;

    private Map<String, String> environment(VirtualDesktop desktop) {
        Map<String, String> variables = new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", ""));
        for (String place : new String[] {"XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME"}) {
            variables.put(place, folder.toString());
        }
        return variables;
    }

    @Test
    void leavesItsAddressForClientsWhileItRuns(VirtualDesktop desktop) throws Exception {
        Path config = Files.createDirectories(folder.resolve("fermata"));
        Files.writeString(config.resolve("settings.toml"), "session_id = 123456\n");

        try (AgentProcess agent = new AgentProcess(environment(desktop), event -> { },
                "-p", "profiles/demo.toml", "--port", "0")) {
            soon().until(() -> AgentFile.find(config).isPresent());
            AgentFile file = AgentFile.find(config).orElseThrow();
            assertEquals(agent.pid(), file.pid(), agent.messages());
            assertEquals(123456, file.sessionId());
            assertTrue(file.port().orElse(0) > 0, "the port that was really taken");

            Places places = new Places(folder, config, config, config);
            assertTrue(run(new StatusCommand(new CommandEnvironment(places, Map.of(), false)))
                    .contains(", session 123456, since "));
            assertTrue(run(new PauseCommand(new CommandEnvironment(places, Map.of(), false)))
                    .startsWith("paused\nREADY, held by api:cli"));
            assertTrue(run(new ToggleCommand(new CommandEnvironment(places, Map.of(), false)))
                    .startsWith("resumed\nREADY"));
            assertTrue(run(new StopCommand(new CommandEnvironment(places, Map.of(), false)))
                    .startsWith("stopped, everything released"));

            agent.terminate();
            assertEquals(ExitCode.OK, terminated(agent));
            assertTrue(Files.notExists(config.resolve("agent.json")));
        }
    }

    private static String run(Object command) {
        StringWriter out = new StringWriter();
        int code = Main.commandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute();
        assertEquals(ExitCode.OK, code, out::toString);
        return out.toString();
    }

    /** A shell's code for SIGTERM, or our own where the process came to its end first. */
    private static int terminated(AgentProcess agent) throws InterruptedException {
        int code = agent.awaitExit(5_000);
        return code == 143 ? ExitCode.OK : code;
    }

    @Test
    @Tag("proof")
    void playsWithoutTheApiWhereItsPortIsTakenAndSaysSo(VirtualDesktop desktop) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> variables = environment(desktop);
            variables.put("FERMATA_PORT", Integer.toString(other.getLocalPort()));

            try (AgentProcess agent = new AgentProcess(variables, event -> { },
                    "-p", "profiles/demo.toml", "--start", "running")) {
                assertTrue(agent.await(event -> event.name().equals("played"), 10_000), agent::messages);
                assertTrue(agent.await(event -> event.name().equals("failure")
                        && event.text("part").equals("api"), 5_000), "the events tell it");
                String told = "! api: the pause-control service cannot listen on 127.0.0.1:" + other.getLocalPort();
                soon().until(() -> agent.messages().contains(told));
                assertEquals(1, agent.messages().split("cannot listen on", -1).length - 1, agent.messages());
                assertTrue(agent.messages().contains("choose another port with --port"), agent.messages());
                soon().until(() -> agent.messages().lines()
                        .anyMatch(line -> line.startsWith("RUNNING  ") && line.endsWith("  |  no API: see --port")));
                assertTrue(Files.readString(folder.resolve("fermata").resolve("fermata.log"))
                        .contains("cannot listen on 127.0.0.1:" + other.getLocalPort()), "the log tells it");

                AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
                assertTrue(file.port().isEmpty(), "clients are not sent to the program that has the port");
                agent.terminate();
                assertEquals(ExitCode.OK, terminated(agent));
            }
        }
    }

    @Test
    @Tag("proof")
    void startsNothingWhereThePortThatTheCommandLineNamesIsTaken(VirtualDesktop desktop) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AgentProcess agent = new AgentProcess(environment(desktop), event -> { },
                        "-p", "profiles/demo.toml", "--port", Integer.toString(other.getLocalPort()))) {
            assertEquals(ExitCode.FAILURE, agent.awaitExit(10_000));
            assertTrue(agent.messages().contains("fermata: the pause-control service cannot listen on 127.0.0.1:"
                    + other.getLocalPort()), agent.messages());
        }
    }

    @Test
    void startsNothingWithABadSetting(VirtualDesktop desktop) throws Exception {
        Map<String, String> variables = environment(desktop);
        variables.put("FERMATA_BUFFER_SIZE", "many");

        try (AgentProcess agent = new AgentProcess(variables, event -> { }, "-p", "profiles/demo.toml")) {
            assertEquals(ExitCode.BAD_PROFILE, agent.awaitExit(10_000));
            assertTrue(agent.messages().startsWith("fermata: the settings cannot be used:\nFERMATA_BUFFER_SIZE: "),
                    agent.messages());
            assertTrue(agent.events().isEmpty(), "nothing was started");
        }
    }
}
