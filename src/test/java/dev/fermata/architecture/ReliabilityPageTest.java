package dev.fermata.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/reliability.md} names is there, by that name. */
class ReliabilityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`|`(scenarios/[^`]+)`");

    @Test
    void everyTestItNamesIsThere() throws IOException {
        Map<String, Path> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            classes = files.filter(file -> file.toString().endsWith("Test.java")).collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""), file -> file));
        }
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher test = NAMED.matcher(Files.readString(Path.of("docs/reliability.md")));
        while (test.find()) {
            named++;
            Path file = test.group(3) == null ? classes.get(test.group(1)) : Path.of("src/test/resources", test.group(3));
            boolean there = file != null && Files.exists(file)
                    && (test.group(2) == null || Files.readString(file).contains("void " + test.group(2) + "("));
            if (!there) {
                missing.add(test.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named > 30, "only " + named + " tests are named");
    }
}
