package dev.fermata.config.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** The wording that several messages share. */
final class Words {
    /** A longer quotation hides what the message says. */
    private static final int MAX_QUOTED = 40;

    private Words() {
    }

    /** What the player wrote, in single quotes and shortened. */
    static String quote(String written) {
        return "'" + shorten(written) + "'";
    }

    static String shorten(String written) {
        int points = written.codePointCount(0, written.length());
        return points <= MAX_QUOTED
                ? written
                : written.substring(0, written.offsetByCodePoints(0, MAX_QUOTED)) + "...";
    }

    /** A value of TOML in words a player knows. */
    static String describe(Object value) {
        if (value instanceof String text) {
            return "the text \"" + shorten(text) + "\"";
        }
        if (value instanceof Long || value instanceof Double) {
            return "the number " + value;
        }
        if (value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof TomlArray) {
            return "a list";
        }
        return value instanceof TomlTable ? "a table" : "a date or a time";
    }

    /** The words a profile uses for the constants of an enum. */
    static List<String> of(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Those words in quotes: {@code "a", "b" or "c"}. */
    static String oneOf(Class<? extends Enum<?>> type) {
        List<String> quoted = of(type).stream().map(word -> "\"" + word + "\"").toList();
        int last = quoted.size() - 1;
        return String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }
}
