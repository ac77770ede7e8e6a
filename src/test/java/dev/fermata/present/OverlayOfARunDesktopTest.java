package dev.fermata.present;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.observe.Standing.Kind;
import dev.fermata.platform.virtual.Screenshot;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the settings ask for is seen over the game while {@code fermata run} plays. */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class OverlayOfARunDesktopTest {
    @TempDir Path folder;

    @Test
    void aPlayerSeesInTheGameHowTheAgentStands(VirtualDesktop desktop) throws Exception {
        SharedDesktop.requirePrograms("xwd");
        Path settings = Files.createDirectories(folder.resolve("fermata")).resolve("settings.toml");
        Files.writeString(settings, "[overlay]\ncorner = \"bottom_left\"\nsize = 20\n");
        Path profile = folder.resolve("seen.toml");
        String text = "schema = 1\nname = \"seen\"\n[priority]\nspecial = [\"space\"]\n[hotkeys]\ntoggle = \"f9\"\n"
                + "[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"200ms\"\n";
        Files.writeString(profile, text);
        Map<String, String> environment = Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString());
        try (AgentProcess agent = new AgentProcess(environment, event -> { }, "-p", profile.toString(), "--no-api")) {
            awaitSeen(desktop, Kind.ARMED);
            tap(desktop, Key.F9);
            awaitSeen(desktop, Kind.RUNNING);
            desktop.down(Key.SPACE);
            awaitSeen(desktop, Kind.HELD);
            desktop.up(Key.SPACE);
            awaitSeen(desktop, Kind.RUNNING);
            tap(desktop, Key.F9);
            awaitSeen(desktop, Kind.PAUSED);
            Files.writeString(profile, text.replace("200ms", "200 apples"));
            awaitSeen(desktop, Kind.REFUSED);
            agent.terminate();
            agent.awaitExit(5_000);
            soon().until(() -> seen(desktop, Kind.REFUSED) == 0);
            assertTrue(!agent.messages().contains("overlay"), agent.messages());
        }
    }

    private static void tap(VirtualDesktop desktop, Key key) {
        desktop.down(key);
        desktop.up(key);
    }

    private void awaitSeen(VirtualDesktop desktop, Kind kind) {
        soon().alias(kind.name()).until(() -> seen(desktop, kind) > 60);
    }

    private int seen(VirtualDesktop desktop, Kind kind) {
        return Screenshot.of(desktop.hostDisplay(), folder).count(StandingBadge.colour(kind), 0, 540, 60, 60);
    }
}
