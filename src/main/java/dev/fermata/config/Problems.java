package dev.fermata.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the problems of one text while it is read. Confined to one thread. */
public final class Problems {
    private final String file;
    private final SourceText source;
    private final List<Diagnostic> found = new ArrayList<>();
    private boolean partlyRead;

    /** @param file as messages call it */
    public Problems(String file, SourceText source) {
        this.file = file;
        this.source = source;
    }

    /** The text. */
    public SourceText source() {
        return source;
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

    /** What is probably not wanted. */
    public void warning(Span at, String problem, String expected) {
        add(Diagnostic.Severity.WARNING, at, problem, expected, List.of());
    }

    /** Whether the text is unusable. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** Everything found, in the order of the text. */
    public List<Diagnostic> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }

    private void add(
            Diagnostic.Severity severity, Span at, String problem, String expected, List<String> suggestions) {
        found.add(new Diagnostic(file, Optional.of(source.mark(at)), severity, problem, expected, suggestions));
    }
}
