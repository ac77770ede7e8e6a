package dev.fermata.record;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands over where the pointer went, from the hook's thread to the recorder's, without a lock and without allocation.
 * When nobody takes what is there, what is newer is lost.
 */
public final class PointerTrail {
    static final int CAPACITY = 4_096;

    /** Receives places in their order. */
    @FunctionalInterface
    public interface Receiver {
        /** As {@link Recorder#pointer}. */
        void pointer(int x, int y, long atNanos);
    }

    private final AtomicLongArray places = new AtomicLongArray(CAPACITY);
    private final AtomicLongArray times = new AtomicLongArray(CAPACITY);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    /** Whether the other side looks again only when it is woken. */
    private volatile boolean resting = true;

    /** Adds a place; hook thread. Returns whether the other side is to be woken. */
    public boolean put(int x, int y, long atNanos) {
        long at = written.get();
        if (at - read.get() < CAPACITY) {
            places.set((int) (at % CAPACITY), (long) x << Integer.SIZE | y & 0xffff_ffffL);
            times.set((int) (at % CAPACITY), atNanos);
            written.set(at + 1);
        }
        boolean wake = resting;
        resting = false;
        return wake;
    }

    /**
     * Hands on what is there up to a time; the recorder's thread.
     *
     * @return whether there was anything: then it is worth to look again soon, for nobody wakes until there was nothing
     */
    public boolean drain(Receiver receiver, long untilNanos) {
        boolean any = read.get() < written.get();
        if (!any) {
            resting = true;
        }
        // Once more: what came before that was seen has woken nobody.
        for (long at = read.get(); at < written.get(); at++) {
            any = true;
            if (times.get((int) (at % CAPACITY)) > untilNanos) {
                break;
            }
            long place = places.get((int) (at % CAPACITY));
            receiver.pointer((int) (place >> Integer.SIZE), (int) place, times.get((int) (at % CAPACITY)));
            read.set(at + 1);
        }
        return any;
    }
}
