package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.FermataProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a service begins: a toggle key that is struck in a letter must not begin to press keys into it. */
@Tag("long")
class ServiceInstallTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "-                                                       | -          | stopped",
        "-                                                       | --armed    | ready",
        "window = { title = \"Game*\" }                            | -          | ready",
        "window = { title = \"Game*\" }                            | --no-armed | stopped",
        "window = { title = \"Game*\", unfocused = \"ignore\" } | -          | stopped",
    })
    void beginsArmedOnlyWhereItPlaysIntoOneWindowAlone(String window, String option, String start) throws Exception {
        Path profile = Files.writeString(folder.resolve("mine.toml"),
                "schema = 1\n" + (window == null ? "" : window + "\n")
                + "[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1s\"\n");
        String[] words = {"service", "install", "-p", profile.toString(), "--dry-run", option == null ? "--dry-run"
                : option};
        FermataProcess ran = FermataProcess.run(Map.of("HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString()),
                option == null ? Arrays.copyOf(words, words.length - 1) : words);
        assertEquals(0, ran.exitCode(), ran::toString);
        assertTrue(ran.out().contains("--start " + start) || ran.out().contains("\"--start\" \"" + start + "\""),
                ran::out);
    }
}
