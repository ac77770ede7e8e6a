package dev.fermata.model;

/**
 * Text that comes from elsewhere (names of files, reasons, messages) as it may be shown and logged: without what
 * could command a terminal, turn around what is read, or begin a line of its own.
 */
public final class Printable {
    /** Stands for each character that is left out. */
    private static final int INSTEAD = '\uFFFD';

    private Printable() {
    }

    /** Whether a character only shows itself: no control, direction or other invisible one, no line break. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The text on one line, each character that is not printable replaced. */
    public static String line(String text) {
        return replaced(text, "");
    }

    /** The same of a text that may have several lines and tabs in them. */
    public static String lines(String text) {
        return replaced(text, System.lineSeparator() + "\n\t");
    }

    private static String replaced(String text, String allowed) {
        if (text.codePoints().allMatch(c -> is(c) || allowed.indexOf(c) >= 0)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> is(c) || allowed.indexOf(c) >= 0 ? c : INSTEAD).forEach(out::appendCodePoint);
        return out.toString();
    }
}
