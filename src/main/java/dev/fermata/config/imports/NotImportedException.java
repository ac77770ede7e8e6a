package dev.fermata.config.imports;

import dev.fermata.config.Diagnostic;

/** A file of which no profile can be made. Without a trace: it is the file's fault, not ours. */
public final class NotImportedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic problem;

    NotImportedException(Diagnostic problem) {
        super(problem.render(), null, false, false);
        this.problem = problem;
    }

    /** What is wrong with it, where, and what was expected. */
    public Diagnostic problem() {
        return problem;
    }
}
