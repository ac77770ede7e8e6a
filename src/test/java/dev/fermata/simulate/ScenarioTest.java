package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays every file below {@code src/test/resources/scenarios}; one test a file. */
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");
    /** All but alerts, which need a process to measure. */
    private static final List<String> EVENTS = List.of("scheduler_pause_requested", "scheduler_resume_requested",
            "priority_down", "priority_up", "hold_added", "silenced", "hold_removed", "state", "key_down", "key_up",
            "button_down", "button_up", "played", "dropped", "rejected", "profile_loaded", "profile_refused",
            "hook_lost", "hook_restored", "recovered", "failure", "viewer_played", "viewer_refused", "viewer_dropped");

    @TestFactory
    Stream<DynamicTest> scenario() throws IOException {
        return files().stream().map(file ->
                DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), file.toUri(), () -> check(file)));
    }

    @Test
    void everyWordOfScriptsIsPlayedAndEveryEventExpectedSomewhere() throws IOException {
        Set<String> words = new TreeSet<>();
        Set<String> events = new TreeSet<>();
        for (Path file : files()) {
            Scenario scenario = Scenario.read(file);
            scenario.script().lines().map(line -> line.replaceAll("#.*", "")).flatMap(line -> Stream.of(line.split("\\s+")))
                    .forEach(token -> words.add(token.split("[:@]")[0]));
            scenario.expected().forEach(line -> events.add(line.split(" ")[1]));
        }
        assertEquals(List.of(), ScriptReader.WORDS.stream().filter(word -> !words.contains(word)).toList());
        assertEquals(List.of(), EVENTS.stream().filter(event -> !events.contains(event)).toList());
    }

    private static void check(Path file) throws IOException {
        Scenario scenario = Scenario.read(file);
        assertEquals(String.join("\n", scenario.expected()), String.join("\n", scenario.play()));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }
}
