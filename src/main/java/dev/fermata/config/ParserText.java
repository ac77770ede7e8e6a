package dev.fermata.config;

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

    TomlParseResult parse() {
        String text = IntStream.of(lines).mapToObj(source::line).collect(Collectors.joining("\n"));
        return Toml.parse(text, OPTIONS);
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
