package dev.fermata.input;

import dev.fermata.model.Key;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands events from the hook's thread to the input thread: a ring of words, written by one thread at
 * a time and read by another, without a lock and without allocation. Commands from other threads go
 * through a second, unbounded-by-nature queue of their own: they are rare.
 *
 * <p>When the ring is full an event is counted as lost; the keys' state is read anyway, so the input
 * handler finds out.
 */
public final class InputMailbox {
    static final int CAPACITY = 1024;
    private static final int KEY_BITS = 9;
    private static final long KEY_MASK = (1L << KEY_BITS) - 1;
    private static final Key[] KEYS = Key.values();

    /** Receives the events on the input thread. */
    @FunctionalInterface
    public interface Receiver {
        /** One event, as {@link InputHandler#onInput} takes it. */
        void onInput(Key key, boolean down, long atNanos);
    }

    private final AtomicLongArray ring = new AtomicLongArray(CAPACITY);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

    /** Adds an event; hook thread. Answers false when it had to be dropped. */
    public boolean put(Key key, boolean down, long atNanos) {
        long at = written.get();
        if (at - read.get() >= CAPACITY) {
            lost.incrementAndGet();
            return false;
        }
        // 54 bits of nanoseconds: half a year of uptime.
        ring.set((int) (at % CAPACITY), atNanos << KEY_BITS + 1 | (long) key.ordinal() << 1 | (down ? 1 : 0));
        written.set(at + 1);
        return true;
    }

    /** Adds something to be run on the input thread; any thread. */
    public void put(Runnable command) {
        commands.add(command);
    }

    /** Empties the mailbox in order, commands first; input thread. */
    public void drain(Receiver receiver) {
        Runnable command;
        while ((command = commands.poll()) != null) {
            command.run();
        }
        for (long at = read.get(); at < written.get(); at++) {
            long word = ring.get((int) (at % CAPACITY));
            read.set(at + 1);
            receiver.onInput(KEYS[(int) (word >>> 1 & KEY_MASK)], (word & 1) != 0, word >>> KEY_BITS + 1);
        }
    }

    /** Whether nothing waits. Any thread. */
    public boolean isEmpty() {
        return read.get() == written.get() && commands.isEmpty();
    }

    /** What the ring occupies; fixed. */
    public long estimatedBytes() {
        return (long) CAPACITY * Long.BYTES;
    }

    /** How many events found the ring full so far. */
    public long lost() {
        return lost.get();
    }
}
