package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a text against the rules of OpenMetrics 1.0.0 that Fermata's metrics can break. */
final class OpenMetricsText {
    private static final Pattern META = Pattern.compile("# (TYPE|UNIT|HELP) ([a-z_][a-z0-9_]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_][a-z0-9_]*)(\\{[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\"(?:,[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\")*})? (-?[0-9.]+)");
    private static final Map<String, Set<String>> SUFFIXES = Map.of("info", Set.of("_info"), "stateset", Set.of(""),
            "gauge", Set.of(""), "counter", Set.of("_total"), "summary", Set.of("", "_count", "_sum"));

    private OpenMetricsText() {
    }

    static void check(String text) {
        assertTrue(text.endsWith("# EOF\n"), "ends with # EOF");
        Set<String> families = new HashSet<>();
        Set<String> samples = new HashSet<>();
        String family = "";
        String type = "";
        for (String line : text.substring(0, text.length() - "# EOF\n".length()).split("\n")) {
            Matcher meta = META.matcher(line);
            if (meta.matches()) {
                if (meta.group(1).equals("TYPE")) {
                    family = meta.group(2);
                    type = meta.group(3);
                    assertTrue(families.add(family), "one block each: " + family);
                    assertTrue(SUFFIXES.containsKey(type), line);
                }
                assertEquals(family, meta.group(2), "described in its block: " + line);
                if (meta.group(1).equals("UNIT")) {
                    assertTrue(family.endsWith("_" + meta.group(3)), line);
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            assertTrue(sample.group(1).startsWith(family), line + " in block " + family);
            assertTrue(SUFFIXES.get(type).contains(sample.group(1).substring(family.length())), line);
            assertTrue(samples.add(sample.group(1) + sample.group(2)), "twice: " + line);
        }
    }
}
