package dev.fermata.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for desktops and systemd, as their own checkers judge it. */
class DesktopFilesTest {
    private static final String DESKTOP_CHECKER = "desktop-file-validate";
    private static final String UNIT_CHECKER = "systemd-analyze";

    @TempDir private Path folder;

    private StartCommand odd;

    @BeforeEach
    void launcherInAnOddFolder() throws IOException {
        Path home = Files.createDirectories(folder.resolve("a b/50%/$HOME/`x`/q\"uo'te/--x"));
        Path launcher = Files.createFile(home.resolve("fermata"));
        assertTrue(launcher.toFile().setExecutable(true));
        odd = new StartCommand(launcher, "my profile", false);
    }

    @Test
    void theMenuEntryOfPackagesIsValid() throws Exception {
        String entry = DesktopEntries.menu(Optional.empty());

        assertEquals("", checked(DESKTOP_CHECKER, "fermata.desktop", entry, DESKTOP_CHECKER));
        assertTrue(entry.contains("\nExec=fermata open\n") && entry.contains("\nIcon=fermata\n"), entry);
    }

    @Test
    void entriesOfAnyPathAreValid() throws Exception {
        for (ServiceEntry entry : entries(ServiceKind.AUTOSTART)) {
            if (entry.place().endsWith(".desktop")) {
                String text = ((ServiceEntry.Text) entry).content();
                assertEquals("", checked(DESKTOP_CHECKER, "fermata.desktop", text, DESKTOP_CHECKER));
            }
        }
    }

    /** The checker is seen to check. */
    @Test
    void anEntryWithoutANameIsNot() throws Exception {
        String broken = DesktopEntries.menu(Optional.empty()).replace("Name=Fermata\n", "");

        assertFalse(checked(DESKTOP_CHECKER, "fermata.desktop", broken, DESKTOP_CHECKER).isEmpty());
    }

    @Test
    void theUnitIsUnderstoodBySystemd() throws Exception {
        String unit = ((ServiceEntry.Text) entries(ServiceKind.SYSTEMD).get(0)).content();

        assertEquals("", ofOurs(checked(UNIT_CHECKER, "fermata.service", unit,
                UNIT_CHECKER, "--user", "--man=no", "verify")));
        assertFalse(ofOurs(checked(UNIT_CHECKER, "fermata.service", unit.replace("RestartSec=5", "RestartSec=soon"),
                UNIT_CHECKER, "--user", "--man=no", "verify")).isEmpty(), "the checker is seen to check");
    }

    private List<ServiceEntry> entries(ServiceKind kind) {
        return ServiceFiles.of(kind, ServiceHost.of(OperatingSystem.LINUX, folder, Map.of()), odd);
    }

    /** It looks at the machine's own units too. */
    private static String ofOurs(String said) {
        return said.lines().filter(line -> line.contains("fermata")).reduce("", (all, line) -> all + line + "\n");
    }

    /** What the checker says of a text; nothing when it is fine. */
    private String checked(String program, String name, String text, String... command) throws Exception {
        assumeTrue(List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(part -> Files.isExecutable(Path.of(part, program))), "NOT TESTED: there is no " + program);
        Path file = Files.writeString(folder.resolve(name), text);
        Path said = folder.resolve("said.txt");
        List<String> words = new ArrayList<>(List.of(command));
        words.add(file.toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        builder.start().waitFor();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
