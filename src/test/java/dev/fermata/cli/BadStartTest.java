package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "absolute paths look otherwise")
class BadStartTest {
    private static final Map<String, String> FOLDERS = Map.of(
            "XDG_CONFIG_HOME", "/a/config", "XDG_STATE_HOME", "/a/state", "XDG_CACHE_HOME", "/a/cache");

    @Test
    void nothingIsWrongWithAHomeFolder() {
        assertEquals(Optional.empty(), BadStart.problem("/home/jürgen", "UTF-8", Map.of(), "run"));
    }

    @Test
    void noHomeFolderIsToldBeforeAFolderOfThatNameIsMade() {
        String told = BadStart.problem("?", "UTF-8", Map.of(), "run").orElseThrow();
        assertTrue(told.contains("HOME is not set") && told.contains("set HOME"), told);
    }

    @Test
    void aRelativeHomeFolderIsNamed() {
        String told = BadStart.problem("here", "UTF-8", Map.of("HOME", "here"), "status").orElseThrow();
        assertTrue(told.contains("HOME is 'here', which is not an absolute path"), told);
    }

    @Test
    void noHomeFolderIsNeededWhereEveryOtherIsNamedNorForHelp() {
        assertEquals(Optional.empty(), BadStart.problem("?", "UTF-8", FOLDERS, "run"));
        assertEquals(Optional.empty(), BadStart.problem("?", "UTF-8", Map.of(), "--version"));
        assertEquals(Optional.empty(), BadStart.problem("?", "UTF-8", Map.of()));
    }

    @Test
    void foldersThatTheLocaleCannotWriteAreToldWithTheWayOut() {
        String home = BadStart.problem("/home/j\uFFFD\uFFFDrgen", "ANSI_X3.4-1968", Map.of()).orElseThrow();
        assertTrue(home.contains("'/home/j\uFFFD\uFFFDrgen'") && home.contains("ANSI_X3.4-1968")
                && home.contains("LC_ALL=C.UTF-8"), home);
        assertTrue(BadStart.problem("/root", "UTF-8", Map.of("XDG_RUNTIME_DIR", "/run/\uFFFD"), "run").isPresent());
    }

    @Test
    void aFileThatTheLocaleCannotWriteIsToldLikewise() {
        String letters = BadStart.explain(new InvalidPathException("pr\uFFFDfe.toml", "Malformed input"));
        assertTrue(letters.startsWith("'pr\uFFFDfe.toml' has a name") && letters.contains("LC_ALL="), letters);
        assertEquals("'a\0b' cannot be the name of a file: Nul character not allowed",
                BadStart.explain(new InvalidPathException("a\0b", "Nul character not allowed")));
    }
}
