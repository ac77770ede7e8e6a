package dev.fermata.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The wording that several messages share. */
public final class ProblemText {
    /** A longer quotation hides what the message says. */
    private static final int MAX_QUOTED = 40;

    private ProblemText() {
    }

    /** What somebody wrote, in single quotes and shortened. */
    public static String quote(String written) {
        return "'" + shorten(written) + "'";
    }

    static String shorten(String written) {
        int points = written.codePointCount(0, written.length());
        return points <= MAX_QUOTED
                ? written
                : written.substring(0, written.offsetByCodePoints(0, MAX_QUOTED)) + "...";
    }

    /** A value in words that a player knows. */
    public static String describe(Node node) {
        Object value = node.value();
        if (value instanceof String text) {
            return "the text \"" + shorten(text) + "\"";
        }
        if (value instanceof Number) {
            return "the number " + value;
        }
        if (value instanceof Boolean || value == null) {
            return String.valueOf(value);
        }
        if (value instanceof List) {
            return node.isTables() ? "a list of tables" : "a list";
        }
        return value instanceof Map ? "a table" : "a date or a time";
    }

    /** The words for the constants of an enum. */
    static List<String> of(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** {@code a, b or c}. */
    static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
