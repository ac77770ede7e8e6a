package dev.fermata.demo;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.FermataProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration on a desktop that another program's window is on as well. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
class DemoDesktopTest {
    private static final String OWN = "^Fermata demo$";
    private static final String OTHERS = "Event Tester";
    private static final Set<Key> SKILLS = EnumSet.of(Key.Q, Key.R, Key.T, Key.F, Key.W, Key.DIGIT_1);

    @TempDir Path folder;

    @Test
    void playsIntoItsOwnWindowOnlyAndPausesWhileAnotherHasTheFocus(VirtualDesktop desktop) throws Exception {
        try (FermataProcess demo = new FermataProcess(environment(desktop), "demo", "--place", "desktop")) {
            demo.awaitOut(line -> line.contains("  play  "));

            focus(desktop, OTHERS);
            demo.awaitOut(line -> line.contains("silent   another window has the focus"));
            int played = plays(demo);
            // What the player types there is the player's, managed keys too.
            soon().until(() -> {
                tap(desktop, Key.E);
                return desktop.target().eventsOf(Key.E).size() >= 2;
            });
            tap(desktop, Key.SPACE);
            demo.awaitOut(line -> line.contains("but still: another window has the focus"));
            assertEquals(played, plays(demo), demo::out);

            focus(desktop, OWN);
            demo.awaitOut(line -> line.contains("free     the window has the focus again"));
            soon().until(() -> plays(demo) > played);
            demo.awaitOut(line -> line.contains("right mouse button"));
            tap(desktop, Key.MOUSE_RIGHT);
            demo.awaitOut(line -> line.contains("Now tap E"));
            tap(desktop, Key.E);
            demo.awaitOut(line -> line.contains("Now press F9"));
            tap(desktop, Key.F9);
            demo.awaitOut(line -> line.contains("silent   paused by you"));
            tap(desktop, Key.F9);

            assertEquals(0, demo.exitCode(20_000), demo::toString);
            assertTrue(demo.out().contains("sent for your e"), demo::out);
            // What was down when the focus went is released after that, which types nothing.
            List<TargetWindow.Event> strange = desktop.target().events().stream().filter(TargetWindow.Event::down)
                    .filter(event -> SKILLS.contains(event.key()) || event.key() == Key.DIGIT_0).toList();
            assertEquals(List.of(), strange, "nothing is pressed in another window");
        } finally {
            desktop.releaseAll();
            focus(desktop, OTHERS);
        }
    }

    @Test
    @Tag("proof")
    void endsWhenItsWindowIsClosed(VirtualDesktop desktop) throws Exception {
        try (FermataProcess demo = new FermataProcess(environment(desktop), "demo", "--place", "desktop")) {
            demo.awaitOut(line -> line.contains("  play  "));
            xdotool(desktop, OWN, "windowclose");
            demo.awaitOut(line -> line.contains("(the window was closed"));
            assertEquals(0, demo.exitCode(10_000), demo::toString);
        } finally {
            focus(desktop, OTHERS);
        }
    }

    private Map<String, String> environment(VirtualDesktop desktop) {
        Map<String, String> variables = new HashMap<>(Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "WAYLAND_DISPLAY", ""));
        for (String place : new String[] {"XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME"}) {
            variables.put(place, folder.toString());
        }
        return variables;
    }

    private static int plays(FermataProcess demo) {
        return demo.out().split("  play  ", -1).length - 1;
    }

    private static void tap(VirtualDesktop desktop, Key key) {
        desktop.down(key);
        desktop.up(key);
    }

    private static void focus(VirtualDesktop desktop, String name) throws Exception {
        xdotool(desktop, name, "windowfocus");
    }

    private static void xdotool(VirtualDesktop desktop, String name, String command) throws Exception {
        ProcessBuilder program = new ProcessBuilder("xdotool", "search", "--onlyvisible", "--name", name, command);
        program.environment().put("DISPLAY", desktop.display());
        assertEquals(0, program.inheritIO().start().waitFor());
    }
}
