package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TestBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that cannot start: nobody sees its terminal, so the desktop tells. */
@Tag("desktop")
@Tag("long")
class FailedStartDesktopTest {
    private static final String TOLD = "Fermata\\|0\\|2\\|Fermata: could not start\\|";

    @TempDir private Path folder;
    private Path profile;

    @BeforeEach
    void prepare() throws Exception {
        TestBus.require();
        profile = Files.writeString(folder.resolve("druid.toml"),
                "schema = 1\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"200 <apples>\"\n");
    }

    @Test
    void aBadProfileIsToldByANotificationAndInTheLogOnceAMinute() throws Exception {
        try (TestBus bus = new TestBus()) {
            List<String> shown = bus.run(Path.of("src/test/resources/present/notifications.py"));
            assertEquals(3, start(bus, Map.of("FERMATA_SERVICE", "1")).exitCode());
            SharedDesktop.soon().until(() -> count(shown, TOLD + "the profile cannot be used:.*druid.toml:5:.*&lt;apples&gt;.*") == 1);
            String log = Files.readString(folder.resolve("fermata/fermata.log"));
            assertTrue(log.contains("it has not started: the profile cannot be used:"), log);

            FermataProcess again = start(bus, Map.of("FERMATA_SERVICE", "1"));
            assertEquals(3, again.exitCode(), again::toString);
            assertEquals(1, count(shown, TOLD + ".*"), "the same within a minute is no news");
            Files.setLastModifiedTime(folder.resolve("fermata/not-started"), FileTime.from(Instant.now().minusSeconds(90)));
            assertEquals(3, start(bus, Map.of("FERMATA_SERVICE", "1")).exitCode());
            SharedDesktop.soon().until(() -> count(shown, TOLD + ".*") == 2);
        }
    }

    @Test
    @Tag("proof")
    void aMissingDesktopAndBadSettingsAreToldToo() throws Exception {
        Files.writeString(profile, Files.readString(profile).replace("200 <apples>", "1s"));
        try (TestBus bus = new TestBus()) {
            List<String> shown = bus.run(Path.of("src/test/resources/present/notifications.py"));
            assertEquals(4, start(bus, Map.of("FERMATA_SERVICE", "1")).exitCode());
            SharedDesktop.soon().until(() -> count(shown, TOLD + ".*(DISPLAY|display|desktop).*") == 1);
            assertEquals(3, start(bus, Map.of("FERMATA_SERVICE", "1", "FERMATA_LOG_LEVEL", "loud")).exitCode());
            SharedDesktop.soon().until(() -> count(shown, TOLD + ".*FERMATA_LOG_LEVEL.*") == 1);
            String log = Files.readString(folder.resolve("fermata/fermata.log"));
            assertTrue(log.contains("FERMATA_LOG_LEVEL"), log);
        }
    }

    @Test
    void aStartInATerminalIsToldThereOnly() throws Exception {
        try (TestBus bus = new TestBus()) {
            List<String> shown = bus.run(Path.of("src/test/resources/present/notifications.py"));
            FermataProcess process = start(bus, Map.of());
            assertEquals(3, process.exitCode());
            assertTrue(process.err().contains("the profile cannot be used"), process::toString);
            assertEquals(0, count(shown, TOLD + ".*"));
        }
    }

    private static long count(List<String> shown, String line) {
        return shown.stream().filter(each -> each.matches(line)).count();
    }

    private FermataProcess start(TestBus bus, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("DISPLAY", "", "XDG_SESSION_TYPE", "x11",
                "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString(),
                "DBUS_SESSION_BUS_ADDRESS", bus.address()));
        environment.putAll(more);
        return FermataProcess.run(environment, "run", "-p", profile.toString(), "--no-api");
    }
}
