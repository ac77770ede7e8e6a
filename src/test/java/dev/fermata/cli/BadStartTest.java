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
    void whatTheLocaleCannotWriteIsNamedWhereACommandFailed() {
        String told = BadStart.hint("ANSI_X3.4-1968", "check", "pr\uFFFDfe.toml").orElseThrow();
        assertTrue(told.startsWith("'pr\uFFFDfe.toml' is no text in this locale"), told);
        assertEquals(Optional.empty(), BadStart.hint("ANSI_X3.4-1968", "check", "mine.toml"));
        assertEquals(Optional.empty(), BadStart.hint("UTF-8", "check", "pr\uFFFDfe.toml"));
    }

    @Test
    void whatCannotNameAFileIsToldLikewise() {
        String letters = BadStart.explain(new InvalidPathException("prüfe.toml", "Malformed input"));
        assertTrue(letters.startsWith("'prüfe.toml' is no text in this locale"), letters);
        assertTrue(letters.contains("LC_ALL="), letters);
        assertEquals("'a\0b' cannot be the name of a file: Nul character not allowed",
                BadStart.explain(new InvalidPathException("a\0b", "Nul character not allowed")));
        assertEquals("'a\uFFFD' cannot be the name of a file: Malformed input",
                BadStart.explain(new InvalidPathException("a\uFFFD", "Malformed input")));
    }
}
