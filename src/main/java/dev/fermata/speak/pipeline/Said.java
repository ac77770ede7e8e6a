package dev.fermata.speak.pipeline;

/**
 * What is spoken, for the steps that want to know. Immutable.
 *
 * @param text as the voice reads it
 */
record Said(String text, Language language) {
    /** One letter of Chinese is a syllable; espeak-ng speaks 3.5 letters of English while it speaks one. */
    private static final double LETTERS_A_SYLLABLE = 3.5;
    /** "Nooooo" is not spoken as long as it is. */
    private static final int DRAWN_OUT = 2;

    /**
     * How long it is in letters of English. A digit may be read as a word, as "seven", or together with others, as in
     * "1000000": that decides who asks.
     *
     * @param digit how many letters each digit is
     */
    double letters(double digit) {
        double letters = 0;
        int last = -1;
        int times = 0;
        for (int each : text.codePoints().toArray()) {
            times = each == last ? times + 1 : 1;
            last = each;
            if (Character.isDigit(each)) {
                letters += digit;
            } else if (Character.isLetter(each) && times <= DRAWN_OUT) {
                letters += isSyllable(each) ? LETTERS_A_SYLLABLE : 1;
            }
        }
        return letters;
    }

    private static boolean isSyllable(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
