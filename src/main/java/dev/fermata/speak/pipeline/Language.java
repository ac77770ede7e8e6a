package dev.fermata.speak.pipeline;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The languages whose numbers and symbols are read out. */
enum Language {
    ENGLISH, GERMAN, CHINESE,
    /** One of which nothing is known. */
    OTHER;

    /** What Germans cannot say much without, and the English never say. */
    private static final Set<String> GERMAN_WORDS = Set.of("der", "das", "und", "ist", "nicht", "ein", "eine", "du",
            "ich", "mit", "auf", "noch", "ihr", "wir", "zu", "dein", "den", "von", "dich", "kein", "jetzt", "prozent");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    /**
     * Guesses that of a text.
     *
     * @param voice the name of a voice, such as {@code de} or {@code en-us}; what it says is believed, but of a text
     *     with Chinese letters
     */
    static Language of(String text, String voice) {
        if (text.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)) {
            return voice.startsWith("ja") ? OTHER : CHINESE;
        }
        String begins = voice.toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
        return switch (begins) {
            case "de", "german", "deutsch" -> GERMAN;
            case "en", "english" -> ENGLISH;
            case "cmn", "zh", "yue" -> ENGLISH;
            case "" -> ofWords(text.toLowerCase(Locale.ROOT));
            // Names such as "Microsoft Hedda" say nothing; those of espeak-ng are of two or three letters.
            default -> begins.length() <= 3 ? OTHER : ofWords(text.toLowerCase(Locale.ROOT));
        };
    }

    private static Language ofWords(String text) {
        boolean german = text.codePoints().anyMatch(each -> "äöüß".indexOf(each) >= 0)
                || NO_LETTERS.splitAsStream(text).anyMatch(GERMAN_WORDS::contains);
        return german ? GERMAN : ENGLISH;
    }
}
