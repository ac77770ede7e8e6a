package dev.fermata.net;

/** A server has not answered, or not wholly; the message says why, for people. */
public final class HttpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What sort of failure it is. */
    public enum Kind {
        /** There is no connection, or it ended before the answer began. */
        UNREACHABLE,
        /** A limit of time was over. */
        SLOW,
        /** The answer is no HTTP, was cut off or is too large. */
        BROKEN,
        /** Too much is being asked already; nothing was sent. */
        BUSY
    }

    HttpException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** What sort of failure it is. */
    public Kind kind() {
        return kind;
    }
}
