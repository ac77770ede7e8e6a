package dev.fermata.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often something has happened in the last minute. Confined to its owner's lock. */
final class LastMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Deque<Long> times = new ArrayDeque<>();

    int count(long now) {
        while (!times.isEmpty() && now - times.peekFirst() >= MINUTE) {
            times.removeFirst();
        }
        return times.size();
    }

    void add(long now) {
        times.addLast(now);
    }

    /** As if it had not been added. */
    void takeBack(long at) {
        times.removeLastOccurrence(at);
    }
}
