package dev.fermata.config;

import java.util.List;
import java.util.Optional;

/**
 * One problem of a profile, a setting or the like, in words for whoever wrote it. Immutable.
 *
 * @param file the file as the player named it
 * @param mark where in the file; empty when the problem is the file as a whole (it does not exist)
 * @param problem what is wrong: one sentence without a full stop
 * @param expected what should stand there instead; empty when the problem says it all
 * @param suggestions what was probably meant, best first; may be empty
 */
public record Diagnostic(
        String file,
        Optional<Mark> mark,
        Severity severity,
        String problem,
        String expected,
        List<String> suggestions) {

    /** Whether the profile can be used all the same. */
    public enum Severity {
        /** The profile is refused. */
        ERROR,
        /** The profile is used; this is probably not what its writer wants. */
        WARNING
    }

    /**
     * A place in a file.
     *
     * @param line from 1
     * @param column from 1, in characters (code points); a tab is one character
     * @param width how many characters of the line are meant, at least 1
     * @param text the whole line as written, without its line break
     */
    public record Mark(int line, int column, int width, String text) {
        public Mark {
            if (line < 1 || column < 1 || width < 1) {
                throw new IllegalArgumentException(line + ":" + column + " width " + width);
            }
        }
    }

    public Diagnostic {
        suggestions = List.copyOf(suggestions);
    }

    /** A problem of the file as a whole. */
    public static Diagnostic ofFile(String file, String problem, String expected, List<String> suggestions) {
        return new Diagnostic(file, Optional.empty(), Severity.ERROR, problem, expected, suggestions);
    }

    /** A warning of the file as a whole. */
    public static Diagnostic warningOfFile(String file, String problem, String expected) {
        return new Diagnostic(file, Optional.empty(), Severity.WARNING, problem, expected, List.of());
    }

    /** The same as an error. */
    public Diagnostic asError() {
        return new Diagnostic(file, mark, Severity.ERROR, problem, expected, suggestions);
    }

    /** The line the problem is in, or 0 when it is the file as a whole. */
    public int line() {
        return mark.map(Mark::line).orElse(0);
    }

    /** The column the problem begins at, or 0 when it is the file as a whole. */
    public int column() {
        return mark.map(Mark::column).orElse(0);
    }

    /** Whether this problem makes the profile unusable. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The file, the place and the problem in one line. */
    public String headline() {
        String place = mark.map(m -> ":" + m.line() + ":" + m.column()).orElse("");
        String kind = isError() ? "" : "warning: ";
        return Excerpt.printable(file + place + ": " + kind + problem);
    }

    /**
     * The problem as it is shown in a terminal: the headline, the line with a caret under the wrong
     * part, and what was expected. Several lines, no line break at the end. Characters that could
     * command a terminal are replaced.
     */
    public String render() {
        StringBuilder out = new StringBuilder(headline());
        mark.filter(m -> !m.text().isBlank()).ifPresent(m -> Excerpt.append(out, m));
        String advice = advice();
        if (!advice.isEmpty()) {
            out.append('\n').append(Excerpt.INDENT).append(Excerpt.printable(advice));
        }
        return out.toString();
    }

    private String advice() {
        String meant = suggestions.isEmpty() ? "" : "did you mean " + ProblemText.either(suggestions) + "?";
        if (expected.isEmpty()) {
            return meant;
        }
        return "expected: " + expected + (meant.isEmpty() ? "" : "; " + meant);
    }
}
