package dev.fermata.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of the program or its benchmarks is longer than 300 lines, but for those that are named here, with why. */
class ClassSizeTest {
    private static final int MOST_LINES = 300;

    /** What is to be split or has to be as long as it is: file name and reason. */
    private static final Map<String, String> REASONS = Map.of();

    @Test
    void onlyWhatIsNamedWithAReasonIsLonger() throws IOException {
        Map<String, Long> longer = longerFiles();
        Set<String> unnamed = new TreeSet<>(longer.keySet());
        unnamed.removeAll(REASONS.keySet());
        assertEquals(Set.of(), unnamed, () -> "longer than " + MOST_LINES + " lines: " + longer);
    }

    @Test
    void everyReasonIsStillNeeded() throws IOException {
        Set<String> past = new TreeSet<>(REASONS.keySet());
        past.removeAll(longerFiles().keySet());
        assertEquals(Set.of(), past, "not longer than " + MOST_LINES + " lines any more");
    }

    private static Map<String, Long> longerFiles() throws IOException {
        Map<String, Long> longer = new TreeMap<>();
        int files = 0;
        for (String root : List.of("src/main/java", "src/bench/java")) {
            try (Stream<Path> all = Files.walk(Path.of(root))) {
                for (Path file : all.filter(each -> each.toString().endsWith(".java")).toList()) {
                    files++;
                    long lines = Files.readString(file).lines().count();
                    if (lines > MOST_LINES) {
                        longer.put(file.getFileName().toString(), lines);
                    }
                }
            }
        }
        assertTrue(files > 100, "only " + files + " files were looked at");
        return longer;
    }
}
