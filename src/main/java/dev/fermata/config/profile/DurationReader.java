package dev.fermata.config.profile;

import dev.fermata.model.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads durations and checks them against the limits of their field. */
final class DurationReader {
    private final Problems problems;

    DurationReader(Problems problems) {
        this.problems = problems;
    }

    /** @param value a text with a unit, or a whole number of milliseconds */
    Optional<Duration> read(Field field, Object value, Span at) {
        if (value instanceof Long number) {
            // Far beyond every limit the exact length no longer matters, only that it does not overflow.
            long millis = Math.max(-1, Math.min(number, Integer.MAX_VALUE));
            return inRange(field, at, Duration.ofMillis(millis), number + "ms", number);
        }
        String text = ((String) value).strip();
        if (text.isEmpty()) {
            problems.error(at, "'" + field + "' is empty", field.expected());
            return Optional.empty();
        }
        List<String> meant = Durations.withUnits(text, "ms", "s");
        if (!meant.isEmpty()) {
            DurationRange range = field.range().orElseThrow();
            problems.error(at, Words.quote(text) + " has no unit", field.expected(), meant.stream()
                    .filter(each -> range.contains(Durations.parse(each).orElseThrow()))
                    .map(each -> "\"" + each + "\"").toList());
            return Optional.empty();
        }
        Optional<Duration> parsed = Durations.parse(text);
        if (parsed.isEmpty()) {
            problems.error(at, Words.quote(text) + " is not a duration",
                    "a number and a unit (ms, s, m or h), such as \"250ms\" or \"1.5s\"");
            return Optional.empty();
        }
        return inRange(field, at, parsed.get(), text, 0);
    }

    /** @param bare the number when it is written without a unit, else 0 */
    private Optional<Duration> inRange(Field field, Span at, Duration length, String written, long bare) {
        DurationRange range = field.range().orElseThrow();
        if (range.contains(length)) {
            return Optional.of(length);
        }
        boolean meantSeconds = bare > 0 && range.contains(length.multipliedBy(1000));
        problems.error(at, "'" + field + "' is " + written + ", which is too " + range.side(length)
                        + (meantSeconds ? "; a number without a unit is milliseconds" : ""),
                meantSeconds ? "\"" + bare + "s\" for seconds; " + field.expected() : field.expected());
        return Optional.empty();
    }
}
