package dev.fermata.config.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the problems of one file while it is read. Confined to one thread. */
final class Problems {
    private final String file;
    private final SourceText source;
    private final boolean partlyRead;
    private final List<Diagnostic> found = new ArrayList<>();

    /**
     * @param partlyRead whether some lines of the file could not be read at all; what seems to be
     *                   missing may then be in them, so {@link #missing} says nothing
     */
    Problems(String file, SourceText source, boolean partlyRead) {
        this.file = file;
        this.source = source;
        this.partlyRead = partlyRead;
    }

    SourceText source() {
        return source;
    }

    void error(Span at, String problem, String expected) {
        error(at, problem, expected, List.of());
    }

    void error(Span at, String problem, String expected, List<String> suggestions) {
        add(Diagnostic.Severity.ERROR, at, problem, expected, suggestions);
    }

    /** Something the file should have but does not. */
    void missing(Span at, String problem, String expected) {
        if (!partlyRead) {
            error(at, problem, expected);
        }
    }

    void warning(Span at, String problem, String expected) {
        add(Diagnostic.Severity.WARNING, at, problem, expected, List.of());
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** Everything found, in the order of the file. */
    List<Diagnostic> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }

    private void add(
            Diagnostic.Severity severity, Span at, String problem, String expected, List<String> suggestions) {
        Diagnostic.Mark mark =
                new Diagnostic.Mark(at.line(), at.column(), at.width(), source.line(at.line()));
        found.add(new Diagnostic(file, Optional.of(mark), severity, problem, expected, suggestions));
    }
}
