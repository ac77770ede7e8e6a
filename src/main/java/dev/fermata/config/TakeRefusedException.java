package dev.fermata.config;

/** A text that is no take; the message is every problem it has, ready to be shown. */
public final class TakeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakeRefusedException(String problems) {
        super(problems);
    }
}
