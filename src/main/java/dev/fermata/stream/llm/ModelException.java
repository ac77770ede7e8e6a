package dev.fermata.stream.llm;

import java.util.Locale;

/** A language model has not written, or not all. The message says why, for people, without secrets. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What it means for the next try. */
    public enum Kind {
        /** It has too much to do: asking it again later may do. */
        BUSY,
        /** It failed, by chance perhaps: asking it again may do. */
        FAILED,
        /** Nobody is there. */
        UNREACHABLE,
        /** Nothing came in time, or not all. */
        SLOW,
        /** It will not, however often it is asked: no key, no such model, nothing left of what was paid for. */
        DENIED,
        /** It does not take this prompt; others it may. */
        REFUSED,
        /** What is allowed of it here is used up. */
        LIMIT;

        /** The stable lower-case name used in answers and figures. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param message for people */
    public ModelException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** What it means for the next try. */
    public Kind kind() {
        return kind;
    }
}
