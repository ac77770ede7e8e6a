package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending while something blocks: nothing stays down (G4), and what does not block goes on. */
@Tag("long")
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
@Tag("proof")
class BlockedEndDesktopTest {
    private static final int CTRL_S = 0x13;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void aTerminalThatStandsStillKeepsNeitherTheEndNorTheEventsFromComing(String signal, VirtualDesktop desktop)
            throws Exception {
        Path events = folder.resolve("events");
        try (LaunchedAgent agent = new LaunchedAgent("installed", desktop, folder, true, List.of(),
                "--events", events.toString())) {
            LaunchedAgent.await().until(() -> agent.out().contains("RUNNING  |"));
            agent.process().getOutputStream().write(CTRL_S);
            agent.process().getOutputStream().flush();
            String before = agent.out();
            // More than enough for the status thread, which writes five times a second.
            for (int i = 0; i < 3; i++) {
                desktop.down(Key.SPACE);
                long holds = i + 1;
                LaunchedAgent.await().until(() -> count(events, "hold_added") == holds);
                desktop.up(Key.SPACE);
                LaunchedAgent.await().until(() -> count(events, "hold_removed") == holds);
            }
            assertTrue(agent.out().length() - before.length() < 500, "the terminal stands still");
            agent.signal(signal, agent.pid());
            agent.awaitEnd();
            assertEquals(Set.of(), desktop.keysDown());
            agent.assertNothingLeft();
        } finally {
            desktop.up(Key.SPACE);
        }
    }

    @Test
    void whatAHungServerKeepsIsReleasedWhenItGoesOn(VirtualDesktop desktop) throws Exception {
        try (LaunchedAgent agent = new LaunchedAgent("installed", desktop, folder, false, List.of())) {
            desktop.stopServer();
            try {
                agent.signal("TERM", agent.pid());
                // It does not wait for the server; its launcher's watch does.
                agent.awaitEnd();
                assertEquals(1, agent.watchers());
            } finally {
                desktop.continueServer();
            }
            agent.assertNothingLeft();
        }
    }

    @Test
    void itEndsWhereNoThreadCanBeHadAnyMore(VirtualDesktop desktop) throws Exception {
        withoutThreads(desktop, List.of(), agent -> { });
    }

    @Test
    void theFirstClientPausesWhereNoThreadCanBeHadAnyMore(VirtualDesktop desktop) throws Exception {
        withoutThreads(desktop, List.of("--port", "0"), agent -> {
            agent.command("send", "q,delay5s,e");
            assertTrue(agent.command("pause", "--client", "first", "--graceful").contains("still being played"),
                    "who answers everybody must not wait");
            agent.command("pause", "--client", "second");
            assertEquals(Set.of(), desktop.keysDown());
            assertTrue(agent.command("status").contains("api:first"));
            agent.command("resume", "--all");
            LaunchedAgent.await().until(() -> desktop.keysDown().contains(Key.W));
            assertEquals(1, (agent.out() + agent.err()).lines().filter(line -> line.contains("thread")).count(),
                    "it is said once");
        });
    }

    /** Its launcher's and its own threads are all that there will be; ends it with a signal. */
    private void withoutThreads(VirtualDesktop desktop, List<String> arguments, Trial trial) throws Exception {
        // The limit is nothing to root. Whoever else it is may still read the classes under test.
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> user = root ? List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
                "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override", "--") : List.of();
        if (root) {
            run(desktop, List.of("xhost", "+si:localuser:nobody"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        try (LaunchedAgent agent = new LaunchedAgent("installed", desktop, folder, false, user,
                arguments.toArray(String[]::new))) {
            List<String> limit = new ArrayList<>(user);
            limit.addAll(List.of("prlimit", "--pid", Long.toString(agent.pid()), "--nproc=1:1"));
            run(desktop, limit);
            trial.run(agent);
            agent.signal("TERM", agent.pid());
            agent.awaitEnd();
            assertEquals(0, agent.process().waitFor());
            assertEquals(Set.of(), desktop.keysDown());
            agent.assertNothingLeft();
        } finally {
            if (root) {
                run(desktop, List.of("xhost", "-si:localuser:nobody"));
            }
        }
    }

    /** What is tried with an agent. */
    private interface Trial {
        void run(LaunchedAgent agent) throws Exception;
    }

    private static void run(VirtualDesktop desktop, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", desktop.display());
        assertEquals(0, builder.start().waitFor(), command::toString);
    }

    private static long count(Path events, String what) throws Exception {
        try (Stream<String> lines = Files.lines(events)) {
            return lines.filter(line -> line.contains(what)).count();
        }
    }
}
