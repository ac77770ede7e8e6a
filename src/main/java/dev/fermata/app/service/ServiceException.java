package dev.fermata.app.service;

/** The service cannot be installed; the message says what to do. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServiceException(String message) {
        super(message);
    }
}
