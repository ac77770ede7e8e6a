package dev.fermata.desktop;

import dev.fermata.model.Key;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers what the agent is about to inject, so that whoever hears it next can tell the echo from
 * the player. No platform marks injected events for us, and the echo may be heard before the
 * injecting call returns: {@link #expect} must come first.
 *
 * <p>An expectation is used up by one event of the same key and direction, or forgotten after
 * {@link #LIFETIME_NANOS}. Each listener keeps an instance of its own. Thread-safe, lock-free,
 * without allocation: one word a key and direction holds the count and the time of the newest
 * expectation.
 */
public final class OwnInput {
    /**
     * How long an echo may take. X11 delivers recorded events late (up to 0.6 s seen) while no
     * focused window selects key events.
     */
    public static final long LIFETIME_NANOS = 700_000_000L;

    private static final int COUNT_BITS = 8;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    /** Milliseconds fit the remaining bits for as long as any process lives. */
    private static final long TICK_NANOS = 1_000_000L;

    private final AtomicLongArray words = new AtomicLongArray(Key.values().length * 2);

    /** Announces an injection that is about to happen. */
    public void expect(Key key, boolean down, long nowNanos) {
        int at = index(key, down);
        long tick = nowNanos / TICK_NANOS;
        words.accumulateAndGet(at, tick, (word, now) -> {
            long count = live(word, now) ? word & COUNT_MASK : 0;
            return now << COUNT_BITS | Math.min(COUNT_MASK, count + 1);
        });
    }

    /** Takes an announcement back whose injection failed. */
    public void retract(Key key, boolean down, long nowNanos) {
        consume(key, down, nowNanos);
    }

    /** Whether this event is the echo of an announced injection; uses the announcement up. */
    public boolean consume(Key key, boolean down, long nowNanos) {
        int at = index(key, down);
        long tick = nowNanos / TICK_NANOS;
        while (true) {
            long word = words.get(at);
            if ((word & COUNT_MASK) == 0 || !live(word, tick)) {
                return false;
            }
            if (words.compareAndSet(at, word, word - 1)) {
                return true;
            }
        }
    }

    private static boolean live(long word, long tick) {
        return tick - (word >>> COUNT_BITS) <= LIFETIME_NANOS / TICK_NANOS;
    }

    private static int index(Key key, boolean down) {
        return key.ordinal() * 2 + (down ? 1 : 0);
    }
}
