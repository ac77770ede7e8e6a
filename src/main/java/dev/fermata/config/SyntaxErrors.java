package dev.fermata.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlParseError;

/** Words what the TOML parser could not read for someone who has never heard of TOML. */
final class SyntaxErrors {
    private static final Pattern TWICE = Pattern.compile("(.+) previously defined at line (\\d+), column \\d+");
    private static final Pattern OPENED =
            Pattern.compile(".*; the (\\w+).* opened at line (\\d+), column (\\d+) is unclosed");
    private static final Pattern ESCAPE = Pattern.compile("Invalid escape sequence '(.*)'");
    private static final Pattern UNIT = Pattern.compile("\\d+(?:\\.\\d+)?\\s*(?:ms|s|m|min|h)");
    /** What a line sets, and a value that begins with a digit and is no number. */
    private static final Pattern VALUE = Pattern.compile("([^=]*=)\\s*(\\d[^\"'\\[\\]{}#]*?)\\s*(?:#.*)?");
    private static final Pattern FIELD = Pattern.compile("(?:.*[.{,\\s])?([A-Za-z0-9_-]+)\\s*=[^=]*");
    private static final Pattern WORD = Pattern.compile("[^\\s,\\]}#]+");
    private static final Pattern FIRST_WORD = Pattern.compile("\\s*([^\\s=]+).*");

    private final Problems problems;
    private final ParserText parsed;
    private final TomlWording wording;

    private SyntaxErrors(Problems problems, TomlWording wording) {
        this.problems = problems;
        this.wording = wording;
        this.parsed = problems.source().parserText();
    }

    /**
     * Reports them all, as far as each is a problem of its own.
     *
     * @return whether what was read cannot be trusted: after a broken table header the fields that
     *         follow seem to belong to another table
     */
    static boolean report(List<TomlParseError> errors, Problems problems, TomlWording wording) {
        SyntaxErrors words = new SyntaxErrors(problems, wording);
        int brokenHeader = errors.stream()
                .filter(error -> !isTwice(error))
                .mapToInt(words::lineOf)
                .filter(line -> isHeader(problems.source().line(line)))
                .min()
                .orElse(Integer.MAX_VALUE);
        boolean tooDeep = false;
        for (TomlParseError error : errors) {
            if (!isTwice(error) || words.lineOf(error) < brokenHeader) {
                words.report(error);
            }
            tooDeep |= error.getMessage().startsWith("Nesting is too deep");
        }
        return tooDeep || brokenHeader < Integer.MAX_VALUE;
    }

    private int lineOf(TomlParseError error) {
        return parsed.lineOf(error.position().line());
    }

    /** A line number in the parser's message, in those of the file. */
    private int lineOf(String written) {
        return parsed.lineOf(Integer.parseInt(written));
    }

    private static boolean isHeader(String line) {
        return line.stripLeading().startsWith("[");
    }

    private static boolean isTwice(TomlParseError error) {
        return TWICE.matcher(error.getMessage()).matches();
    }

    private void report(TomlParseError error) {
        String message = error.getMessage();
        int line = lineOf(error);
        int column = error.position().column();
        String text = problems.source().line(line);
        Matcher twice = TWICE.matcher(message);
        Matcher opened = OPENED.matcher(message);
        Matcher escape = ESCAPE.matcher(message);
        if (message.startsWith("Nesting is too deep")) {
            problems.error(new Span(line, Math.max(1, Math.min(column, text.length())), 1),
                    "tables or lists are nested too deeply here",
                    "at most " + ParserText.MAX_NESTING + " levels; " + wording.levels());
        } else if (twice.matches()) {
            twice(twice.group(1), lineOf(twice.group(2)), line, column, isHeader(text));
        } else if (opened.matches()) {
            unclosed(opened.group(1), problems.source().restOfLine(
                    lineOf(opened.group(2)), Integer.parseInt(opened.group(3))));
        } else if (escape.matches()) {
            problems.error(new Span(line, column, escape.group(1).length()),
                    ProblemText.quote(escape.group(1)) + " means nothing inside double quotes",
                    "'single quotes' around a text with a backslash, or two backslashes");
        } else if (message.startsWith("Unexpected")) {
            unexpected(message, line, column, text);
        } else {
            other(message, line, column);
        }
    }

    private void twice(String name, int earlier, int line, int column, boolean header) {
        if (header) {
            problems.error(problems.source().valueAt(line, column),
                    "the table '" + ProblemText.shorten(name) + "' is there already (line " + earlier + ")",
                    wording.tableOnce());
        } else {
            problems.error(problems.source().keyAt(line, column, name),
                    ProblemText.quote(name) + " is set already (line " + earlier + ")",
                    wording.fieldOnce());
        }
    }

    private void unexpected(String message, int line, int column, String text) {
        String expected = message.substring(message.lastIndexOf(", expected ") + ", expected ".length());
        boolean endOfLine = message.startsWith("Unexpected end of");
        Span rest = problems.source().restOfLine(line, column);
        if (isHeader(text) && (expected.contains("]") || expected.contains("key"))) {
            problems.error(problems.source().restOfLine(line, text.indexOf('[') + 1),
                    "this is not a table header", "a header such as " + wording.headers() + " on a line of its own");
        } else if (expected.startsWith("\" or ") || expected.startsWith("'") || expected.startsWith("\"\"\"")) {
            unclosedText(line, column, text, endOfLine);
        } else if (expected.startsWith("a value")) {
            noValue(line, column, text, endOfLine);
        } else if (expected.startsWith("a newline") || expected.startsWith("end-of-input")) {
            afterValue(rest, text);
        } else if (expected.startsWith("=") || expected.startsWith(". or =")) {
            Matcher first = FIRST_WORD.matcher(text);
            String field = first.matches() ? first.group(1) : "the name";
            problems.error(rest, "there is no = after " + ProblemText.quote(field),
                    "a field such as " + wording.field() + "; a comment begins with #");
        } else if (message.startsWith("Unexpected '='")) {
            problems.error(rest, "there is no field name before the =", "a field such as " + wording.field());
        } else if (expected.startsWith("] ") || expected.startsWith("],")) {
            list(line, column, text, endOfLine);
        } else if (expected.startsWith("}")) {
            unclosed("table", rest);
        } else if (expected.startsWith("a key")) {
            problems.error(rest, "this line is neither a field nor a table",
                    "a field such as " + wording.field() + ", a table such as " + wording.table()
                            + ", or # before a comment");
        } else {
            other(message, line, column);
        }
    }

    private void list(int line, int column, String text, boolean endOfLine) {
        int offset = text.offsetByCodePoints(0, Math.min(column - 1, text.codePointCount(0, text.length())));
        String before = text.substring(0, offset).strip();
        Matcher word = WORD.matcher(text);
        List<String> meant = endOfLine || !word.find(offset) || word.start() != offset ? List.of()
                : fieldOf(before).map(field -> meant(field, before, word.group())).orElse(List.of());
        if (meant.isEmpty()) {
            problems.error(problems.source().restOfLine(line, column),
                    endOfLine ? "this list is not closed" : "this list is not written right",
                    "texts in quotes with commas between them and a ] at the end");
        } else {
            problems.error(new Span(line, column, word.group().codePointCount(0, word.group().length())),
                    ProblemText.quote(word.group()) + " is text without quotes", "", meant);
        }
    }

    private void unclosed(String what, Span at) {
        boolean list = what.equals("array");
        problems.error(at, list ? "this list has no closing ]" : "this " + what + " is not closed",
                list ? "a ] after the last entry" : "a closing } or quote");
    }

    private void unclosedText(int line, int column, String text, boolean endOfLine) {
        if (!endOfLine) {
            problems.error(new Span(line, column, 1), "this character cannot stand inside a text",
                    "only characters that can be seen");
            return;
        }
        int quote = openQuote(text);
        problems.error(problems.source().restOfLine(line, text.codePointCount(0, quote) + 1),
                "this text has no closing quote", "the same quote at the end of the text as at its beginning");
    }

    /** Where the string begins that is still open at the end of a line; 0 when there is none. */
    private static int openQuote(String text) {
        char open = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open == 0 && (c == '"' || c == '\'')) {
                open = c;
                start = i;
            } else if (open == '"' && c == '\\') {
                i++;
            } else if (c == open) {
                open = 0;
            }
        }
        return start;
    }

    private void noValue(int line, int column, String text, boolean endOfLine) {
        int offset = text.offsetByCodePoints(0, Math.min(column - 1, text.codePointCount(0, text.length())));
        Matcher word = WORD.matcher(text);
        if (endOfLine || !word.find(offset) || word.start() != offset) {
            problems.error(new Span(line, column, 1), "a value is missing here",
                    "text in quotes, a number, true or false");
            return;
        }
        String before = text.substring(0, offset).strip();
        String rest = text.substring(offset).replaceFirst("#.*", "").strip();
        // Alone after its =, the whole rest of the line is meant; in a list only the word.
        String written = before.endsWith("=") && !rest.matches(".*[,\\[\\]{}].*") ? rest : word.group();
        Span at = new Span(line, column, written.codePointCount(0, written.length()));
        if (written.equalsIgnoreCase("true") || written.equalsIgnoreCase("false")) {
            problems.error(at, ProblemText.quote(written) + " must be in small letters", "",
                    List.of(written.toLowerCase(Locale.ROOT)));
        } else if ("\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb".indexOf(written.charAt(0)) >= 0) {
            problems.error(at, "this text is in typographic quotes",
                    "straight quotes \" at both ends");
        } else {
            withoutQuotes(at, before, written);
        }
    }

    private void withoutQuotes(Span at, String before, String written) {
        Optional<Field<?>> field = fieldOf(before);
        List<String> meant = field.isEmpty() ? List.of(Type.quote(ProblemText.shorten(written)))
                : meant(field.get(), before, written);
        boolean text = meant.isEmpty() || meant.get(0).startsWith("\"");
        problems.error(at, ProblemText.quote(written) + (text ? " is text without quotes" : " is not a value here"),
                meant.isEmpty() ? field.map(known -> known.type().written()).orElse("") : "", meant);
    }

    /** @param before the line as far as the value */
    private Optional<Field<?>> fieldOf(String before) {
        Matcher name = FIELD.matcher(before);
        return name.matches() ? wording.find(name.group(1)) : Optional.empty();
    }

    /** What a value was meant to be: each can be read. */
    private static List<String> meant(Field<?> field, String before, String written) {
        List<String> meant = field.type().literals(written);
        // In a list one entry is missing its quotes, not the whole list its brackets.
        return before.endsWith("=") ? meant : meant.stream().filter(each -> each.startsWith("["))
                .map(each -> each.substring(1, each.length() - 1)).toList();
    }

    private void afterValue(Span rest, String text) {
        Matcher value = VALUE.matcher(text);
        Optional<Field<?>> field = value.matches() ? fieldOf(value.group(1).strip()) : Optional.empty();
        List<String> meant = field.map(known -> meant(known, "=", value.group(2))).orElse(List.of());
        if (meant.isEmpty()) {
            problems.error(rest, "there is something after the value that does not belong here",
                    "one field a line, without a comma at its end; a comment begins with #");
            return;
        }
        int start = value.start(2);
        problems.error(new Span(rest.line(), text.codePointCount(0, start) + 1, value.group(2).length()),
                UNIT.matcher(value.group(2)).matches() ? "a duration with a unit needs quotes"
                        : ProblemText.quote(value.group(2)) + " is text without quotes", "", meant);
    }

    private void other(String message, int line, int column) {
        problems.error(problems.source().restOfLine(line, column), "this cannot be read: " + message, "");
    }
}
