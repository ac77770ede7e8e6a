package dev.fermata.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays every file below {@code src/test/resources/scenarios}; one test a file. */
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");

    @TestFactory
    Stream<DynamicTest> scenario() throws IOException {
        return files().stream().map(file ->
                DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), file.toUri(), () -> check(file)));
    }

    @Test
    void thereAreAtLeastEighty() throws IOException {
        int files = files().size();
        assertTrue(files >= 80, "only " + files + " scenario files");
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
