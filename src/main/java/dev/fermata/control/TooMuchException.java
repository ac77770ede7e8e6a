package dev.fermata.control;

/** A client asked for more than clients may; nothing was done. The message says what, for people. */
public final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What there would be too much of. */
    public enum What {
        /** Pauses of clients at a time. */
        HOLDS,
        /** Changes of what plays, in a short time. */
        CHANGES
    }

    private final What what;

    /** For one request of a client. */
    public TooMuchException(What what, String message) {
        // No stack trace: it is refused often, and says nothing of a fault of ours.
        super(message, null, false, false);
        this.what = what;
    }

    /** What there would be too much of. */
    public What what() {
        return what;
    }
}
