package dev.fermata.stream.history;

import java.io.IOException;

/** The history cannot be opened, read or written; the message is for people. */
public final class HistoryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean damaged;

    HistoryException(String message, Throwable cause, boolean damaged) {
        super(message, cause);
        this.damaged = damaged;
    }

    /** Whether the file itself is no good. */
    boolean isDamaged() {
        return damaged;
    }
}
