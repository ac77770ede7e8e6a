package dev.fermata.app;

/** Another agent works on this desktop; the message says which and what to do. */
public final class AlreadyRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for people */
    public AlreadyRunningException(String message) {
        super(message);
    }
}
