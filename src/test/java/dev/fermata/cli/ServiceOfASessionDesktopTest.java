package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TestBus;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service under a real systemd of a user, from its installation to its end. */
@Tag("desktop")
@Tag("long")
@Tag("proof")
class ServiceOfASessionDesktopTest {
    private static final Path SESSION = Path.of("src/test/resources/service/session.sh").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 120;

    @TempDir private Path folder;

    @Test
    void systemdStartsKeepsAndEndsIt() throws Exception {
        SharedDesktop.requirePrograms("unshare", "systemctl", "dbus-daemon");
        TestBus.require();
        assumeTrue(Files.isExecutable(Path.of("/lib/systemd/systemd")), "NOT TESTED: there is no systemd");
        assumeTrue("root".equals(System.getProperty("user.name")), "NOT TESTED: a session of its own; that needs root");
        Path launcher = LaunchTree.launcher("installed", folder);
        Path profile = Files.writeString(folder.resolve("druid.toml"), """
                schema = 1
                name = "Druid"
                [hotkeys]
                toggle = "f9"
                master = "f8"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """);
        try (VirtualDesktop desktop = new VirtualDesktop()) {
            Map<String, String> said = session(desktop.display(), launcher, profile);

            assertTrue(said.get("too-early").startsWith("1 ") && said.get("too-early").contains("nothing is installed"),
                    said::toString);
            assertTrue(said.get("install").startsWith("0 ") && said.get("install")
                    .contains("plays 'Druid'; it is stopped: f8 arms it, then f9 starts it"), said::toString);
            assertEquals("active", said.get("active"), said::toString);
            assertEquals("enabled", said.get("enabled"), said::toString);
            assertTrue(said.get("status").contains("STOPPED"), said::toString);
            assertTrue(said.get("again").startsWith("5 ") && said.get("again").contains("service restart"),
                    said::toString);
            assertTrue(said.get("restart").startsWith("0 ") && said.get("restart").contains("it runs"), said::toString);
            assertEquals("another one", said.get("process"), said::toString);
            assertEquals("active", said.get("restarted"), said::toString);
            assertTrue(said.get("open").startsWith("0 http://127.0.0.1:"), said::toString);
            assertEquals(said.get("open").substring(2), said.get("opened"), "in the browser");
            assertEquals("active", said.get("killed"), "started again after it was killed; " + said);
            assertEquals("inactive", said.get("ended"), "not started again after it was told to end; " + said);
            assertTrue(said.get("told").matches("Fermata\\|0\\|2\\|Fermata: could not start\\|the profile cannot be "
                    + "used:.*druid.toml:10:1: 'evry' is not a field of .*"), said::toString);
            assertEquals("failed", said.get("failed"), "not tried again: that would not help; " + said);
            assertEquals("1", said.get("logged"), said::toString);
            assertTrue(said.get("remove").startsWith("0 "), said::toString);
            assertEquals("", said.get("left"), said::toString);
            assertTrue(said.get("alone").startsWith("0 http://127.0.0.1:"), "one is started for it; " + said);
            assertEquals(said.get("alone").substring(2), said.get("alone-opened"), said::toString);
            assertTrue(said.get("alone-status").contains("STOPPED"), said::toString);
            assertEquals("it ends", said.get("alone-quit"), said::toString);
        }
    }

    private Map<String, String> session(String display, Path launcher, Path profile) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "--kill-child",
                "--mount-proc", "sh", SESSION.toString(), launcher.toString(), profile.toString(),
                Path.of("src/test/resources/present/notifications.py").toAbsolutePath().toString());
        builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME", "LANG", "LC_ALL"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "DISPLAY", display));
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "not ended: " + out);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8).lines().filter(line -> line.contains("|"))
                .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('|')),
                        line -> line.substring(line.indexOf('|') + 1)));
    }
}
