package dev.fermata.config;

import dev.fermata.model.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A duration within limits: text with a unit, and what a number means depends on where it stands. */
public final class DurationType extends Type<Duration> {
    private enum Bare { WRONG, MILLISECONDS, SECONDS }

    private final Duration least;
    private final Duration most;
    private final Bare bare;

    private DurationType(String shortest, String longest, String expected, String written, Bare bare) {
        super("duration, " + shortest + " to " + longest, expected, written);
        this.least = length(shortest);
        this.most = length(longest);
        this.bare = bare;
    }

    /** For profiles: a whole number is milliseconds. */
    public static Type<Duration> orMilliseconds(String shortest, String longest) {
        String limits = "a duration from " + shortest + " to " + longest;
        return new DurationType(shortest, longest, limits,
                limits + " in quotes, such as \"250ms\" or \"1.5s\"", Bare.MILLISECONDS);
    }

    /** For settings: a number is refused, for nobody knows its unit. */
    public static Type<Duration> withUnit(String shortest, String longest, String example) {
        String limits = "a duration from " + shortest + " to " + longest + ", such as " + example;
        return new DurationType(shortest, longest, limits, limits, Bare.WRONG);
    }

    /** For JSON: a number of seconds. */
    public static Type<Duration> seconds(String shortest, String longest) {
        String limits = "seconds from " + seconds(length(shortest)) + " to " + seconds(length(longest))
                + ", a number without a unit";
        return new DurationType(shortest, longest, limits, limits, Bare.SECONDS);
    }

    @Override
    public Reading<Duration> read(Node node, String name) {
        if (node.value() instanceof Long number && bare == Bare.MILLISECONDS) {
            // Far beyond every limit the exact length no longer matters, only that it does not overflow.
            long millis = Math.max(-1, Math.min(number, Integer.MAX_VALUE));
            return inRange(node, name, Duration.ofMillis(millis), number + "ms");
        }
        if (node.value() instanceof Number && bare == Bare.SECONDS) {
            return inRange(node, name, Duration.ofNanos((long) (node.number().orElseThrow() * 1e9)), node.text() + "s");
        }
        if (!(node.value() instanceof String) || bare == Bare.SECONDS) {
            return wrongType(node, name, "a duration in quotes");
        }
        String text = node.text().strip();
        if (text.isEmpty()) {
            return empty(node, name);
        }
        if (!Durations.withUnits(text, "s").isEmpty()) {
            return Reading.wrong(Fault.of(node, Fault.Kind.VALUE, ProblemText.quote(text) + " has no unit")
                    .meaning(meant(text).stream().map(each -> "\"" + each + "\"").toList()));
        }
        Optional<Duration> parsed = Durations.parse(text);
        return parsed.isEmpty()
                ? Reading.wrong(Fault.of(node, Fault.Kind.VALUE, ProblemText.quote(text) + " is not a duration")
                        .expecting("a number and a unit (ms, s, m or h), such as \"250ms\" or \"1.5s\""))
                : inRange(node, name, parsed.get(), text);
    }

    private Reading<Duration> inRange(Node node, String name, Duration length, String shown) {
        if (contains(length)) {
            return Reading.of(length);
        }
        Fault fault = Fault.of(node, Fault.Kind.RANGE, "'" + name + "' is " + shown + ", which is too "
                + (length.compareTo(least) < 0 ? "short" : "long"));
        boolean meantSeconds = node.value() instanceof Long number && number > 0 && bare == Bare.MILLISECONDS
                && contains(length.multipliedBy(1000));
        return Reading.wrong(!meantSeconds ? fault
                : Fault.of(node, Fault.Kind.RANGE, fault.problem() + "; a number without a unit is milliseconds")
                        .expecting("\"" + node.text() + "s\" for seconds; " + written()));
    }

    private boolean contains(Duration length) {
        return length.compareTo(least) >= 0 && length.compareTo(most) <= 0;
    }

    @Override
    public List<String> meant(String text) {
        return Durations.withUnits(text, "ms", "s").stream().filter(each -> contains(length(each))).toList();
    }

    @Override
    public String show(Duration value) {
        return Durations.format(value);
    }

    private static Duration length(String written) {
        return Durations.parse(written).orElseThrow();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
