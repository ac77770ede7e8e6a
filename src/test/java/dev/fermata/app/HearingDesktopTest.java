package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who pressed what, on a real server: repeats in pairs, the agent's own keys, echoes that come late. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
@Tag("proof")
class HearingDesktopTest {
    private static final String PRIORITY = """
            [priority]
            special = ["space"]
            [priority.managed.e]
            send = "0"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "40ms"
            [dispatch]
            min_gap = "0ms"
            key_press = "10ms"
            """;

    private final VirtualDesktop desktop;
    @TempDir
    private Path folder;

    HearingDesktopTest(VirtualDesktop desktop) {
        this.desktop = desktop;
    }

    @AfterEach
    void repeatAsUsual() {
        desktop.hostXset("r", "off");
        desktop.xset("r", "on");
        desktop.xset("r", "rate");
    }

    // --- Auto-repeat in pairs -----------------------------------------------------------------------

    @Test
    void repeatsInPairsAreOneHold() throws Exception {
        // Quicker than usual: as many pairs in less time.
        desktop.hostXset("r", "on");
        desktop.hostXset("r", "rate", "250", "30");
        holdsAreAsManyAsPresses(3, 1_000);
    }

    @Test
    @Tag("proof")
    void repeatsInPairsAreOneHoldInTenHoldsOfTwoSeconds() throws Exception {
        desktop.hostXset("r", "on");
        desktop.hostXset("r", "rate");
        holdsAreAsManyAsPresses(10, 2_000);
    }

    private void holdsAreAsManyAsPresses(int holds, long millis) throws Exception {
        try (Rig rig = new Rig(desktop, folder, PRIORITY)) {
            int pairs = 0;
            for (int i = 1; i <= holds; i++) {
                int number = i;
                rig.down(Key.SPACE);
                rig.await("held", () -> rig.count("hold_added") >= number);
                // A press that was on its way arrives within this; what comes later would be a breach.
                rig.pass(50);
                desktop.target().clear();
                rig.pass(millis - 50);
                List<TargetWindow.Event> during = rig.window();
                rig.up(Key.SPACE);
                assertEquals(List.of(), of(during, Key.Q), "skill keys during a hold");
                pairs += of(during, Key.SPACE).size();
                rig.await("free", () -> rig.count("hold_removed") >= number);
            }
            assertTrue(pairs > 10 * holds, "repeats came in pairs: " + pairs);
            assertEquals(holds, rig.count("scheduler_pause_requested"), () -> rig.names().toString());
            assertEquals(holds, rig.count("scheduler_resume_requested"));
        }
    }

    @Test
    void aManagedKeyThatRepeatsInPairsIsSentOnceAndStaysDown() throws Exception {
        desktop.hostXset("r", "on");
        desktop.hostXset("r", "rate", "250", "30");
        try (Rig rig = new Rig(desktop, folder, PRIORITY)) {
            rig.down(Key.E);
            rig.await("sent", () -> rig.seen(Key.DIGIT_0).contains("d:0"));
            rig.pass(1_000);
            assertEquals(List.of("d:0"), rig.seen(Key.DIGIT_0));
            rig.up(Key.E);
            rig.await("released", () -> rig.seen(Key.DIGIT_0).equals(List.of("d:0", "u:0")));
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
            assertEquals(1, rig.count("scheduler_pause_requested"));
        }
    }

    // --- Own keys -----------------------------------------------------------------------------------

    private static final String KEPT_DOWN = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Long"
            keys = "d:f9,delay800,u:f9,d:space,delay800,u:space"
            every = "20m"
            at_start = true
            """;

    @Test
    void aKeyTheAgentKeepsDownIsNoHotkeyAndNoHoldHoweverItRepeats() throws Exception {
        desktop.xset("r", "rate", "200", "30");
        try (Rig rig = new Rig(desktop, folder, KEPT_DOWN)) {
            awaitPlayed(rig);
            assertTrue(rig.presses(Key.F9) > 10 && rig.presses(Key.SPACE) > 10, () -> "repeats: " + rig.window());
            assertEquals(0, rig.count("hold_added"), () -> rig.names().toString());
        }
    }

    @Test
    @Tag("soak")
    void norWithoutAFocusedWindow() throws Exception {
        desktop.xset("r", "rate", "200", "30");
        try (VirtualDesktop unfocused = new VirtualDesktop()) {
            unfocused.xset("r", "rate", "200", "30");
            unfocused.unfocus();
            for (int i = 0; i < 5; i++) {
                try (Rig rig = new Rig(unfocused, folder, KEPT_DOWN)) {
                    awaitPlayed(rig);
                    assertEquals(0, rig.count("hold_added"), () -> rig.names().toString());
                }
            }
        }
    }

    @Test
    void thePlayersPressOfAKeyTheAgentKeepsDownCounts() throws Exception {
        desktop.xset("r", "off");
        String profile = KEPT_DOWN.replaceAll("keys = .*", "keys = \"d:space,delay8000,u:space\"");
        try (Rig rig = new Rig(desktop, folder, profile)) {
            rig.await("the agent has it down", () -> rig.seen(Key.SPACE).contains("d:space"));
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("hold_added"));
            rig.up(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("hold_removed"));
        }
    }

    private static void awaitPlayed(Rig rig) {
        rig.await("played", () -> rig.count("played") == 1);
        // What the server repeated before the release may be heard after it.
        rig.await("heard", () -> rig.desktop.keysDown().isEmpty());
    }

    // --- Echoes that come late ----------------------------------------------------------------------

    private static final String OWN_PRIORITY_KEYS = """
            [priority]
            special = ["space"]
            [priority.managed.e]
            [[skill]]
            name = "Jump"
            keys = "space"
            every = "30ms"
            [[skill]]
            name = "Knife"
            keys = "e"
            every = "40ms"
            [dispatch]
            min_gap = "0ms"
            key_press = "10ms"
            """;

    @Test
    void echoesHeardAfterTheProcessWasStoppedAreNotThePlayerTenTimes() throws Exception {
        int times = 10;
        try (Rig rig = new Rig(desktop, folder, OWN_PRIORITY_KEYS)) {
            for (int i = 0; i < times; i++) {
                long before = rig.count("played");
                signal(rig, "STOP");
                rig.pass(900);
                signal(rig, "CONT");
                rig.await("plays on", () -> rig.count("played") >= before + 5);
            }
            assertEquals(0, rig.count("hold_added"), () -> rig.names().toString());
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("hold_added"));
            rig.up(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("hold_removed"));
        }
    }

    private static void signal(Rig rig, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(rig.agent.pid())).start();
        assertTrue(kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0, "kill -" + name);
    }

    private static List<TargetWindow.Event> of(List<TargetWindow.Event> events, Key key) {
        return events.stream().filter(event -> event.key() == key && event.down()).toList();
    }
}
