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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the completion script proposes in a real bash. */
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void writeTheScript() throws IOException {
        StringWriter out = new StringWriter();
        int code = Main.commandLine().setOut(new PrintWriter(out)).execute("completion");
        assertEquals(ExitCode.OK, code);
        script = Files.writeString(folder.resolve("completion.bash"), out.toString());
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
        assertEquals(Set.of("ready", "running"), Set.copyOf(proposed("run", "--start", "")));
        assertEquals(Set.of("text", "jsonl"), Set.copyOf(proposed("simulate", "--format", "")));
        assertEquals(List.of("virtual"), proposed("demo", "--place", "v"));
    }

    @Test
    void profilesAreProposed() throws Exception {
        assertTrue(proposed("run", "-p", "").containsAll(List.of("arpg", "demo", "potion-guard", "rotation")));
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
