package dev.fermata.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Collects the problems of a text while it is read, or of several that make one whole: then lines are counted through
 * them all, and told as those of the text they are in. Confined to one thread.
 */
public final class Problems {
    private final List<Part> parts = new ArrayList<>();
    private final SourceText source;
    private final List<Found> found = new ArrayList<>();
    private boolean partlyRead;

    /**
     * A text.
     *
     * @param file as messages call it
     */
    public record Text(String file, String text) {
    }

    /** @param before how many lines the texts before it have */
    private record Part(Text text, int before) {
    }

    /** @param line counted through all texts */
    private record Found(int line, int column, Diagnostic diagnostic) {
    }

    /** @param file as messages call it */
    public Problems(String file, SourceText source) {
        this.source = source;
        parts.add(new Part(new Text(file, ""), 0));
    }

    /** @param texts at least one, the one that is read first of all */
    public Problems(List<Text> texts) {
        int before = 0;
        for (Text text : texts) {
            parts.add(new Part(text, before));
            before += new SourceText(text.text()).lineCount();
        }
        source = new SourceText(String.join("\n", texts.stream().map(Text::text).toList()));
    }

    /**
     * Has each text read by itself. What is wrong with one is told here.
     *
     * @param reader gets the text and its own problems
     * @return what came of each, with its places among all texts; empty when one of them cannot be trusted
     */
    public Optional<List<Node>> readEach(BiFunction<String, Problems, Optional<Node>> reader) {
        if (parts.size() == 1) {
            return reader.apply(parts.get(0).text().text(), this).map(List::of);
        }
        List<Node> read = new ArrayList<>();
        for (Part part : parts) {
            Problems own = new Problems(part.text().file(), new SourceText(part.text().text()));
            reader.apply(part.text().text(), own).ifPresent(node -> read.add(node.below(part.before())));
            own.found.forEach(each -> found.add(new Found(each.line() + part.before(), each.column(),
                    each.diagnostic())));
            partlyRead |= own.partlyRead;
        }
        return read.size() == parts.size() ? Optional.of(read) : Optional.empty();
    }

    /** The text, or all of them. */
    public SourceText source() {
        return source;
    }

    /** "line 7", or "line 7 of base.toml" where there are several texts. */
    public String where(Span at) {
        Part part = partOf(at);
        return "line " + (at.line() - part.before()) + (parts.size() == 1 ? "" : " of " + part.text().file());
    }

    /** The file that a place is in, as messages call it. */
    public String file(Span at) {
        return partOf(at).text().file();
    }

    /** Some lines could not be read; what seems to be missing may be in them, so {@link #missing} says nothing. */
    void partlyRead() {
        partlyRead = true;
    }

    /** What makes the text unusable. @param expected what should stand there instead, may be empty */
    public void error(Span at, String problem, String expected) {
        error(at, problem, expected, List.of());
    }

    /** The same with what was probably meant. */
    public void error(Span at, String problem, String expected, List<String> suggestions) {
        add(Diagnostic.Severity.ERROR, at, problem, expected, suggestions);
    }

    /** Something the text should have but does not. */
    public void missing(Span at, String problem, String expected) {
        if (!partlyRead) {
            error(at, problem, expected);
        }
    }

    /** What is wrong in another file, of which a place speaks; told behind what is wrong with that place. */
    public void elsewhere(Span at, Diagnostic there) {
        found.add(new Found(at.line(), at.column(), there));
    }

    /** What is probably not wanted. */
    public void warning(Span at, String problem, String expected) {
        add(Diagnostic.Severity.WARNING, at, problem, expected, List.of());
    }

    /** Whether the text is unusable. */
    public boolean hasErrors() {
        return found.stream().anyMatch(each -> each.diagnostic().isError());
    }

    /** Everything found, in the order of the text. */
    public List<Diagnostic> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::line).thenComparingInt(Found::column))
                .map(Found::diagnostic)
                .toList();
    }

    private Part partOf(Span at) {
        return parts.stream().filter(part -> part.before() < at.line()).reduce((one, later) -> later).orElseThrow();
    }

    private void add(
            Diagnostic.Severity severity, Span at, String problem, String expected, List<String> suggestions) {
        Part part = partOf(at);
        Diagnostic.Mark mark = source.mark(at);
        found.add(new Found(at.line(), mark.column(), new Diagnostic(part.text().file(), Optional.of(new Diagnostic.Mark(
                mark.line() - part.before(), mark.column(), mark.width(), mark.text())), severity, problem, expected,
                suggestions)));
    }
}
