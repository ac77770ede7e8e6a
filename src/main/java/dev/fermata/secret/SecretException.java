package dev.fermata.secret;

/** A secret cannot be had or kept. The message is for people, and has nothing of any secret in it. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message why, and what to do */
    public SecretException(String message) {
        super(message);
    }
}
