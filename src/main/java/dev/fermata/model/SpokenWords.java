package dev.fermata.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The words of what is said, as they are compared: however it is written, what sounds alike is the same text. Words are
 * letters, digits and apostrophes in lower case, with one blank between them; every other sign only parts words, for
 * recognisers write commas and full stops as they like. Nothing is guessed: a word more or less is another text.
 */
public final class SpokenWords {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}']+");
    /** One that is not inside a word is a quotation mark. */
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<![\\p{L}\\p{M}\\p{Nd}])'+|'+(?![\\p{L}\\p{M}\\p{Nd}])");
    private static final String APOSTROPHES = "'\u2019\u02bc";

    private SpokenWords() {
    }

    /** The words of a text; empty where it has none. */
    public static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'').replace('\u02bc', '\'');
        plain = LONE_APOSTROPHE.matcher(plain).replaceAll(" ");
        return Normalizer.normalize(NO_WORD.matcher(plain).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }

    /** Where the first character stands that nobody can say: one that is of no word and parts none. */
    public static OptionalInt unspeakable(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            boolean ofWord = Character.isLetter(c) || isMark(c) || Character.isDigit(c) || APOSTROPHES.indexOf(c) >= 0;
            if (!ofWord && c != ' ' && c != '-') {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Whether it has digits, which who says the number does not say. */
    public static boolean hasDigits(String text) {
        return text.codePoints().anyMatch(Character::isDigit);
    }
}
