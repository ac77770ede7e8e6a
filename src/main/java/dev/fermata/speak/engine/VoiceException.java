package dev.fermata.speak.engine;

/** A text could not be made a sound; the message says why, for people. */
public final class VoiceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what went wrong, for people */
    public VoiceException(String message) {
        super(message, null, false, false);
    }
}
