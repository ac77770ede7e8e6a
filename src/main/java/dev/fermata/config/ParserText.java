package dev.fermata.config;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tomlj.Toml;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/**
 * Gives a file to the TOML parser without the lines that say nothing, and translates the parser's
 * line numbers back.
 *
 * <p>tomlj 2.2.0 looks ahead over all following blank and comment lines at each of them: 25,000 of
 * them take minutes. Without them a file of the largest accepted size is read in seconds at most.
 * In a file of so many lines a text over several lines loses such lines as well; no field accepts a
 * text with line breaks.
 */
final class ParserText {
    /** How deeply tables and lists may be nested; a profile needs three levels. */
    static final int MAX_NESTING = 32;

    /** Up to here the parser is fast enough to be given every line. */
    private static final int FEW_LINES = 1_000;

    private static final TomlParseOptions OPTIONS = TomlParseOptions.sourceless()
            .withVersion(TomlVersion.V1_1_0)
            .withMaxNestingDepth(MAX_NESTING);

    private final SourceText source;
    private final int[] lines;

    ParserText(SourceText source) {
        this.source = source;
        boolean all = source.lineCount() <= FEW_LINES;
        this.lines = IntStream.rangeClosed(1, source.lineCount())
                .filter(line -> all || saysSomething(source.line(line)))
                .toArray();
    }

    /**
     * What the parser makes of it; empty where it fails, as tomlj 2.2.0 does on some tables in braces that are wrong.
     */
    Optional<TomlParseResult> parse() {
        return parse(lines.length);
    }

    /**
     * Where the parser fails.
     *
     * @param before what it makes of all that comes before
     * @param line in the file
     */
    record Failure(TomlParseResult before, int line) {
    }

    /** With which line it fails, if it does. */
    Failure failure() {
        int good = 0;
        int bad = lines.length;
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            if (parse(middle).isPresent()) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return new Failure(parse(good).orElseThrow(), lineOf(bad));
    }

    private Optional<TomlParseResult> parse(int count) {
        String text = IntStream.of(lines).limit(count).mapToObj(source::line).collect(Collectors.joining("\n"));
        try {
            return Optional.of(Toml.parse(text, OPTIONS));
        } catch (NullPointerException parserFailed) {
            return Optional.empty();
        }
    }

    /** The line of the file that the parser calls {@code line}; at most the last one. */
    int lineOf(int line) {
        return line <= lines.length ? lines[line - 1] : source.lineCount();
    }

    private static boolean saysSomething(String line) {
        String text = line.strip();
        return !text.isEmpty() && text.charAt(0) != '#';
    }
}
