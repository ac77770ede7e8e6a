package dev.fermata.pause;

/** Clients have as many holds as they may have; nothing was changed. */
public final class TooManyHoldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyHoldsException() {
        super("clients have " + Holds.MOST_OF_CLIENTS + " holds, and may not have more", null, false, false);
    }
}
