package dev.fermata.platform;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers where the agent has moved the pointer lately, so that whoever hears of it does not take that for the
 * player's doing. One thread at a time announces, any asks.
 */
final class PointerEchoes {
    /** As many as an agent moves within the time an echo takes, at a thousand a second. */
    static final int MOST = 1_024;

    private final AtomicLongArray places = new AtomicLongArray(MOST);
    private final AtomicLongArray times = new AtomicLongArray(MOST);
    private final AtomicLong written = new AtomicLong();

    void expect(int x, int y, long nowNanos) {
        long at = written.get();
        places.set((int) (at % MOST), packed(x, y));
        times.set((int) (at % MOST), nowNanos);
        written.set(at + 1);
    }

    /** Whether the agent has moved it there, no longer ago than an echo takes. */
    boolean has(int x, int y, long nowNanos) {
        long last = written.get();
        for (long at = last - 1; at >= 0 && at > last - MOST; at--) {
            int slot = (int) (at % MOST);
            if (nowNanos - times.get(slot) > EchoFilter.PROMPT_NANOS) {
                return false;
            }
            if (places.get(slot) == packed(x, y)) {
                return true;
            }
        }
        return false;
    }

    private static long packed(int x, int y) {
        return (long) x << Integer.SIZE | y & 0xffff_ffffL;
    }
}
