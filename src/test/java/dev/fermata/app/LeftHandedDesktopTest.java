package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A priority button on the desktop of somebody who has exchanged the mouse's buttons. */
@Tag("desktop")
@Tag("proof")
@ExtendWith(SharedDesktop.class)
class LeftHandedDesktopTest {
    private static final String PROFILE = """
            [priority]
            special = ["mouse_right"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "150ms"
            """;

    @TempDir
    private Path folder;
    private final VirtualDesktop desktop;

    LeftHandedDesktopTest(VirtualDesktop desktop) {
        this.desktop = desktop;
    }

    @AfterEach
    void undo() {
        desktop.buttonMap("default");
    }

    @Test
    void thePriorityButtonIsTheOneTheGameGetsAlsoWhenTheMapChangesMeanwhile() throws Exception {
        desktop.buttonMap("3 2 1");
        try (Rig rig = new Rig(desktop, folder, PROFILE)) {
            holds(rig, Key.MOUSE_LEFT, Key.MOUSE_RIGHT);
            desktop.buttonMap("default");
            holds(rig, Key.MOUSE_RIGHT, Key.MOUSE_LEFT);
            desktop.buttonMap("3 2 1");
            holds(rig, Key.MOUSE_LEFT, Key.MOUSE_RIGHT);
        }
    }

    /** That one button of the device silences the skills as long as it is down, and the other one does not. */
    private static void holds(Rig rig, Key priority, Key other) throws InterruptedException {
        long holds = rig.count("hold_added");
        rig.await("plays", () -> rig.presses(Key.Q) >= 1);
        rig.down(priority);
        rig.await("held", () -> rig.count("hold_added") == holds + 1);
        // A press that was on its way arrives within this; what comes later would be a breach.
        rig.pass(50);
        long before = rig.presses(Key.Q);
        rig.pass(1_000);
        assertEquals(before, rig.presses(Key.Q), "skill keys seen during the hold");
        assertEquals(holds, rig.count("hold_removed"), () -> "held as long as it is down: " + rig.names());
        rig.up(priority);
        rig.await("plays again", () -> rig.count("hold_removed") == holds + 1 && rig.presses(Key.Q) > before);
        rig.down(other);
        long free = rig.presses(Key.Q);
        rig.await("plays on", () -> rig.presses(Key.Q) >= free + 3);
        rig.up(other);
        assertEquals(holds + 1, rig.count("hold_added"), () -> rig.names().toString());
        assertTrue(rig.window().stream().anyMatch(event -> event.key() == Key.MOUSE_RIGHT), "the game's right button");
        rig.desktop.target().clear();
    }
}
