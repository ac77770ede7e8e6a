package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** The manual page and the completions say what the commands say, and their readers accept them. */
@Tag("long")
class ShellFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        ShellFiles.write(folder, "1.2.3", "2026-01-01");
    }

    @Test
    void manualPageNamesEveryVisibleCommandAndOption() throws IOException {
        String page = Files.readString(folder.resolve("fermata.1"));

        commands(Main.commandLine().getCommandSpec()).forEach(command -> {
            assertTrue(page.contains(".SS \"" + command.qualifiedName(" ").replace("-", "\\-") + "\"\n"),
                    command::qualifiedName);
            command.options().stream().filter(option -> !option.hidden() && !option.usageHelp())
                    .forEach(option -> assertTrue(page.contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR"),
                            () -> command.qualifiedName() + " " + option.longestName()));
        });
    }

    @Test
    void manualPageHasNoRequestsButOurs() throws IOException {
        List<String> known = List.of(".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".nf", ".fi");
        List<String> others = Files.readAllLines(folder.resolve("fermata.1")).stream()
                .filter(line -> line.startsWith(".") || line.startsWith("'"))
                .filter(line -> !known.contains(line.split(" ")[0])).toList();

        assertEquals(List.of(), others);
    }

    @Test
    void zshFunctionNamesEveryVisibleCommand() throws IOException {
        String script = Files.readString(folder.resolve("_fermata"));

        assertTrue(script.startsWith("#compdef fermata\n"), script);
        commands(Main.commandLine().getCommandSpec()).forEach(command ->
                assertTrue(script.contains("\n_" + command.qualifiedName("_").replace('-', '_') + "() {\n"),
                        command::qualifiedName));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "groff -man -ww -z fermata.1", "mandoc -T lint -W warning fermata.1", "bash -n fermata.bash", "zsh -n _fermata"
    })
    void readersHaveNothingToSay(String command) throws Exception {
        String[] words = command.split(" ");
        assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, words[0]))), words[0] + " is not installed");

        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals("", said);
        assertEquals(0, process.exitValue());
    }

    private static Stream<CommandSpec> commands(CommandSpec command) {
        return ManPage.visible(command).flatMap(each -> Stream.concat(Stream.of(each), commands(each)));
    }
}
