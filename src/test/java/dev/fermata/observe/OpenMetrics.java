package dev.fermata.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of the text format of OpenMetrics 1.0.0, written from its specification (ABNF and
 * the rules on metric types) and not from the writer under test. Throws at the first violation.
 */
public final class OpenMetrics {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern META = Pattern.compile("# (TYPE|UNIT|HELP) (" + NAME + ") (.*)");
    private static final String ESCAPED = "(?:[^\\\\\"\\n]|\\\\[\\\\n\"])*";
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{([^}]*(?:\"" + ESCAPED
            + "\"[^}]*)*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(" + ESCAPED + ")\"(,|$)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]Inf|NaN");
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "gauge", List.of(""), "counter", List.of("_total", "_created"), "stateset", List.of(""),
            "info", List.of("_info"), "summary", List.of("", "_count", "_sum", "_created"));

    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private String family = "";
    private String type = "";
    private final Set<String> metadata = new HashSet<>();
    private boolean sampled;

    private OpenMetrics() {
    }

    /** Every sample's value by its name with labels, exactly as written. */
    public static Map<String, Double> parse(String text) {
        require(text.endsWith("\n# EOF\n") || text.equals("# EOF\n"), "the text must end with # EOF and a line feed");
        require(!text.contains("\r") && !text.contains("\n\n"), "no carriage returns, no empty lines");
        OpenMetrics reader = new OpenMetrics();
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.remove(lines.size() - 1);
        lines.forEach(reader::line);
        return reader.samples;
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            Matcher meta = META.matcher(line);
            require(meta.matches(), "no metadata: " + line);
            metadata(meta.group(1), meta.group(2), meta.group(3));
        } else {
            Matcher sample = SAMPLE.matcher(line);
            require(sample.matches(), "no sample: " + line);
            sample(sample.group(1), sample.group(2), sample.group(3), line);
        }
    }

    private void metadata(String kind, String name, String value) {
        if (!name.equals(family)) {
            require(closed.add(name), "a family in two pieces: " + name);
            family = name;
            type = "unknown";
            metadata.clear();
            sampled = false;
        }
        require(!sampled, "metadata after samples: " + name);
        require(metadata.add(kind), "twice: " + kind + " of " + name);
        switch (kind) {
            case "TYPE" -> {
                require(SUFFIXES.containsKey(value), "unknown type " + value);
                type = value;
            }
            case "UNIT" -> {
                require(value.isEmpty() || name.endsWith("_" + value), name + " does not end with its unit " + value);
                require(!Set.of("info", "stateset").contains(type), "no units for " + type);
            }
            default -> require(value.matches(ESCAPED), "badly escaped: " + value);
        }
    }

    private void sample(String name, String labels, String value, String line) {
        require(NUMBER.matcher(value).matches(), "no number: " + line);
        require(!type.isEmpty() && SUFFIXES.getOrDefault(type, List.of("")).stream()
                .anyMatch(suffix -> name.equals(family + suffix)), "not of the family " + family + ": " + line);
        sampled = true;
        Map<String, String> read = labels(labels == null ? "" : labels, line);
        double number = switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
        if (type.equals("counter") || name.equals(family + "_count")) {
            require(number >= 0, "counts must not be negative or NaN: " + line);
        }
        if (type.equals("info")) {
            require(number == 1, "an info must be 1: " + line);
        }
        if (type.equals("stateset")) {
            require(read.containsKey(family) && (number == 0 || number == 1), "no state: " + line);
        }
        if (type.equals("summary") && name.equals(family)) {
            double quantile = Double.parseDouble(read.getOrDefault("quantile", "-1"));
            require(quantile >= 0 && quantile <= 1 && !(number < 0), "no quantile: " + line);
        }
        require(samples.put(line.substring(0, line.lastIndexOf(' ')), number) == null, "twice: " + line);
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            require(label.find(at) && label.start() == at, "bad labels: " + line);
            require(labels.put(label.group(1), label.group(2)) == null, "a label twice: " + line);
            at = label.end();
            require(!label.group(3).isEmpty() || at == text.length(), "bad labels: " + line);
        }
        require(!text.endsWith(","), "bad labels: " + line);
        return labels;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
