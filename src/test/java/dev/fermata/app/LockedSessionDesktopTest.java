package dev.fermata.app;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TestBus;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is typed into a lock screen: logind and the screen saver are played by a program of others. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
class LockedSessionDesktopTest {
    private static final Path SESSION = Path.of("src/test/resources/present/session.py");

    @TempDir
    private Path folder;

    @Test
    void nothingIsPressedWhileTheSessionIsLockedOrTheScreenSaverIsOn(VirtualDesktop desktop) throws Exception {
        TestBus.require();
        Path profile = Files.writeString(folder.resolve("p.toml"), """
                schema = 1
                [window]
                title = "Event Tester"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "50ms"
                """);
        try (TestBus bus = new TestBus()) {
            bus.run(SESSION);
            Map<String, String> environment = new HashMap<>(Rig.environment(desktop, folder));
            environment.put("DBUS_SESSION_BUS_ADDRESS", bus.address());
            environment.put("DBUS_SYSTEM_BUS_ADDRESS", bus.address());
            environment.put("XDG_SESSION_ID", "1");
            bus.call(SESSION, "locked");
            try (AgentProcess agent = new AgentProcess(environment, event -> { }, "-p", profile.toString(),
                    "--start", "running", "--no-api")) {
                awaitHolds(agent, 1);
                silent(agent);
                bus.call(SESSION, "covered");
                bus.call(SESSION, "unlocked");
                silent(agent);
                bus.call(SESSION, "bare");
                plays(agent);
                bus.call(SESSION, "covered");
                awaitHolds(agent, 2);
                silent(agent);
                bus.call(SESSION, "bare");
                plays(agent);
                bus.call(SESSION, "locked");
                awaitHolds(agent, 3);
                silent(agent);
            }
        }
    }

    private static void awaitHolds(AgentProcess agent, int count) {
        soon().alias("it holds").until(() -> agent.events().stream().filter(event -> event.name().equals("hold_added")
                && event.text("holder").equals("locked")).count() == count);
    }

    private static long presses(List<EventLine> events) {
        return events.stream().filter(event -> event.name().equals("key_down")).count();
    }

    private static void silent(AgentProcess agent) throws InterruptedException {
        long before = presses(agent.events());
        TimeUnit.MILLISECONDS.sleep(300);
        assertTrue(presses(agent.events()) == before, "nothing is pressed");
    }

    private static void plays(AgentProcess agent) {
        long before = presses(agent.events());
        soon().alias("it plays").until(() -> presses(agent.events()) > before + 2);
    }
}
