package dev.fermata.app;

/** A profile that cannot be used; the message is every problem it has, ready to be shown. */
public final class ProfileRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProfileRefusedException(String problems) {
        super(problems);
    }
}
