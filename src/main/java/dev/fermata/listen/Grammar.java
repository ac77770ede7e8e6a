package dev.fermata.listen;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The phrases that may be said, each once, in lower case with single blanks. Immutable.
 *
 * @param phrases letters, digits, apostrophes and blanks only
 */
public record Grammar(List<String> phrases) {
    /** The name of the rule that has them, as recognisers of JSGF call it. */
    public static final String RULE = "command";

    public Grammar {
        phrases = List.copyOf(phrases);
    }

    /**
     * One of these phrases.
     *
     * @throws IllegalArgumentException for a phrase that has no word, or other signs than a phrase may have
     */
    public static Grammar of(List<String> phrases) {
        return new Grammar(phrases.stream().map(Grammar::plain).distinct().toList());
    }

    private static String plain(String phrase) {
        String plain = phrase.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        if (!plain.matches("[\\p{L}\\p{M}\\p{Nd}']+( [\\p{L}\\p{M}\\p{Nd}']+)*")) {
            throw new IllegalArgumentException("no phrase: '" + phrase + "'");
        }
        return plain;
    }

    /** The same in the Java Speech Grammar Format, with one public rule. */
    public String toJsgf() {
        return "#JSGF V1.0 UTF-8;\ngrammar fermata;\npublic <" + RULE + "> = "
                + phrases.stream().collect(Collectors.joining(" | ")) + ";\n";
    }
}
