package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agent while other programs want every core, at its own priority. What it does then, not how fast. */
@Tag("proof")
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class BusyCoresDesktopTest {
    private static final int HOLDS = 30;
    /** Ends by itself when whoever has started it is gone. */
    private static final List<String> BUSY = List.of("sh", "-c", "while kill -0 $PPID; do :; done");
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "40ms"
            """;

    @TempDir
    private Path folder;

    @Test
    void everyHoldIsOneAndSilentWhileOtherProgramsTakeAllCores(VirtualDesktop desktop) throws Exception {
        desktop.xset("r", "on");
        List<Process> others = new ArrayList<>();
        try {
            for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
                others.add(new ProcessBuilder(BUSY).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
            }
            try (Rig rig = new Rig(desktop, folder, PROFILE)) {
                hold(rig);
                assertTrue(others.stream().allMatch(Process::isAlive), "the cores were busy to the end");
                List<Long> sent = rig.sentBeforeEachHold(Key.Q);
                assertEquals(HOLDS, sent.size(), () -> "holds: " + rig.names());
                assertEquals(sent, rig.sentBeforeEachEnd(Key.Q), "sent until each hold, and until its end");
                rig.await("the window gets the last release, too",
                        () -> Rig.seenBeforeEachRelease(rig.window(), Key.Q, Key.SPACE).size() >= HOLDS);
                // The server sorts what it gets: before a release there is what was sent before its hold, and no more.
                assertEquals(sent, Rig.seenBeforeEachRelease(rig.window(), Key.Q, Key.SPACE), "seen by the window");
            }
        } finally {
            others.forEach(Process::destroyForcibly);
            for (Process other : others) {
                assertTrue(other.waitFor(10, TimeUnit.SECONDS));
            }
        }
        assertEquals(Collections.emptySet(), desktop.keysDown());
    }

    private static void hold(Rig rig) throws InterruptedException {
        for (int i = 1; i <= HOLDS; i++) {
            int holds = i;
            long before = rig.presses(Key.Q);
            rig.await("plays", () -> rig.presses(Key.Q) > before);
            rig.down(Key.SPACE);
            rig.await("held", () -> rig.count("hold_added") >= holds);
            // Longer than the skill's interval: what is not silent shows. Each fifth so long that the key repeats.
            rig.pass(i % 5 == 0 ? 1_000 : 80);
            rig.up(Key.SPACE);
            rig.await("free", () -> rig.count("hold_removed") >= holds);
        }
        long before = rig.presses(Key.Q);
        rig.await("plays again", () -> rig.presses(Key.Q) > before);
    }
}
