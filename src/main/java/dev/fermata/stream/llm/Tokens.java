package dev.fermata.stream.llm;

/** How many tokens a text has, about, for servers that do not tell. Pure. */
final class Tokens {
    /** What a server puts around each message. */
    private static final int AROUND = 6;
    private static final int LETTERS = 4;
    /** From here on writing has signs of which each is a token or two: Chinese, Japanese, Korean, emoji. */
    private static final int SIGNS = 0x2E80;

    private Tokens() {
    }

    /** Of a text: a sign of Chinese is one, four letters of others are one. */
    static long of(String text) {
        long signs = text.codePoints().filter(each -> each >= SIGNS).count();
        long letters = text.codePointCount(0, text.length()) - signs;
        return signs + (letters + LETTERS - 1) / LETTERS;
    }

    /** Of all that a model has to read. */
    static long of(Prompt prompt) {
        long before = prompt.before().stream().mapToLong(each -> of(each.question()) + of(each.answer()) + 2 * AROUND)
                .sum();
        return of(prompt.instructions()) + before + of(prompt.question()) + 2 * AROUND;
    }
}
