package dev.fermata.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern for names, as people write it for files: {@code *} is any text, {@code ?} one character, and small and
 * capital letters are alike. Immutable.
 */
public final class Glob {
    private final String text;
    private final Pattern pattern;

    /** @param text any text is a pattern */
    public Glob(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        // Stars in a row are one, or matching would take time beyond measure.
        text.toLowerCase(Locale.ROOT).replaceAll("\\*+", "*").codePoints().forEach(each -> regex.append(
                each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(Character.toString(each))));
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Whether that is what the pattern says, from its first character to its last. */
    public boolean matches(String name) {
        return pattern.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether it is true of every text. */
    public boolean matchesAll() {
        return text.chars().allMatch(each -> each == '*');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
