package dev.fermata.app;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a killed agent leaves down goes up, and nothing else does (G4); and one agent works on a display. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
class LeftKeysDesktopTest {
    private static final String PROFILE = """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            [[skill]]
            name = "Aim"
            keys = "mouse_middle"
            mode = "hold"
            """;
    private static final Set<Key> KEPT_DOWN = Set.of(Key.W, Key.MOUSE_MIDDLE);

    @TempDir
    private Path folder;

    private Map<String, String> environment(VirtualDesktop desktop) {
        return new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_RUNTIME_DIR", folder.toString(),
                "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(), "XDG_SESSION_TYPE", "x11"));
    }

    private FermataProcess agent(VirtualDesktop desktop) throws Exception {
        String profile = Files.writeString(folder.resolve("p.toml"), PROFILE).toString();
        FermataProcess agent =
                new FermataProcess(environment(desktop), "run", "-p", profile, "--start", "running", "--no-api");
        try {
            agent.awaitOut(line -> line.startsWith("RUNNING"));
            soon().until(() -> desktop.keysDown().containsAll(KEPT_DOWN));
            return agent;
        } catch (InterruptedException | RuntimeException | Error e) {
            agent.close();
            throw e;
        }
    }

    private void killAnAgent(VirtualDesktop desktop) throws Exception {
        try (FermataProcess agent = agent(desktop)) {
            agent.signal("KILL");
            agent.exitCode(5_000);
        }
        assertEquals(KEPT_DOWN, desktop.keysDown(), "the server keeps what a dead client has pressed");
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal")).toList();
        }
    }

    @Test
    void whatAKilledAgentHadDownIsReleasedByHandAndNothingElse(VirtualDesktop desktop) throws Exception {
        killAnAgent(desktop);
        desktop.otherProgramDown(Key.Z);
        desktop.down(Key.X);
        try {
            soon().until(() -> desktop.keysDown().containsAll(Set.of(Key.X, Key.Z)));

            FermataProcess release = FermataProcess.run(environment(desktop), "release");

            assertEquals(0, release.exitCode(), release::toString);
            assertTrue(release.out().matches("released w, mouse_middle, left down by the fermata that was process"
                    + " \\d+\\n"), release::toString);
            assertEquals(Set.of(Key.X, Key.Z), desktop.keysDown());
            assertEquals(List.of(), journals());
        } finally {
            desktop.up(Key.X);
            desktop.otherProgramUp(Key.Z);
        }
    }

    @Test
    @Tag("proof")
    void theNextCommandThatWorksOnTheDesktopReleasesItToo(VirtualDesktop desktop) throws Exception {
        killAnAgent(desktop);
        Map<String, String> elsewhere = environment(desktop);
        elsewhere.put("XDG_RUNTIME_DIR", Files.createDirectory(folder.resolve("elsewhere")).toString());
        try (FermataProcess listen = new FermataProcess(elsewhere, "keys", "--listen", "--seconds", "60")) {
            listen.awaitOut(line -> line.startsWith("listening on"));
            assertEquals(Set.of(), desktop.keysDown());
            assertTrue(listen.err().contains("which a fermata that was killed"), listen::err);
        }
        killAnAgent(desktop);
        String profile = folder.resolve("p.toml").toString();
        try (FermataProcess next = new FermataProcess(environment(desktop), "run", "-p", profile, "--no-api")) {
            next.awaitOut(line -> line.startsWith("READY"));
            assertEquals(Set.of(), desktop.keysDown());
            next.signal("TERM");
            assertEquals(0, next.exitCode(5_000), next::toString);
        }
        assertEquals(List.of(), journals(), "an agent that ends by itself leaves none");
    }

    @Test
    void aLivingAgentsKeysAreLeftAlone(VirtualDesktop desktop) throws Exception {
        try (FermataProcess agent = agent(desktop)) {
            for (String signal : List.of("CONT", "STOP")) {
                agent.signal(signal);
                FermataProcess release = FermataProcess.run(environment(desktop), "release");
                assertEquals(0, release.exitCode(), release::toString);
                assertTrue(release.out().startsWith("a fermata is running here (process "), release::toString);
                assertEquals(KEPT_DOWN, desktop.keysDown());
            }
            agent.signal("CONT");
            agent.signal("TERM");
            assertEquals(0, agent.exitCode(5_000), agent::toString);
            assertEquals(Set.of(), desktop.keysDown());
        }
    }

    @Test
    @Tag("proof")
    void aMissingJournalIsSaidAndWhatTheServerDoesNotKnowOfIsLeftAlone(VirtualDesktop desktop) throws Exception {
        killAnAgent(desktop);
        try {
            Path journal = journals().get(0);
            Path away = Files.move(journal, folder.resolve("away"));
            FermataProcess release = FermataProcess.run(environment(desktop), "release");
            assertEquals(1, release.exitCode(), release::toString);
            assertTrue(release.err().contains("may have left keys down, but its journal " + journal),
                    release::toString);

            // A new server has no such note; and if somebody has those keys down there, it is not that agent.
            Files.move(away, journal);
            new ProcessBuilder("xprop", "-display", desktop.display(), "-root", "-remove", "_FERMATA_JOURNAL")
                    .start().waitFor();
            release = FermataProcess.run(environment(desktop), "release");
            assertEquals("no key was left down here\n", release.out());
            assertEquals(KEPT_DOWN, desktop.keysDown());
        } finally {
            KEPT_DOWN.forEach(desktop::otherProgramUp);
            soon().until(() -> desktop.keysDown().isEmpty());
        }
    }

    @Test
    @Tag("proof")
    void aSecondAgentIsRefusedWhateverTheDisplayIsCalled(VirtualDesktop desktop) throws Exception {
        String profile = Files.writeString(folder.resolve("p.toml"), PROFILE).toString();
        try (FermataProcess first = new FermataProcess(environment(desktop), "run", "-p", profile, "--no-api")) {
            first.awaitOut(line -> line.startsWith("READY"));
            String number = desktop.display().substring(1);
            for (String name : List.of(":" + number + ".0", "unix:" + number, ":0" + number, ":" + number)) {
                Map<String, String> environment = environment(desktop);
                environment.put("DISPLAY", name);
                environment.put("XDG_RUNTIME_DIR", folder.resolve("of" + name.replace(':', '-')).toString());
                FermataProcess second = FermataProcess.run(environment, "run", "-p", profile, "--no-api");
                assertEquals(5, second.exitCode(), () -> name + ": " + second);
                assertTrue(second.err().contains("another fermata (process "), second::err);
                assertFalse(second.out().contains("READY"), second::out);
            }
            first.signal("TERM");
            assertEquals(0, first.exitCode(5_000), first::toString);
        }
    }
}
