package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The launchers have released what an agent that died had down (G4). */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
@Tag("newest")
class KilledAgentDesktopTest {
    @TempDir
    private Path folder;

    @Test
    void anAgentKilledAloneLeavesNothingDown(VirtualDesktop desktop) throws Exception {
        try (LaunchedAgent agent = new LaunchedAgent("installed", desktop, folder, false, List.of())) {
            assertEquals(1, agent.watchers());
            agent.signal("KILL", agent.pid());
            agent.assertNothingLeft();
            assertEquals(128 + 9, agent.process().waitFor());
            assertTrue(agent.err().contains("released w, left down by the fermata that was process " + agent.pid()),
                    agent::err);
        }
    }

    @Test
    void noMoreDoesOneKilledInTheMiddleOfATake(VirtualDesktop desktop) throws Exception {
        Files.writeString(folder.resolve("combo.take"), "fermata take 1\n0 down w\n60000000 up w\n");
        String profile = """
                schema = 1
                name = "killed"
                [[skill]]
                name = "Combo"
                take = "combo.take"
                every = "1h"
                at_start = true
                """;
        try (LaunchedAgent agent = new LaunchedAgent("installed", profile, desktop, folder, false, List.of())) {
            agent.signal("KILL", agent.pid());
            agent.assertNothingLeft();
            assertEquals(128 + 9, agent.process().waitFor());
            assertTrue(agent.err().contains("released w, left down by the fermata that was process " + agent.pid()),
                    agent::err);
        }
    }

    @Test
    @Tag("proof")
    void noMoreDoesOneKilledWithItsWholeProcessGroup(VirtualDesktop desktop) throws Exception {
        try (LaunchedAgent agent = new LaunchedAgent("checkout", desktop, folder, false, List.of())) {
            agent.signal("KILL", -agent.pid());
            agent.assertNothingLeft();
        }
    }

    @Test
    void anAgentThatEndsByItselfLeavesNobodyWaiting(VirtualDesktop desktop) throws Exception {
        try (LaunchedAgent agent = new LaunchedAgent("installed", desktop, folder, false, List.of())) {
            agent.signal("TERM", agent.pid());
            agent.awaitEnd();
            assertEquals(0, agent.process().waitFor());
            agent.assertNothingLeft();
            assertEquals("", agent.err());
            try (Stream<Path> left = Files.list(folder.resolve("fermata"))) {
                assertEquals(List.of("fermata.log"), left.map(file -> file.getFileName().toString()).toList());
            }
        }
    }
}
