package dev.fermata.control;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how often something may happen: so often at once, and in the long run so often a second.
 * Thread-safe and lock-free.
 */
public final class ChangeBudget {
    private static final long UNUSED = Long.MIN_VALUE;
    /** Far more than a person or an overlay asks for; each costs the desktop's server some work. */
    private static final int CLIENTS_AT_ONCE = 40;
    private static final int CLIENTS_PER_SECOND = 20;

    private final long eachNanos;
    private final long savedNanos;
    /** When all that was taken will have been made good; {@link #UNUSED} before the first. */
    private final AtomicLong madeGoodAt = new AtomicLong(UNUSED);

    /**
     * @param atOnce after a rest
     * @param perSecond in the long run
     */
    public ChangeBudget(int atOnce, int perSecond) {
        if (atOnce < 1 || perSecond < 1) {
            throw new IllegalArgumentException("nothing would ever be allowed");
        }
        this.eachNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.savedNanos = (atOnce - 1) * eachNanos;
    }

    /** What clients together may change of one kind. */
    public static ChangeBudget ofClients() {
        return new ChangeBudget(CLIENTS_AT_ONCE, CLIENTS_PER_SECOND);
    }

    /** Takes one if there is one. Returns whether there was. */
    public boolean take(long nowNanos) {
        while (true) {
            long before = madeGoodAt.get();
            long from = before == UNUSED ? nowNanos : Math.max(before, nowNanos);
            if (from - nowNanos > savedNanos) {
                return false;
            }
            if (madeGoodAt.compareAndSet(before, from + eachNanos)) {
                return true;
            }
        }
    }
}
