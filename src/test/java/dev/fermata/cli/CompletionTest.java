package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the completion script proposes in a real bash. */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void writeTheScript() throws IOException {
        script = Files.writeString(folder.resolve("completion.bash"), printed());
    }

    @Test
    void theShellMayBeNamed() throws Exception {
        assertEquals(Files.readString(script), printed("bash"));
        assertEquals(Files.readString(script), printed("BASH"));
        assertTrue(printed("zsh").startsWith("#compdef fermata\n"));
        assertEquals(List.of("bash", "zsh"), List.copyOf(new TreeSet<>(proposed("completion", ""))));
    }

    @Test
    void anotherShellIsRefusedWithThoseThereAre() {
        StringWriter err = new StringWriter();
        assertEquals(ExitCode.USAGE, Main.commandLine().setErr(new PrintWriter(err)).execute("completion", "fish"));
        assertEquals("""
                fermata: there is no completion script for 'fish'; there is one for bash and for zsh
                'fermata completion --help' tells more
                """, err.toString());
    }

    private static String printed(String... shell) {
        StringWriter out = new StringWriter();
        List<String> words = new ArrayList<>(List.of("completion"));
        words.addAll(List.of(shell));
        int code = Main.commandLine().setOut(new PrintWriter(out)).execute(words.toArray(String[]::new));
        assertEquals(ExitCode.OK, code);
        return out.toString();
    }

    @Test
    void commandsAreProposed() throws Exception {
        assertTrue(proposed("").containsAll(Main.commandLine().getSubcommands().keySet()));
        assertEquals(List.of("simulate"), proposed("si"));
    }

    @Test
    void optionsAreProposed() throws Exception {
        assertTrue(proposed("run", "--s").contains("--start"));
    }

    @Test
    void theValuesOfAnOptionAreProposed() throws Exception {
        assertEquals(Set.of("ready", "running", "stopped"), Set.copyOf(proposed("run", "--start", "")));
        assertEquals(Set.of("text", "jsonl", "timeline"), Set.copyOf(proposed("simulate", "--format", "")));
        assertEquals(List.of("virtual"), proposed("demo", "--place", "v"));
    }

    @Test
    void profilesAreProposed() throws Exception {
        assertTrue(proposed("run", "-p", "").containsAll(List.of("arpg", "arpg-sight", "demo", "potion-guard",
                "potion-sight", "rotation")));
    }

    /** The proposals for the last word. */
    private List<String> proposed(String... words) throws Exception {
        String program = """
                compopt() { :; } # only bash itself may call it
                source "$1"; shift
                COMP_WORDS=(fermata "$@"); COMP_CWORD=$#; COMP_LINE="fermata $*"; COMP_POINT=${#COMP_LINE}
                _complete_fermata
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        List<String> command = new ArrayList<>(List.of("bash", "-c", program, "bash", script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(bash.waitFor(10, TimeUnit.SECONDS));
        return out.lines().filter(line -> !line.isBlank()).toList();
    }
}
