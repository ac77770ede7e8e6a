package dev.fermata.platform;

/**
 * Reckons when an event happened, of which a platform tells when it reached it, in whole milliseconds of a clock of its
 * own, and which is heard a little later: by the time at which it is heard where that can be, for that is exact, and
 * by the platform's where it is heard too late. X servers keep events back for a tenth of a second and more.
 *
 * <p>How far the two clocks are apart is learned from the events themselves, of the last minute or two, unless they
 * seem to be the same. One thread; without allocation.
 */
public final class EventTimes {
    private static final long STAMP_NANOS = 1_000_000L;
    private static final long WINDOW_NANOS = 60_000_000_000L;
    /** Stamps of X servers begin anew after so long, in milliseconds. */
    private static final long ROUND_NANOS = (1L << Integer.SIZE) * STAMP_NANOS;
    /** The first event is not that late, where both clocks are the same. */
    private static final long FIRST_NANOS = 1_000_000_000L;
    /** No event is that late: the platform's clock was set, or began anew. */
    private static final long LATEST_NANOS = 10_000_000_000L;

    private boolean begun;
    private long windowStart;
    /** By how much clocks are apart at most, as far as this window and the one before know. */
    private long apart;
    private long apartBefore;
    private long last;

    /**
     * How long ago an event happened when it was heard; 0 if it was heard in time.
     *
     * @param stampMillis when it reached the platform, by its own clock
     * @param heardNanos when it was heard
     */
    public long ago(long stampMillis, long heardNanos) {
        long distance = heardNanos - stampMillis * STAMP_NANOS;
        if (!begun || distance - Math.min(apart, apartBefore) > LATEST_NANOS) {
            begun = true;
            apart = first(distance);
            apartBefore = apart;
            windowStart = heardNanos;
        } else if (heardNanos - windowStart > WINDOW_NANOS) {
            apartBefore = apart;
            apart = first(distance);
            windowStart = heardNanos;
        } else {
            apart = Math.min(apart, distance);
        }
        long late = distance - Math.min(apart, apartBefore);
        long happened = late <= STAMP_NANOS ? heardNanos : heardNanos - late + STAMP_NANOS / 2;
        // Events come in their order.
        last = Math.min(Math.max(happened, last), heardNanos);
        return heardNanos - last;
    }

    /** Servers of this machine count by the clock that we count by: then nothing has to be learned. */
    private static long first(long distance) {
        long same = Math.floorDiv(distance, ROUND_NANOS) * ROUND_NANOS;
        return distance - same < FIRST_NANOS ? same : distance;
    }
}
