package dev.fermata.listen;

/** An utterance could not be looked at; the message says why, for people. */
public final class RecogniserException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what went wrong, for people */
    public RecogniserException(String message) {
        super(message, null, false, false);
    }
}
