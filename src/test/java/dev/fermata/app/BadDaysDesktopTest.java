package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.cli.Main;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on real desktops, with the real command: its message, its exit code, nothing left down. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
@Tag("proof")
class BadDaysDesktopTest {
    private static final String FAST = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "150ms"
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            """;

    @TempDir
    private Path folder;

    private String profile(String body) throws IOException {
        return Files.writeString(folder.resolve("p.toml"), "schema = 1\nname = \"test\"\n" + body).toString();
    }

    // --- Servers that cannot be used --------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"XTEST", "RECORD"})
    void aServerWithoutAnExtensionIsNoUsableDesktopAndTheExtensionIsNamed(String extension) throws Exception {
        // The X server has one switch for both.
        Process server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-extension", extension, "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = server.inputReader(StandardCharsets.US_ASCII)) {
            Map<String, String> environment = environment(":" + out.readLine());
            for (String[] command : List.of(new String[] {"run", "-p", "demo"}, new String[] {"keys", "--listen"})) {
                FermataProcess ran = FermataProcess.run(environment, command);
                assertEquals(4, ran.exitCode(), ran::toString);
                assertTrue(ran.err().matches("fermata: X11 display :\\d+ lacks the X extension XTEST; .*\\n"), ran::err);
            }
            FermataProcess doctor = FermataProcess.run(environment, "doctor");
            assertEquals(4, doctor.exitCode(), doctor::toString);
            assertTrue(doctor.out().contains("lacks the X extension XTEST"), doctor::out);
        } finally {
            server.destroy();
        }
    }

    @Test
    void aKilledServerEndsTheAgentWithAMessageAndANewOneTakesTheNextAgent() throws Exception {
        SharedDesktop.requirePrograms();
        String profile = profile(FAST);
        try (VirtualDesktop first = new VirtualDesktop();
                FermataProcess agent = new FermataProcess(environment(first.display()),
                        "run", "-p", profile, "--start", "running", "--events", "-")) {
            agent.awaitOut(line -> line.contains("\"event\":\"played\""));
            first.killServer();
            int code = agent.exitCode(5_000);
            assertEquals(1, code, agent::toString);
            assertTrue(agent.err().contains("fermata: the desktop has gone away"), agent::err);
            assertFalse(agent.err().contains("\tat "), () -> "no stack trace: " + agent.err());
        }
        try (VirtualDesktop second = new VirtualDesktop();
                FermataProcess agent = new FermataProcess(environment(second.display()),
                        "run", "-p", profile, "--start", "running", "--events", "-")) {
            agent.awaitOut(line -> line.contains("\"event\":\"played\""));
            agent.signal("TERM");
            assertEquals(0, agent.exitCode(5_000), agent::toString);
        }
    }

    @Test
    void aServerThatComesBackOnTheSameDisplayTakesTheNextAgentAndNothingOfTheLastIsInTheWay() throws Exception {
        SharedDesktop.requirePrograms();
        String profile = profile(FAST);
        String number = null;
        for (int life = 1; life <= 3; life++) {
            Process server = number == null ? server("-displayfd", "1") : server(number, "-displayfd", "1");
            try (BufferedReader out = server.inputReader(StandardCharsets.US_ASCII)) {
                String display = ":" + out.readLine();
                assertTrue(number == null || number.equals(display), display);
                number = display;
                try (FermataProcess agent = new FermataProcess(environment(display),
                        "run", "-p", profile, "--start", "running", "--events", "-", "--port", "0")) {
                    agent.awaitOut(line -> line.contains("\"event\":\"played\""));
                    server.destroyForcibly();
                    // 1, as any failure: the service starts the agent again.
                    assertEquals(1, agent.exitCode(10_000), agent::toString);
                    assertTrue(agent.err().contains("fermata: the desktop has gone away"), agent::err);
                    assertFalse(agent.err().contains("warn"), agent::err);
                }
                FermataProcess status = FermataProcess.run(environment(display), "status");
                assertNotEquals(0, status.exitCode(), status::toString);
                assertFalse(status.err().contains("\tat "), status::err);
            } finally {
                server.destroyForcibly();
            }
        }
    }

    private static Process server(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("Xvfb"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-nolisten", "tcp"));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void listeningForKeysEndsWithAMessageWhenTheServerIsKilled() throws Exception {
        SharedDesktop.requirePrograms();
        try (VirtualDesktop desktop = new VirtualDesktop();
                FermataProcess listen = new FermataProcess(environment(desktop.display()), "keys", "--listen")) {
            listen.awaitOut(line -> line.startsWith("listening on"));
            desktop.killServer();
            assertNotEquals(0, listen.exitCode(5_000));
            assertTrue(listen.out().contains("the desktop has gone away"), listen::toString);
        }
    }

    // --- Ends -------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalEndsItWithinASecondWithEverythingReleased(String signal, VirtualDesktop desktop) throws Exception {
        // A shell's background jobs ignore Ctrl-C, and hand that on to what they start.
        List<String> heedful = List.of("env", "--default-signal=INT,HUP,TERM");
        try (FermataProcess agent = new FermataProcess(environment(desktop.display()), heedful,
                Main.class, "run", "-p", profile(FAST), "--start", "running", "--events", "-")) {
            agent.awaitOut(line -> line.contains("\"event\":\"played\""));
            assertTrue(desktop.keysDown().contains(Key.W));
            long start = System.nanoTime();
            agent.signal(signal);
            assertEquals(0, agent.exitCode(5_000), agent::toString);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(millis < 1_000, () -> "took " + millis + " ms");
            assertEquals(Set.of(), desktop.keysDown());
            assertTrue(agent.err().contains("0 keys left down"), agent::err);
        }
    }

    @Test
    void aReaderOfTheEventsThatGoesAwayEndsTheAgent(VirtualDesktop desktop) throws Exception {
        List<String> piped = List.of("bash", "-c", "set -o pipefail; \"$@\" | head -n 3", "bash");
        try (FermataProcess agent = new FermataProcess(environment(desktop.display()), piped,
                Main.class, "run", "-p", profile(FAST), "--start", "running", "--events", "-")) {
            assertEquals(1, agent.exitCode(20_000), agent::toString);
            assertEquals(3, agent.out().lines().count(), agent::out);
            assertTrue(agent.err().contains("fermata: nobody reads the events any more"), agent::err);
            assertTrue(agent.err().contains("0 keys left down"), agent::err);
            SharedDesktop.soon().until(() -> desktop.keysDown().isEmpty());
        }
    }

    @Test
    void aFileThatTakesNoEventsIsToldAndTheAgentGoesOn(VirtualDesktop desktop) throws Exception {
        try (FermataProcess agent = new FermataProcess(environment(desktop.display()),
                "run", "-p", profile(FAST), "--start", "running", "--events", "/dev/full")) {
            agent.awaitOut(line -> line.startsWith("! events are not written to /dev/full any more: "));
            SharedDesktop.soon().until(() -> desktop.target().eventsOf(Key.Q).size() > 4);
            agent.signal("TERM");
            assertEquals(0, agent.exitCode(5_000), agent::toString);
        }
    }

    // --- Folders and files ------------------------------------------------------------------------

    @Test
    void aSecondAgentIsRefusedBeforeItTouchesTheEventsOfTheFirst(VirtualDesktop desktop) throws Exception {
        String profile = profile(FAST);
        Path events = folder.resolve("events.jsonl");
        String[] arguments = {"run", "-p", profile, "--events", events.toString()};
        try (FermataProcess first = new FermataProcess(environment(desktop.display()), arguments)) {
            first.awaitOut(line -> line.startsWith("READY"));
            SharedDesktop.soon().until(() -> Files.readString(events).contains("\"to\":\"ready\""));
            FermataProcess second = FermataProcess.run(environment(desktop.display()), arguments);
            assertEquals(5, second.exitCode(), second::toString);
            assertTrue(second.err().contains("another fermata (process "), second::err);
            assertTrue(Files.readString(events).contains("\"to\":\"ready\""));
            first.signal("TERM");
            assertEquals(0, first.exitCode(5_000));
        }
    }

    @Test
    void aStateFolderThatCannotBeWrittenCostsTheLogOnly(VirtualDesktop desktop) throws Exception {
        Map<String, String> environment = environment(desktop.display());
        environment.put("XDG_STATE_HOME", Files.createFile(folder.resolve("a-file")).toString());
        try (FermataProcess agent = new FermataProcess(environment, "run", "-p", profile(FAST))) {
            agent.awaitOut(line -> line.startsWith("READY"));
            assertTrue(agent.err().contains("cannot be written, going on without it"), agent::err);
            agent.signal("TERM");
            assertEquals(0, agent.exitCode(5_000));
        }
    }

    @Test
    void noFolderToWriteInIsAFailureThatSaysWhatToDo(VirtualDesktop desktop) throws Exception {
        Map<String, String> environment = environment(desktop.display());
        String file = Files.createFile(folder.resolve("a-file")).toString();
        environment.put("XDG_RUNTIME_DIR", file);
        environment.put("XDG_STATE_HOME", file);
        FermataProcess run = FermataProcess.run(environment, "run", "-p", profile(FAST));
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.err().contains("set XDG_RUNTIME_DIR to a folder that can"), run::err);
        FermataProcess doctor = FermataProcess.run(environment, "doctor");
        assertEquals(4, doctor.exitCode(), doctor::toString);
        assertTrue(doctor.out().contains("set XDG_RUNTIME_DIR"), doctor::out);
    }

    @Test
    void keysAreNamedAsTheyArePressed(VirtualDesktop desktop) throws Exception {
        try (FermataProcess listen = new FermataProcess(environment(desktop.display()),
                "keys", "--listen", "--seconds", "3")) {
            listen.awaitOut(line -> line.startsWith("listening on X11 display " + desktop.display()));
            desktop.down(Key.KP_7);
            desktop.up(Key.KP_7);
            desktop.down(Key.MOUSE_RIGHT);
            desktop.up(Key.MOUSE_RIGHT);
            listen.awaitOut(line -> line.equals("mouse_right up"));
            assertEquals(0, listen.exitCode(10_000));
            assertEquals(List.of("kp_7 down", "kp_7 up", "mouse_right down", "mouse_right up"),
                    listen.out().lines().skip(1).toList());
        }
    }

    /** The ways in which editors save. */
    private enum Save {
        RENAME {
            @Override
            void to(Path file, String text) throws IOException {
                Path draft = Files.writeString(file.resolveSibling("draft~"), text);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        TRUNCATE {
            @Override
            void to(Path file, String text) throws IOException {
                Files.writeString(file, text);
            }
        },
        DELETE_AND_CREATE {
            @Override
            void to(Path file, String text) throws IOException {
                Files.delete(file);
                Files.writeString(file, text);
            }
        };

        abstract void to(Path file, String text) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Save.class)
    void aSaveTakesEffectHoweverTheEditorSaves(Save save, VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.await("plays", () -> rig.presses(Key.Q) >= 1);
            String text = Files.readString(rig.profile);
            save.to(rig.profile, text.replace("\"q\"", "\"z\""));
            rig.await("the new key plays", () -> rig.presses(Key.Z) >= 1);
            rig.await("and the old one no more", () -> desktop.keysDown().equals(Set.of(Key.W)));
            assertEquals(0, rig.count("profile_refused"), () -> rig.names().toString());
            assertEquals(2, rig.count("profile_loaded"));
        }
    }

    @Test
    void aDeletedProfileLeavesTheLoadedOneInForce(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            Files.delete(rig.profile);
            rig.awaitEvent(event -> event.name().equals("profile_refused")
                    && event.text("problems").contains("does not exist"));
            long before = rig.presses(Key.Q);
            rig.await("plays on", () -> rig.presses(Key.Q) >= before + 3);
        }
    }

    // --- Keys -------------------------------------------------------------------------------------

    @Test
    void keysThatNoProfileNamesAreNeitherLoggedNorPutIntoEvents(VirtualDesktop desktop) throws Exception {
        // Names that no message contains by chance.
        List<Key> secret = List.of(Key.BACKSLASH, Key.PAGE_DOWN, Key.KP_5, Key.F7, Key.MOUSE_MIDDLE);
        Map<String, String> environment = environment(desktop.display());
        environment.put("JAVA_TOOL_OPTIONS", "-Dfermata.log.file.level=TRACE");
        try (FermataProcess agent = new FermataProcess(environment, "run", "-p", profile(FAST),
                "--start", "running", "--log-level", "debug", "--events", "-")) {
            agent.awaitOut(line -> line.contains("\"event\":\"played\""));
            type(desktop, secret);
            desktop.down(Key.SPACE);
            agent.awaitOut(line -> line.contains("\"scheduler_pause_requested\""));
            type(desktop, secret);
            desktop.up(Key.SPACE);
            agent.awaitOut(line -> line.contains("\"scheduler_resume_requested\""));
            SharedDesktop.soon().until(() -> secret.stream().allMatch(key -> desktop.target().eventsOf(key).size() >= 4));
            agent.signal("TERM");
            assertEquals(0, agent.exitCode(5_000), agent::toString);
            String log;
            try (var files = Files.walk(folder)) {
                Path file = files.filter(each -> each.endsWith("fermata.log")).findFirst().orElseThrow();
                log = Files.readString(file);
            }
            assertTrue(log.contains("DEBUG") && log.contains("key=space"), () -> "the log has the keys of the profile: " + log);
            String everything = agent.out() + agent.err() + log;
            for (Key key : secret) {
                assertFalse(everything.contains(key.id()), () -> key + " is in " + everything.lines()
                        .filter(line -> line.contains(key.id())).collect(Collectors.joining("\n")));
            }
        }
    }

    private static void type(VirtualDesktop desktop, List<Key> keys) {
        for (Key key : keys) {
            desktop.down(key);
            desktop.up(key);
        }
    }

    @Test
    void numLockSwitchedWhileANumpadKeyIsDownChangesNothing(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST.replace("\"space\"", "\"kp_7\""))) {
            for (int round = 1; round <= 2; round++) {
                int holds = round;
                rig.down(Key.KP_7);
                rig.await("held", () -> rig.count("hold_added") == holds);
                rig.tap(Key.NUM_LOCK);
                rig.pass(400);
                assertEquals(holds - 1, rig.count("hold_removed"), () -> "held while it is down: " + rig.names());
                rig.up(Key.KP_7);
                rig.await("free", () -> rig.count("hold_removed") == holds);
            }
            assertEquals(2, rig.count("scheduler_pause_requested"), () -> rig.names().toString());
        }
    }

    @Test
    void aDryRunIsNoDeadHookAndShowsManagedKeysAsSent(VirtualDesktop desktop) throws Exception {
        String profile = FAST.replace("special = [\"space\"]", "special = [\"space\"]\n[priority.managed.e]\nsend = \"0\"");
        try (Rig rig = new Rig(desktop, folder, profile, "--start", "running", "--dry-run")) {
            rig.awaitEvent(event -> event.name().equals("played"));
            rig.tap(Key.E);
            rig.awaitEvent(event -> event.name().equals("key_down") && event.text("key").equals("0"));
            // The watchdog needs two looks, a second apart, to take a hook for dead.
            rig.pass(3_500);
            assertEquals(0, rig.count("hook_lost"), () -> rig.names().toString());
            assertEquals(0, rig.count("failure"), () -> rig.names().toString());
            assertEquals(List.of("d:e", "u:e"), rig.seen(Key.E), "the player's own key is not taken");
            assertEquals(0, rig.presses(Key.DIGIT_0));
            assertEquals(0, rig.presses(Key.Q));
        }
    }

    private Map<String, String> environment(String display) {
        return new HashMap<>(Map.of("DISPLAY", display, "XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(), "XDG_SESSION_TYPE", "x11"));
    }
}
