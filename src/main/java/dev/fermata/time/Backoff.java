package dev.fermata.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a limit, and half of it is left to chance, so that
 * those who lost something at the same time do not all come back at once. One thread.
 */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private long next;

    /** @param first the first wait at the longest */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        next = first.toNanos();
    }

    /** It has failed once more. Returns how many nanoseconds to wait. */
    public long failed() {
        long rest = next;
        next = Math.min(longest.toNanos(), 2 * rest);
        return rest / 2 + random.nextLong(rest / 2 + 1);
    }

    /** It has worked: the next wait is a first one. */
    public void worked() {
        next = first.toNanos();
    }
}
