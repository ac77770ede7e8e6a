package dev.fermata.stream.bridge;

import java.time.Duration;
import java.util.Random;

/** How long to wait before the next try: twice as long each time, up to a limit, and never quite as long as others do. */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(30);
    /** Half of it is left to chance, so that the agents of a rig do not come back all at once. */
    private static final double CHANCE = 0.5;

    private final Random random;
    private long next = FIRST.toNanos();

    Backoff(Random random) {
        this.random = random;
    }

    /** Nanoseconds until the next try. */
    long failed() {
        long now = next;
        next = Math.min(LONGEST.toNanos(), 2 * next);
        return (long) (now * (1 - CHANCE * random.nextDouble()));
    }

    /** It has worked. */
    void worked() {
        next = FIRST.toNanos();
    }
}
