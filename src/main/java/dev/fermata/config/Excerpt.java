package dev.fermata.config;

import dev.fermata.model.Printable;

/** Draws a source line with a caret line under it, whatever the line contains. */
final class Excerpt {
    /** How far text under an excerpt is indented. */
    static final String INDENT = "      ";

    /** Longer lines are cut around the mark, so that a file without line breaks stays readable. */
    private static final int MAX_WIDTH = 120;
    private static final int CONTEXT_BEFORE = 60;
    private static final String CUT = "...";

    private Excerpt() {
    }

    /** Appends the two lines, each with a line break before it. */
    static void append(StringBuilder out, Diagnostic.Mark mark) {
        int[] line = mark.text().codePoints().toArray();
        int from = 0;
        int to = line.length;
        if (line.length > MAX_WIDTH) {
            from = Math.max(0, Math.min(mark.column() - 1 - CONTEXT_BEFORE, line.length - MAX_WIDTH));
            to = Math.min(line.length, from + MAX_WIDTH);
        }
        int markStart = mark.column() - 1;
        int markEnd = Math.min(Math.max(to, markStart + 1), markStart + mark.width());

        StringBuilder text = new StringBuilder();
        StringBuilder caret = new StringBuilder();
        if (from > 0) {
            text.append(CUT);
            caret.append(" ".repeat(CUT.length()));
        }
        for (int i = from; i < Math.max(to, markEnd); i++) {
            int shown = i < to ? printable(line[i]) : ' ';
            if (i < to) {
                text.appendCodePoint(shown);
            }
            if (i < markStart) {
                // A tab under a tab: the caret is right whatever the terminal's tab width.
                caret.append(shown == '\t' ? "\t" : " ".repeat(columns(shown)));
            } else if (i < markEnd) {
                caret.append("^".repeat(Math.max(1, columns(shown))));
            }
        }
        if (to < line.length) {
            text.append(CUT);
        }
        out.append(String.format("\n%5d | ", mark.line()))
                .append(text.toString().stripTrailing());
        out.append('\n').append(INDENT).append("| ").append(caret);
    }

    /** The text with everything replaced that could command or confuse a terminal; tabs stay. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(Excerpt::printable).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int printable(int character) {
        return character == '\t' || Printable.is(character) ? character : '\uFFFD';
    }

    /** How many terminal columns a character takes: 0 for combining marks, 2 for wide scripts. */
    private static int columns(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** The blocks that Unicode's East Asian Width calls wide, coarsely. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF01 && c <= 0xFF60
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1F6FF
                || c >= 0x1F900 && c <= 0x1F9FF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
