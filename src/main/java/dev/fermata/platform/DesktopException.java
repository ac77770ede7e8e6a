package dev.fermata.platform;

/** The desktop refused something; the message says what, and what the user can do. */
public final class DesktopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DesktopException(String message) {
        super(message);
    }

    public DesktopException(String message, Throwable cause) {
        super(message, cause);
    }
}
