package dev.fermata.config;

import dev.fermata.model.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A duration within limits: text with a unit; only JSON has numbers, of seconds. Nobody knows the unit of others. */
public final class DurationType extends Type<Duration> {
    /** What people write who know other programs. */
    private static final Pattern OTHER_UNITS = Pattern.compile("(\\d{1,9})(?:[.,](\\d{1,6}))?\\s*"
            + "(?:(ms|msecs?|millis|milliseconds?)|(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hrs?|hours?))\\.?");
    private static final List<String> UNITS = List.of("ms", "s", "m", "h");

    private final Duration least;
    private final Duration most;
    private final boolean seconds;

    private DurationType(String shortest, String longest, String expected, String written, boolean seconds) {
        super("duration, " + shortest + " to " + longest, expected, written);
        this.least = length(shortest);
        this.most = length(longest);
        this.seconds = seconds;
    }

    /** For profiles: text in quotes. */
    public static Type<Duration> inQuotes(String shortest, String longest) {
        String limits = "a duration from " + shortest + " to " + longest;
        return new DurationType(shortest, longest, limits,
                limits + " in quotes, such as \"250ms\" or \"1.5s\"", false);
    }

    /** For settings. */
    public static Type<Duration> withUnit(String shortest, String longest, String example) {
        String limits = "a duration from " + shortest + " to " + longest + ", such as " + example;
        return new DurationType(shortest, longest, limits, limits, false);
    }

    /** For JSON: a number of seconds. */
    public static Type<Duration> seconds(String shortest, String longest) {
        String limits = "seconds from " + seconds(length(shortest)) + " to " + seconds(length(longest))
                + ", a number without a unit";
        return new DurationType(shortest, longest, limits, limits, true);
    }

    @Override
    public Reading<Duration> read(Node node, String name) {
        if (node.value() instanceof Number && seconds) {
            return inRange(node, name, Duration.ofNanos((long) (node.number().orElseThrow() * 1e9)), node.text() + "s");
        }
        if (node.value() instanceof Number) {
            return Reading.wrong(Fault.of(node, Fault.Kind.TYPE,
                    "'" + name + "' is " + node.text() + ", a number without a unit").meaning(literal(node.text())));
        }
        if (!(node.value() instanceof String) || seconds) {
            return wrongType(node, name, "a duration in quotes");
        }
        String text = node.text().strip();
        if (text.isEmpty()) {
            return empty(node, name);
        }
        if (!Durations.withUnits(text, "s").isEmpty()) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, ProblemText.quote(text) + " has no unit")
                    .meaning(literal(text)));
        }
        Optional<Duration> parsed = Durations.parse(text);
        return parsed.isEmpty()
                ? Reading.wrong(Fault.of(node, Fault.Kind.VALUE, ProblemText.quote(text) + " is not a duration")
                        .expecting("a number and a unit (ms, s, m or h), such as \"250ms\" or \"1.5s\"")
                        .meaning(literal(text)))
                : inRange(node, name, parsed.get(), text);
    }

    private List<String> literal(String text) {
        return meant(text).stream().map(Type::quote).toList();
    }

    private Reading<Duration> inRange(Node node, String name, Duration length, String shown) {
        return contains(length) ? Reading.of(length) : Reading.wrong(Fault.of(node, Fault.Kind.RANGE,
                "'" + name + "' is " + shown + ", which is too " + (length.compareTo(least) < 0 ? "short" : "long")));
    }

    private boolean contains(Duration length) {
        return length.compareTo(least) >= 0 && length.compareTo(most) <= 0;
    }

    @Override
    public List<String> meant(String text) {
        if (seconds) {
            return Durations.parse(text).filter(this::contains).stream().map(DurationType::seconds).toList();
        }
        return Stream.concat(Durations.withUnits(text, "ms", "s").stream(), otherUnit(text))
                .filter(each -> contains(length(each))).toList();
    }

    /** {@code 1 sec}, {@code 1,5s}. */
    private static Stream<String> otherUnit(String text) {
        Matcher parts = OTHER_UNITS.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Stream.empty();
        }
        int unit = 0;
        while (parts.group(unit + 3) == null) {
            unit++;
        }
        return Stream.of(parts.group(1) + (parts.group(2) == null ? "" : "." + parts.group(2)) + UNITS.get(unit));
    }

    @Override
    public String show(Duration value) {
        return Durations.format(value);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return seconds ? Map.of("type", "number") : Map.of("type", "string", "pattern",
                "^\\s*\\d{1,9}(\\.\\d{1,6})?\\s*([mM][sS]|[sS]|[mM]|[mM][iI][nN]|[hH])\\s*$");
    }

    private static Duration length(String written) {
        return Durations.parse(written).orElseThrow();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
