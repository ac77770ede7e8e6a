package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real agent, stopped for seconds by SIGSTOP as a debugger or a machine that sleeps would. */
@Tag("long")
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
@Tag("proof")
class StandstillDesktopTest {
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Remaining"
            keys = "q"
            every = "200ms"
            [[skill]]
            name = "Realtime"
            keys = "z"
            every = "250ms"
            resume = "realtime"
            [[skill]]
            name = "Restart"
            keys = "x"
            every = "300ms"
            resume = "restart"
            """;
    private static final List<Key> SKILLS = List.of(Key.Q, Key.Z, Key.X);

    @TempDir
    private Path folder;

    @Test
    void nothingComesInABurstAndNobodyIsAlarmed(VirtualDesktop desktop) throws Exception {
        standStill(desktop, 2, 1_000);
    }

    @Test
    @Tag("soak")
    void nothingComesInABurstHoweverLongAndOftenItStoodStill(VirtualDesktop desktop) throws Exception {
        standStill(desktop, 3, 5_000);
    }

    private void standStill(VirtualDesktop desktop, int times, long millis) throws Exception {
        try (Rig rig = new Rig(desktop, folder, PROFILE)) {
            for (int i = 0; i < times; i++) {
                rig.await("plays", () -> SKILLS.stream().allMatch(key -> rig.presses(key) >= 2));
                signal(rig, "STOP");
                rig.pass(millis);
                desktop.target().clear();
                long goesOn = System.nanoTime();
                signal(rig, "CONT");
                rig.await("plays on", () -> SKILLS.stream().allMatch(key -> rig.presses(key) >= 4));
                double seconds = (System.nanoTime() - goesOn) / 1e9;
                for (Key key : SKILLS) {
                    // Its own rate, once for all that was missed, and one that was on its way.
                    double most = seconds / 0.2 + 2;
                    assertTrue(rig.presses(key) <= most, () -> rig.presses(key) + " presses of " + key + " in "
                            + seconds + " s after " + millis + " ms of standstill");
                }
            }
            assertEquals(0, rig.count("hook_lost") + rig.count("recovered") + rig.count("failure"),
                    () -> rig.names().toString());
            assertEquals(0, rig.count("hold_added"), () -> rig.names().toString());
        }
    }

    @Test
    void aKeyPressedMeanwhileHoldsAsLongAsItIsDown(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.await("plays", () -> rig.presses(Key.Q) >= 2);
            signal(rig, "STOP");
            rig.down(Key.SPACE);
            rig.pass(1_500);
            signal(rig, "CONT");
            rig.awaitEvent(event -> event.name().equals("hold_added"));
            // A press that was on its way arrives within this; what comes later would be a breach.
            rig.pass(50);
            long before = SKILLS.stream().mapToLong(rig::presses).sum();
            signal(rig, "STOP");
            rig.pass(1_000);
            signal(rig, "CONT");
            rig.pass(1_000);
            assertEquals(before, SKILLS.stream().mapToLong(rig::presses).sum(), "skill keys seen during the hold");
            assertEquals(0, rig.count("hold_removed"), () -> rig.names().toString());
            signal(rig, "STOP");
            rig.up(Key.SPACE);
            rig.pass(1_000);
            signal(rig, "CONT");
            rig.awaitEvent(event -> event.name().equals("hold_removed"));
            rig.await("plays again", () -> SKILLS.stream().mapToLong(rig::presses).sum() > before + 3);
            assertEquals(1, rig.count("hold_added"), () -> rig.names().toString());
        }
    }

    private static void signal(Rig rig, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(rig.agent.pid())).start();
        assertTrue(kill.waitFor(10, TimeUnit.SECONDS) && kill.exitValue() == 0, name);
    }
}
