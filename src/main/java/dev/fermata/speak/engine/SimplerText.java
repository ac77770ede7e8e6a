package dev.fermata.speak.engine;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** A text without what voices stumble over: signs, faces, brackets, letters and marks in a row. Pure. */
final class SimplerText {
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\s.,!?;:'，。！？；：、-]+|[\uFE00-\uFE0F]+");
    private static final Pattern MARKS = Pattern.compile("([.,!?;:'，。！？；：、-])[.,!?;:'，。！？；：、-]+");
    private static final Pattern LETTERS = Pattern.compile("(\\p{L})\\1{3,}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private SimplerText() {
    }

    /** The same where there is nothing to make simpler; as good as empty where nothing else is in it. */
    static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC);
        plain = SIGNS.matcher(plain).replaceAll(" ");
        plain = MARKS.matcher(plain).replaceAll("$1");
        plain = LETTERS.matcher(plain).replaceAll("$1$1");
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }
}
