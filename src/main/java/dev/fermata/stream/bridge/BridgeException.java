package dev.fermata.stream.bridge;

import java.io.IOException;

/** The server cannot be reached, or does not do what it is asked; the message is for people. */
public final class BridgeException extends IOException {
    private static final long serialVersionUID = 1L;

    BridgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
