package dev.fermata.platform;

import dev.fermata.model.Key;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers what the agent is about to inject, so that whoever hears it next can tell the echo from
 * the player. No platform marks injected events for us, and the echo may be heard before the
 * injecting call returns: {@link #expect} must come first.
 *
 * <p>An expectation is used up by one event of the same key and direction, however late it comes: a
 * process that was stopped (SIGSTOP, a suspended machine) hears its echoes seconds later. But an echo
 * may also be lost, and what comes late may then be the player's. {@link Echo} says how sure it is;
 * where the platform can be asked for the key's state, that decides about a late one.
 *
 * <p>A key that is kept down repeats, and the repeats of a key the agent keeps down are its own as
 * well: see {@link #mayBeOwnRepeat}.
 *
 * <p>Each listener keeps an instance of its own. Thread-safe, lock-free, without allocation; one thread
 * at a time announces, and one hears.
 */
public final class EchoFilter {
    /**
     * How long an echo takes at most while everything runs. X11 delivers recorded events more than half a second
     * late while no focused window selects key events.
     */
    public static final long PROMPT_NANOS = 700_000_000L;
    /** No keyboard or server repeats a key sooner than this after its press (X11: 660 ms, Windows: 250 to 1000). */
    public static final long SHORTEST_REPEAT_DELAY_NANOS = 100_000_000L;

    /** Whether an event is the echo of an announced injection. */
    public enum Echo {
        /** Nothing of the kind is expected: somebody else's. */
        NONE,
        /** Expected, and in time. */
        PROMPT,
        /** Expected, but one announcement has been waiting too long: an echo is late, or one was lost. */
        LATE,
        /** Expected so long ago that it came late because the process was stopped, or never will. */
        OVERDUE;

        /** Whether an event of the kind has been announced within the time an echo takes. */
        public boolean isRecent() {
            return this == PROMPT || this == LATE;
        }
    }

    private static final int COUNT_BITS = 8;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    /** Milliseconds fit the remaining bits for as long as any process lives. */
    private static final long TICK_NANOS = 1_000_000L;
    private static final long PROMPT_TICKS = PROMPT_NANOS / TICK_NANOS;

    /** For each key and direction, how many echoes are expected, and when the newest was announced. */
    private final AtomicLongArray words = new AtomicLongArray(Key.values().length * 2);
    /** For each key and direction, since when at least one echo has been expected without a break. */
    private final AtomicLongArray since = new AtomicLongArray(Key.values().length * 2);
    /** For each key, whether the newest echo heard was that of a press: 1. */
    private final AtomicIntegerArray heardDown = new AtomicIntegerArray(Key.values().length);

    /** Null until the pointer is moved. */
    private volatile PointerEchoes moves;

    /** Announces an injection that is about to happen. */
    public void expect(Key key, boolean down, long nowNanos) {
        int at = index(key, down);
        long tick = nowNanos / TICK_NANOS;
        if ((words.get(at) & COUNT_MASK) == 0) {
            since.set(at, tick);
        }
        words.accumulateAndGet(at, tick, (word, now) ->
                now << COUNT_BITS | Math.min(COUNT_MASK, (word & COUNT_MASK) + 1));
    }

    /** Takes an announcement back whose injection failed, or will not be heard. */
    public void retract(Key key, boolean down) {
        useUp(index(key, down));
        if (!down) {
            heardDown.set(key.ordinal(), 0);
        }
    }

    /** Forgets what was announced until then, of each key with nothing announced since: it went unheard. */
    public void forgetUntil(long nanos) {
        long tick = nanos / TICK_NANOS;
        for (int at = 0; at < words.length(); at++) {
            words.updateAndGet(at, word -> word >>> COUNT_BITS <= tick ? word & ~COUNT_MASK : word);
        }
    }

    /** Forgets of a key that nobody has listened to what was announced, but for what may be on its way still. */
    public void forget(Key key, long nowNanos) {
        long limit = (nowNanos - PROMPT_NANOS) / TICK_NANOS;
        for (int at = index(key, false); at <= index(key, true); at++) {
            words.updateAndGet(at, word -> word & ~COUNT_MASK
                    | (word >>> COUNT_BITS <= limit ? 0 : Math.min(1, word & COUNT_MASK)));
            since.set(at, words.get(at) >>> COUNT_BITS);
        }
        heardDown.set(key.ordinal(), 0);
    }

    /** Announces that the pointer is about to be moved there. */
    public void expectMove(int x, int y, long nowNanos) {
        PointerEchoes known = moves;
        if (known == null) {
            known = new PointerEchoes();
            moves = known;
        }
        known.expect(x, y, nowNanos);
    }

    /** Whether the pointer is there because it was moved there, as announced. Any thread. */
    public boolean isOwnMove(int x, int y, long nowNanos) {
        PointerEchoes known = moves;
        return known != null && known.has(x, y, nowNanos);
    }

    /** Says of an event that was heard whether it was announced; uses the announcement up. */
    public Echo hear(Key key, boolean down, long nowNanos) {
        if (down && isBeforeOwnRelease(key)) {
            return Echo.NONE;
        }
        int at = index(key, down);
        long word = useUp(at);
        if ((word & COUNT_MASK) == 0) {
            return Echo.NONE;
        }
        heardDown.set(key.ordinal(), down ? 1 : 0);
        long tick = nowNanos / TICK_NANOS;
        if (tick - since.get(at) <= PROMPT_TICKS) {
            return Echo.PROMPT;
        }
        return tick - (word >>> COUNT_BITS) <= PROMPT_TICKS ? Echo.LATE : Echo.OVERDUE;
    }

    /**
     * Whether a press that is no echo may be the repeat of a key the agent keeps down, or kept down when
     * the event came about: its release may have been announced and not been heard yet.
     *
     * @param sentByUs whether the agent has the key down now
     */
    public boolean mayBeOwnRepeat(Key key, boolean sentByUs, long nowNanos) {
        long pressed = words.get(index(key, true)) >>> COUNT_BITS;
        return isBeforeOwnRelease(key) || (sentByUs || heardDown.get(key.ordinal()) == 1)
                && nowNanos / TICK_NANOS - pressed >= SHORTEST_REPEAT_DELAY_NANOS / TICK_NANOS;
    }

    /**
     * Whether what is heard now came about between a press of the agent's and its release, although both
     * were announced: events come in order. So it is not the echo of a later press either.
     */
    private boolean isBeforeOwnRelease(Key key) {
        return heardDown.get(key.ordinal()) == 1 && (words.get(index(key, false)) & COUNT_MASK) != 0;
    }

    /** Takes one away if there is one; returns what was there before. */
    private long useUp(int at) {
        return words.getAndUpdate(at, word -> (word & COUNT_MASK) == 0 ? word : word - 1);
    }

    private static int index(Key key, boolean down) {
        return key.ordinal() * 2 + (down ? 1 : 0);
    }
}
