package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenth of the heap that Fermata gives itself is enough for the main job. */
@Tag("proof")
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class SmallHeapDesktopTest {
    private static final int HOLDS = 10;
    private static final String PROFILE = """
            schema = 1
            name = "test"
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "20ms"
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            [dispatch]
            key_press = "2ms"
            min_gap = "0ms"
            """;

    @TempDir
    private Path folder;
    private Path events;

    @ParameterizedTest
    @CsvSource({"checkout, FERMATA_OPTS", "installed, JAVA_OPTS"})
    void playsHoldsAndEndsWithNothingDownInSixMegabytes(String kind, String variable, VirtualDesktop desktop)
            throws Exception {
        events = folder.resolve("events.jsonl");
        Path collections = folder.resolve("gc.log");
        List<String> small = List.of("env", variable + "=-Xmx6m -Xlog:gc*:file=" + collections + ":uptime:filecount=0");
        try (LaunchedAgent agent = new LaunchedAgent(kind, PROFILE, desktop, folder, false, small,
                "--events", events.toString())) {
            try {
                for (int i = 1; i <= HOLDS; i++) {
                    hold(desktop, i);
                }
            } finally {
                desktop.releaseAll();
            }
            agent.signal("TERM", agent.pid());
            agent.awaitEnd();
            assertEquals(0, agent.process().waitFor());
            agent.assertNothingLeft();
            assertEquals("", agent.err());
            assertTrue(agent.out().contains("0 keys left down"), agent::out);
        }
        String log = Files.readString(collections);
        assertTrue(log.contains("Heap Max Capacity: 6M"), log);
        assertTrue(log.contains("Pause Young"), () -> "it had to collect: " + log);
        assertEquals(0, count("failure"));
    }

    private void hold(VirtualDesktop desktop, int holds) {
        int played = desktop.target().eventsOf(Key.Q).size();
        LaunchedAgent.await().until(() -> desktop.target().eventsOf(Key.Q).size() >= played + 20);
        desktop.down(Key.SPACE);
        LaunchedAgent.await().until(() -> desktop.keysDown().equals(Set.of(Key.SPACE)));
        LaunchedAgent.await().until(() -> count("hold_added") == holds);
        desktop.up(Key.SPACE);
        LaunchedAgent.await().until(() -> count("hold_removed") == holds);
        LaunchedAgent.await().until(() -> desktop.keysDown().contains(Key.W));
    }

    private long count(String name) {
        try (Stream<String> lines = Files.lines(events)) {
            return lines.map(EventLine::parse).flatMap(Optional::stream)
                    .filter(event -> event.name().equals(name)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
