package dev.fermata.simulate;

/** A script that cannot be read; the message lists every problem with its place, a line each. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScriptException(String message) {
        super(message);
    }
}
