package dev.fermata.config;

import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be spoken, from a file: each paragraph is a text of its own, with variants. Empty lines end a paragraph;
 * lines that begin with # are comments. Immutable.
 *
 * @param texts in the order of the file; without those that are wrong
 * @param problems what is wrong with the others, each with its place
 */
public record TemplateText(List<Variants> texts, List<Diagnostic> problems) {
    private static final String COMMENT = "#";

    public TemplateText {
        texts = List.copyOf(texts);
        problems = List.copyOf(problems);
    }

    /** A paragraph while it is read, and where in it each of its lines begins. */
    private static final class Paragraph {
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Integer> offsets = new ArrayList<>();

        void add(int number, String line) {
            if (!numbers.isEmpty()) {
                text.append('\n');
            }
            numbers.add(number);
            offsets.add(text.length());
            text.append(line);
        }

        /** The rest of the line is meant where the wrong part goes on in the next. */
        Span span(int offset, int length) {
            int at = 0;
            while (at + 1 < offsets.size() && offsets.get(at + 1) <= offset) {
                at++;
            }
            int lineEnd = at + 1 < offsets.size() ? offsets.get(at + 1) - 1 : text.length();
            int from = Math.min(offset, lineEnd);
            int to = Math.min(lineEnd, offset + length);
            return new Span(numbers.get(at), text.codePointCount(offsets.get(at), from) + 1,
                    text.codePointCount(from, to));
        }
    }

    /**
     * Reads a text; never throws.
     *
     * @param file as messages call it
     */
    public static TemplateText read(String file, String written) {
        return read(file, written, false);
    }

    /** The same of texts of one line each. */
    public static TemplateText readLines(String file, String written) {
        return read(file, written, true);
    }

    private static TemplateText read(String file, String written, boolean lines) {
        Problems problems = new Problems(file, new SourceText(written.startsWith("\uFEFF") ? written.substring(1)
                : written));
        List<Variants> texts = new ArrayList<>();
        for (Paragraph paragraph : paragraphs(problems.source(), lines)) {
            VariantSyntax.Parsed parsed = VariantSyntax.parse(paragraph.text.toString());
            parsed.variants().ifPresent(texts::add);
            parsed.problem().ifPresent(wrong -> problems.error(paragraph.span(wrong.offset(), wrong.length()),
                    wrong.problem(), wrong.expected()));
        }
        List<Diagnostic> found = new ArrayList<>(problems.sorted());
        if (texts.isEmpty() && found.isEmpty()) {
            found.add(new Diagnostic(file, Optional.empty(), Diagnostic.Severity.ERROR, "there is nothing to say in it",
                    lines ? "texts, each on a line of its own" : "texts, with an empty line between them", List.of()));
        }
        return new TemplateText(texts, found);
    }

    private static List<Paragraph> paragraphs(SourceText source, boolean lines) {
        List<Paragraph> all = new ArrayList<>();
        Paragraph current = new Paragraph();
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number);
            if (!line.isBlank()) {
                if (!line.startsWith(COMMENT)) {
                    current.add(number, line);
                }
            }
            if ((line.isBlank() || lines) && !current.numbers.isEmpty()) {
                all.add(current);
                current = new Paragraph();
            }
        }
        if (!current.numbers.isEmpty()) {
            all.add(current);
        }
        return all;
    }

    /** What is wrong, as it is shown in a terminal; empty where nothing is. */
    String render() {
        return String.join("\n", problems.stream().map(Diagnostic::render).toList());
    }

    /** The texts of a file in which nothing is wrong. @throws TemplateRefusedException otherwise */
    public List<Variants> required() {
        if (!problems.isEmpty()) {
            throw new TemplateRefusedException(render());
        }
        return texts;
    }
}
