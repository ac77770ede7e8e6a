package dev.fermata.config;

import java.util.List;

/**
 * The lines of a file, and where keys and values begin and end in them. The TOML parser tells where
 * things begin; what this class adds is how far they reach, for carets and for places inside text.
 */
public final class SourceText {
    private final boolean json;
    /** Whether each character is one UTF-16 unit; else a column is counted anew each time, from the line's beginning. */
    private final boolean narrow;
    private final List<String> lines;
    private final ParserText parserText;

    /** @param text without the mark that Windows editors put before it */
    public SourceText(String text) {
        this(text, false);
    }

    private SourceText(String text, boolean json) {
        this.json = json;
        this.narrow = text.codePointCount(0, text.length()) == text.length();
        this.lines = List.of(text.split("\r?\n", -1));
        this.parserText = new ParserText(this);
    }

    /** A text of JSON, whose reader counts columns in UTF-16 units. */
    public static SourceText ofJson(String text) {
        return new SourceText(text, true);
    }

    /** The same text as the parser gets it. */
    ParserText parserText() {
        return parserText;
    }

    /** A line without its break; empty beyond the end. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** How many lines there are. */
    public int lineCount() {
        return lines.size();
    }

    /** From one place to the last visible character of its line. */
    Span restOfLine(int line, int column) {
        String text = line(line).stripTrailing();
        return span(line, text, Math.min(offset(text, column), text.length()), text.length());
    }

    /** The value or the table header that begins at a place. */
    Span valueAt(int line, int column) {
        String text = line(line);
        int start = offset(text, column);
        return span(line, text, start, valueEnd(text, start));
    }

    /** Where a value or a name stands. */
    public Span span(Node node) {
        return node.at() == null
                ? keyAt(node.key().line(), column(node.key()), (String) node.value())
                : valueAt(node.at().line(), column(node.at()));
    }

    /** A single character; the end of the text for what is beyond it. */
    public Span span(Node.Place place) {
        int line = Math.min(place.line(), lines.size());
        return new Span(line, Math.min(column(place), points(line(line), 0, line(line).length()) + 1), 1);
    }

    private int column(Node.Place place) {
        String text = line(place.line());
        return json ? points(text, 0, Math.min(place.column() - 1, text.length())) + 1 : place.column();
    }

    /** Where some characters of a text stand; all of it when that cannot be told. */
    Span part(Node node, int offset, int length) {
        Span span = span(node);
        String value = node.text();
        if (node.at() == null || !isLiteral(span, value)) {
            return span;
        }
        int from = Math.min(offset, value.length());
        int to = Math.min(value.length(), offset + length);
        return new Span(span.line(), span.column() + 1 + points(value, 0, from), points(value, from, to));
    }

    /** Where a fault stands. */
    public Span span(Fault fault) {
        return fault.offset() < 0 ? span(fault.node()) : part(fault.node(), fault.offset(), fault.length());
    }

    /** A place with its line. */
    public Diagnostic.Mark mark(Span span) {
        return new Diagnostic.Mark(span.line(), span.column(), span.width(), line(span.line()));
    }

    /** Whether the characters of a text stand in the file as they are, without escapes and in one line. */
    private boolean isLiteral(Span span, String value) {
        String text = line(span.line());
        int start = offset(text, span.column());
        return start < text.length()
                && (text.charAt(start) == '"' || text.charAt(start) == '\'')
                && text.startsWith(value, start + 1)
                && start + value.length() + 2 == offset(text, span.column() + span.width());
    }

    /**
     * The part called {@code name} of the key or table header that begins at a place: {@code e} of
     * {@code [priority.managed.e]}.
     */
    Span keyAt(int line, int column, String name) {
        String text = line(line);
        int start = skip(text, offset(text, column), "[ \t");
        Span found = null;
        int at = start;
        while (at < text.length()) {
            int end = keyEnd(text, at);
            if (end == at) {
                break;
            }
            String part = text.substring(at, end);
            if (found == null || part.equals(name) || part.length() > 1
                    && part.substring(1, part.length() - 1).equals(name)) {
                found = span(line, text, at, end);
            }
            int dot = skip(text, end, " \t");
            if (dot >= text.length() || text.charAt(dot) != '.') {
                break;
            }
            at = skip(text, dot + 1, " \t");
        }
        return found == null ? new Span(line, column, 1) : found;
    }

    private Span span(int line, String text, int start, int end) {
        return new Span(line, points(text, 0, start) + 1, points(text, start, end));
    }

    private int points(String text, int from, int to) {
        return narrow ? to - from : text.codePointCount(from, to);
    }

    /** The UTF-16 offset of a column, at most the length of the text. */
    private int offset(String text, int column) {
        int points = column - 1;
        return points >= points(text, 0, text.length())
                ? text.length()
                : narrow ? points : text.offsetByCodePoints(0, points);
    }

    private static int skip(String text, int from, String characters) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int valueEnd(String text, int start) {
        if (start >= text.length()) {
            return start;
        }
        char first = text.charAt(start);
        if (first == '"' || first == '\'') {
            return stringEnd(text, start);
        }
        if (first == '[' || first == '{') {
            return bracketsEnd(text, start);
        }
        int end = start;
        while (end < text.length() && " \t,]}#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The end of a string, or of its first line when it goes on in the next. */
    private static int stringEnd(String text, int start) {
        String quote = text.substring(start, start + 1);
        String triple = quote.repeat(3);
        if (text.startsWith(triple, start)) {
            int close = text.indexOf(triple, start + 3);
            return close < 0 ? text.stripTrailing().length() : close + 3;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote.equals("\"")) {
                i++;
            } else if (text.charAt(i) == quote.charAt(0)) {
                return i + 1;
            }
        }
        return text.stripTrailing().length();
    }

    private static int bracketsEnd(String text, int start) {
        int depth = 0;
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = stringEnd(text, i);
                continue;
            }
            if (c == '#') {
                return text.substring(0, i).stripTrailing().length();
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return text.stripTrailing().length();
    }

    private static int keyEnd(String text, int start) {
        char first = text.charAt(start);
        if (first == '"' || first == '\'') {
            return stringEnd(text, start);
        }
        int end = start;
        while (end < text.length() && isBareKeyCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBareKeyCharacter(char c) {
        return c == '_' || c == '-' || c < 128 && Character.isLetterOrDigit(c);
    }
}
