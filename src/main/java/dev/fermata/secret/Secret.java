package dev.fermata.secret;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A key, a token or a password that somebody else wants to know. It is in no message, for its text says nothing, and is
 * gone from memory as soon as whoever needed it closes it; what has been revealed is as long there as its user keeps
 * it. Thread-safe.
 */
public final class Secret implements AutoCloseable {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** One of these letters. */
    public static Secret of(CharSequence text) {
        return new Secret(text.toString().toCharArray());
    }

    /** The secret itself, to be handed to whoever wants to know it and to nobody else. */
    public String reveal() {
        synchronized (value) {
            return new String(value);
        }
    }

    /** The same text without the secret in it, which some servers repeat, in capital letters even. */
    public String hiddenIn(String text) {
        return Pattern.compile(Pattern.quote(reveal()), Pattern.CASE_INSENSITIVE).matcher(text)
                .replaceAll("(the key)");
    }

    /** Forgets it. */
    @Override
    public void close() {
        synchronized (value) {
            Arrays.fill(value, '\0');
        }
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "Secret";
    }
}
