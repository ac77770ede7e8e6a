package dev.fermata.listen;

import java.time.Duration;
import java.util.Objects;

/**
 * What a recogniser has understood.
 *
 * @param text the words, as the recogniser writes them; where it had a {@link Grammar}, one of its phrases
 * @param confidence from 0, a guess, to 1; how sure the recogniser is, by its own measure. Whoever acts on it decides
 *                   how much is enough
 * @param endedNanos when whoever spoke fell silent, by our own clock
 * @param length of the utterance
 */
public record Heard(String text, double confidence, long endedNanos, Duration length) {
    public Heard {
        Objects.requireNonNull(text);
        Objects.requireNonNull(length);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
    }
}
