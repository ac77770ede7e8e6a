package dev.fermata.listen;

import dev.fermata.segment.CutReason;
import java.time.Duration;
import java.util.Objects;

/**
 * What somebody has said in one go. It is in memory only.
 *
 * @param samples of one channel, 16 bits, signed, {@value #RATE} a second; not to be changed by anybody
 * @param startedNanos when the first of them was heard, by our own clock
 * @param endedNanos when whoever speaks fell silent, by the same; what comes after it of the samples is silence
 * @param reason why it ended
 */
public record Utterance(short[] samples, long startedNanos, long endedNanos, CutReason reason) {
    /** Samples a second. */
    public static final int RATE = 16_000;

    private static final long NANOS = 1_000_000_000L;

    public Utterance {
        Objects.requireNonNull(samples);
        Objects.requireNonNull(reason);
    }

    /** How long its sound is. */
    public Duration length() {
        return Duration.ofNanos(samples.length * NANOS / RATE);
    }
}
