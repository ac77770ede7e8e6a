package dev.fermata.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Windows is given to start, by its documentation, with the paths that people have. */
class RunCommandLineTest {
    private static final String SCRIPT = "C:\\Program Files\\fermata\\bin\\fermata.cmd";

    @Test
    void aScriptIsGivenToItsInterpreterWithOneMorePairOfQuotes() {
        assertEquals("cmd.exe /d /s /c \"\"" + SCRIPT + "\" run --profile \"arpg\" --start ready\"",
                new RunCommandLine(SCRIPT, "arpg", "ready").text());
    }

    @Test
    void aProgramIsStartedItself() {
        assertEquals("\"C:\\Fermata\\Fermata.exe\" run --profile \"arpg\" --start ready",
                new RunCommandLine("C:\\Fermata\\Fermata.exe", "arpg", "ready").text());
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\Program Files (x86)\\fermata.cmd, my profile",
        "C:\\Tom & Jerry\\fermata.cmd,         C:\\Tom & Jerry\\a&b.toml",
        "C:\\Übung für Jürgen\\FERMATA.CMD,    prüfe",
        "D:\\ゲーム\\fermata.bat,              弓",
        "C:\\50% ^off!\\fermata.cmd,           50%",
        "C:\\a'b;c=d\\Fermata.exe,             C:\\100% %x%.toml"})
    void everyPathStaysAsItIsBetweenQuotes(String launcher, String profile) {
        String text = new RunCommandLine(launcher, profile, "ready").text();

        assertTrue(text.contains("\"" + launcher + "\" run --profile \"" + profile + "\" --start ready"), text);
        assertEquals(Optional.of(new RunCommandLine(launcher, profile, "ready")), RunCommandLine.of(text));
    }

    @Test
    void aServiceThatBeginsStoppedIsKnownAgain() {
        String text = new RunCommandLine(SCRIPT, "arpg", "stopped").text();

        assertTrue(text.endsWith("--start stopped\""), text);
        assertEquals(Optional.of(new RunCommandLine(SCRIPT, "arpg", "stopped")), RunCommandLine.of(text));
    }

    @Test
    void whatIsLongerThanWindowsTakesIsRefusedWithTheWayOut() {
        int rest = new RunCommandLine(SCRIPT, "x", "ready").text().length() - 1;
        String longest = "p".repeat(RunCommandLine.LONGEST - rest);

        assertEquals(260, new RunCommandLine(SCRIPT, longest, "ready").text().length());
        ServiceException refused = assertThrows(ServiceException.class,
                () -> new RunCommandLine(SCRIPT, longest + "p", "ready").text());
        assertTrue(refused.getMessage().contains("no command of more than 260 characters")
                && refused.getMessage().contains("this one has 261")
                && refused.getMessage().contains("shorter path"), refused.getMessage());
    }

    @Test
    void whatTheInterpreterWouldReadOtherwiseIsRefused() {
        String variable = assertThrows(ServiceException.class,
                () -> new RunCommandLine("C:\\%TEMP%\\fermata.cmd", "arpg", "ready").text()).getMessage();
        assertTrue(variable.contains("two percent signs") && variable.contains("%TEMP%"), variable);
        assertThrows(ServiceException.class, () -> new RunCommandLine(SCRIPT, "a\"b", "ready").text());
    }

    @ParameterizedTest
    @CsvSource(value = {
        "fermata.cmd run --profile arpg --start ready",
        "\"C:\\fermata.exe\" --tray",
        "\"C:\\fermata.exe\" run --profile \"arpg\" --start ready --more",
        "cmd.exe /d /s /c \"notepad\"",
        "cmd.exe /d /s /c \"",
        "''"}, delimiter = '|')
    void theCommandsOfOthersAreNotOurs(String text) {
        assertEquals(Optional.empty(), RunCommandLine.of(text));
    }
}
