package dev.fermata.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written form of durations: {@code 50ms}, {@code 1.5s}, {@code 2m}, {@code 1h}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(ms|s|m|min|h)?");
    private static final Map<String, Long> MILLIS = Map.of(
            "ms", 1L, "s", 1_000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L);

    private Durations() {
    }

    /**
     * Reads a duration. Empty when the text is not one, or has no unit: who writes 50 may mean seconds as well
     * as milliseconds.
     */
    public static Optional<Duration> parse(String text) {
        return isBare(text) ? Optional.empty() : parseMillis(text);
    }

    /** Reads a duration in a notation in which a bare number is milliseconds by its own rules, as in delay100. */
    public static Optional<Duration> parseMillis(String text) {
        Matcher form = form(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long unit = form.group(2) == null ? 1 : MILLIS.get(form.group(2));
        BigDecimal nanos = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit * 1_000_000));
        // Clamped: what does not fit must not wrap around to a small, plausible duration.
        return Optional.of(Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue()));
    }

    /** What a number without a unit may have been meant as, in each of the units; empty for any other text. */
    public static List<String> withUnits(String text, String... units) {
        return isBare(text) ? Arrays.stream(units).map(unit -> text.strip() + unit).toList() : List.of();
    }

    private static boolean isBare(String text) {
        Matcher form = form(text);
        return form.matches() && form.group(2) == null;
    }

    private static Matcher form(String text) {
        return FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The shortest written form: {@code 50ms}, {@code 1.5s}, {@code 10m}. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (duration.toNanos() % 1_000_000 != 0) {
            return plain(BigDecimal.valueOf(duration.toNanos(), 6)) + "ms";
        }
        if (millis >= 60_000 && millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis < 1_000 ? millis + "ms" : plain(BigDecimal.valueOf(millis, 3)) + "s";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
