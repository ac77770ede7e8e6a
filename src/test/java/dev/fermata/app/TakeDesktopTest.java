package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Takes as a game's window gets them, with the player at the same keyboard. */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class TakeDesktopTest {
    private static final String COMBO = """
            [[skill]]
            name = "Combo"
            take = "combo.take"
            every = "%s"
            at_start = true
            """;

    @TempDir
    private Path folder;

    private void take(String lines) throws Exception {
        Files.writeString(folder.resolve("combo.take"), "fermata take 1\n" + lines);
    }

    /** A window gets repeats as strokes, and how soon a key repeats is another test's. */
    @BeforeEach
    void withoutRepeats(VirtualDesktop desktop) {
        desktop.xset("r", "off");
    }

    @AfterEach
    void withRepeats(VirtualDesktop desktop) {
        desktop.xset("r", "on");
    }

    @Test
    void theWindowGetsEveryStrokeInItsOrderWithTheWheelAndTheButtons(VirtualDesktop desktop) throws Exception {
        take("0 down q\n 40000 down w\n 40000 up q\n 60000 wheel -2\n 80000 move 100 100\n 90000 down mouse_left\n"
                + "120000 up mouse_left\n 150000 up w\n");
        try (Rig rig = new Rig(desktop, folder, COMBO.formatted("1h"))) {
            rig.await(() -> "there were " + rig.names() + "\n" + rig.window(), () -> rig.count("played") == 1 && !rig.seen(Key.W).isEmpty()
                    && rig.seen(Key.W).size() == 2);
            assertEquals(List.of("d:q", "d:w", "u:q", "d:wheel_down", "u:wheel_down", "d:wheel_down", "u:wheel_down",
                    "d:mouse_left", "u:mouse_left", "u:w"),
                    rig.window().stream().map(TargetWindow.Event::toString).toList());
        }
    }

    @Tag("proof")
    @Test
    void aHoldLetsGoOfWhatItHasDownAndTheTakeGoesOnFromThere(VirtualDesktop desktop) throws Exception {
        take("0 down w\n 3000000 up w\n 3000000 down q\n 3050000 up q\n");
        try (Rig rig = new Rig(desktop, folder, "[priority]\nspecial = [\"space\"]\n" + COMBO.formatted("1h"))) {
            rig.await("down", () -> rig.seen(Key.W).equals(List.of("d:w")));
            rig.down(Key.SPACE);
            rig.await("up for the hold", () -> rig.seen(Key.W).equals(List.of("d:w", "u:w")));
            rig.pass(3_200);
            assertEquals(List.of("d:w", "u:w"), rig.seen(Key.W), "its time stands still");
            assertEquals(0, rig.presses(Key.Q));
            rig.up(Key.SPACE);
            rig.await("again", () -> rig.seen(Key.W).equals(List.of("d:w", "u:w", "d:w")));
            rig.await("the rest", () -> rig.seen(Key.Q).equals(List.of("d:q", "u:q")));
            assertEquals(List.of("d:w", "u:w", "d:w", "u:w"), rig.seen(Key.W));
        }
    }

    /** It shares a key with the player, who has it down before, and keeps it down. */
    @Tag("proof")
    @Test
    void aKeyThatThePlayerHasDownHimselfIsHisAfterwards(VirtualDesktop desktop) throws Exception {
        take("0 down q\n 100000 down w\n 200000 up w\n 300000 up q\n");
        try (Rig rig = new Rig(desktop, folder, COMBO.formatted("1500ms").replace("at_start = true\n", ""))) {
            rig.down(Key.W);
            rig.await("played", () -> rig.count("played") == 1);
            rig.up(Key.W);
            rig.await("up", () -> desktop.keysDown().isEmpty());
            assertTrue(rig.presses(Key.W) >= 2, "the player's and the take's: " + rig.seen(Key.W));
        }
    }

    /** Its own presses of a priority key are no hold, however fast they come. */
    @Tag("proof")
    @Test
    void aTakeThatPressesAPriorityKeyHoldsNothing(VirtualDesktop desktop) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            lines.append(i * 2_000).append(i % 2 == 0 ? " down" : " up").append(" space\n");
        }
        take(lines.toString());
        try (Rig rig = new Rig(desktop, folder, "[priority]\nspecial = [\"space\"]\n" + COMBO.formatted("1h"))) {
            rig.await("all of it", () -> rig.count("played") == 1 && rig.seen(Key.SPACE).size() == 400);
            assertEquals(0, rig.count("hold_added"));
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("hold_added"));
        }
    }

    @Test
    void panicInTheMiddleLeavesNothingDown(VirtualDesktop desktop) throws Exception {
        take("0 down w\n 0 down left_shift\n 60000000 up w\n");
        try (Rig rig = new Rig(desktop, folder, "[hotkeys]\npanic = \"f12\"\n" + COMBO.formatted("1h"))) {
            rig.await("down", () -> desktop.keysDown().size() == 2);
            rig.tap(Key.F12);
            rig.awaitEvent(event -> event.name().equals("dropped") && event.text("reason").equals("panic key"));
            rig.await("up", () -> desktop.keysDown().isEmpty());
        }
    }
}
