package dev.fermata.app;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.OtherWindow;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Of two profiles that name a window the one is played whose window has the focus. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
class FollowedWindowsDesktopTest {
    @TempDir
    private Path folder;

    private void profile(String name, String title, String key) throws Exception {
        Path profiles = Files.createDirectories(folder.resolve("fermata").resolve("profiles"));
        Files.writeString(profiles.resolve(name + ".toml"), "schema = 1\n[window]\ntitle = \"" + title + "\"\n"
                + "[[skill]]\nname = \"Channel\"\nkeys = \"" + key + "\"\nmode = \"hold\"\n"
                + "[[skill]]\nname = \"Bolt\"\nkeys = \"" + key + "\"\nevery = \"60ms\"\n");
    }

    private static Set<Key> pressed(TargetWindow window) {
        return window.events().stream().filter(TargetWindow.Event::down).map(TargetWindow.Event::key)
                .collect(Collectors.toSet());
    }

    private static void gets(TargetWindow window, Key key) {
        window.clear();
        soon().until(() -> window.events().stream().filter(event -> event.key() == key && event.down()).count() > 2);
    }

    @Test
    @Tag("proof")
    void theProfileChangesWithTheWindowAndAManualPauseStays() throws Exception {
        profile("one", "Event Tester", "q");
        profile("two", "Other", "w");
        try (VirtualDesktop desktop = new VirtualDesktop(); OtherWindow other = new OtherWindow(desktop.display())) {
            Map<String, String> environment = new HashMap<>(Rig.environment(desktop, folder));
            environment.put("XDG_CONFIG_HOME", folder.toString());
            try (AgentProcess agent = new AgentProcess(environment, event -> { }, "--start", "running", "--no-api")) {
                gets(desktop.target(), Key.Q);
                other.focusIt();
                gets(other.window(), Key.W);
                other.focusGame();
                gets(desktop.target(), Key.Q);
                for (int i = 0; i < 10; i++) {
                    other.focusIt();
                    TimeUnit.MILLISECONDS.sleep(3L * i);
                    other.focusGame();
                    TimeUnit.MILLISECONDS.sleep(2L * i);
                }
                gets(desktop.target(), Key.Q);
                desktop.down(Key.F9);
                desktop.up(Key.F9);
                soon().until(() -> agent.events().stream().anyMatch(event -> event.name().equals("hold_added")
                        && event.text("holder").equals("manual")));
                long loads = loads(agent);
                other.focusIt();
                soon().until(() -> loads(agent) > loads);
                other.window().clear();
                TimeUnit.MILLISECONDS.sleep(300);
                assertEquals(Set.of(), pressed(other.window()), "paused still");
                desktop.down(Key.F9);
                desktop.up(Key.F9);
                gets(other.window(), Key.W);
                // The player's own F9 may arrive too, for the keys are just being given back and taken.
                assertFalse(pressed(other.window()).contains(Key.Q), () -> pressed(other.window()).toString());
                assertFalse(pressed(desktop.target()).contains(Key.W), () -> pressed(desktop.target()).toString());
                agent.terminate();
                soon().until(() -> !agent.isAlive());
                assertEquals(Set.of(), desktop.keysDown());
            }
        }
    }

    private static long loads(AgentProcess agent) {
        return agent.events().stream().filter(event -> event.name().equals("profile_loaded")).count();
    }
}
