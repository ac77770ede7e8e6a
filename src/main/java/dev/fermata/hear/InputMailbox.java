package dev.fermata.hear;

import dev.fermata.model.Key;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands events to the input thread: what the hook's thread heard, and what the suppressor's thread kept
 * from the game. Each has a ring of words, written by one thread at a time and read by another, without
 * a lock and without allocation. Commands from other threads go through a queue of their own, which
 * their senders bound; they never keep an event waiting for more than one of them.
 *
 * <p>When a ring is full an event is counted as lost; the keys' state is read anyway, so the input
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

        /** The same, for who wants to know how long it had been on its way when it was heard. */
        default void onInput(Key key, boolean down, long atNanos, long agoNanos) {
            onInput(key, down, atNanos);
        }

        /** One press that was kept from the game, as {@link InputHandler#onKept} takes it. */
        default void onKept(Key key, long atNanos) {
            // for those who suppress nothing
        }
    }

    private final Ring heard = new Ring();
    private final Ring kept = new Ring();
    private final AtomicLong lost = new AtomicLong();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

    /** Adds an event; hook thread. Returns false when it had to be dropped. */
    public boolean put(Key key, boolean down, long atNanos) {
        return put(key, down, atNanos, 0);
    }

    /** The same of one that was on its way for so long. */
    public boolean put(Key key, boolean down, long atNanos, long agoNanos) {
        return counted(heard.put(key, down, atNanos, agoNanos));
    }

    /** Adds a press that was kept from the game; the suppressor's thread. Returns false when it had to be dropped. */
    public boolean putKept(Key key, long atNanos) {
        return counted(kept.put(key, true, atNanos, 0));
    }

    /** Adds something to be run on the input thread; any thread. */
    public void put(Runnable command) {
        commands.add(command);
    }

    /** Empties the mailbox: events first, again after each command; input thread. */
    public void drain(Receiver receiver) {
        drainEvents(receiver);
        Runnable command;
        while ((command = commands.poll()) != null) {
            command.run();
            drainEvents(receiver);
        }
    }

    /** In the order of their times, as far as both threads are quick to tell. */
    private void drainEvents(Receiver receiver) {
        // Taken in this order: of a press that was kept and its release the press is seen here.
        long heardEnd = heard.written.get();
        long keptEnd = kept.written.get();
        while (true) {
            boolean hasHeard = heard.read.get() < heardEnd;
            boolean hasKept = kept.read.get() < keptEnd;
            if (hasKept && (!hasHeard || time(kept.peek()) <= time(heard.peek()))) {
                long word = kept.take();
                receiver.onKept(key(word), time(word));
            } else if (hasHeard) {
                long ago = heard.ago();
                long word = heard.take();
                receiver.onInput(key(word), (word & 1) != 0, time(word), ago);
            } else {
                return;
            }
        }
    }

    /** Whether nothing waits. Any thread. */
    public boolean isEmpty() {
        return heard.isEmpty() && kept.isEmpty() && commands.isEmpty();
    }

    /** What the rings occupy; fixed. */
    public long estimatedBytes() {
        return 4L * CAPACITY * Long.BYTES;
    }

    /** How many events found a ring full so far. */
    public long lost() {
        return lost.get();
    }

    private boolean counted(boolean taken) {
        if (!taken) {
            lost.incrementAndGet();
        }
        return taken;
    }

    private static Key key(long word) {
        return KEYS[(int) (word >>> 1 & KEY_MASK)];
    }

    private static long time(long word) {
        return word >>> KEY_BITS + 1;
    }

    /** Words from one thread to another. */
    private static final class Ring {
        private final AtomicLongArray words = new AtomicLongArray(CAPACITY);
        private final AtomicLongArray agos = new AtomicLongArray(CAPACITY);
        private final AtomicLong written = new AtomicLong();
        private final AtomicLong read = new AtomicLong();

        boolean put(Key key, boolean down, long atNanos, long agoNanos) {
            long at = written.get();
            if (at - read.get() >= CAPACITY) {
                return false;
            }
            // 54 bits of nanoseconds: half a year of uptime.
            words.set((int) (at % CAPACITY), atNanos << KEY_BITS + 1 | (long) key.ordinal() << 1 | (down ? 1 : 0));
            agos.set((int) (at % CAPACITY), agoNanos);
            written.set(at + 1);
            return true;
        }

        long peek() {
            return words.get((int) (read.get() % CAPACITY));
        }

        long ago() {
            return agos.get((int) (read.get() % CAPACITY));
        }

        long take() {
            long word = peek();
            read.set(read.get() + 1);
            return word;
        }

        boolean isEmpty() {
            return read.get() == written.get();
        }
    }
}
