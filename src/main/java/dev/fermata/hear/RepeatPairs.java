package dev.fermata.hear;

import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells which releases may be half of an auto-repeat. A keyboard on its own server repeats presses
 * only; through a nested server, a remote desktop or a virtual machine each repeat is a release and a
 * press, mostly within a millisecond of each other and up to some milliseconds on a busy machine.
 *
 * <p>Two facts keep every other release out of it: a key does not repeat before its keyboard's delay
 * is over, and a keyboard repeats the same way each time. So once pairs were seen, each release of a
 * key that was down for {@link EchoFilter#SHORTEST_REPEAT_DELAY_NANOS} is doubtful; before that, only
 * one of a key that was down longer than any key that came up without having repeated. Buttons do
 * not repeat. Not thread-safe.
 */
final class RepeatPairs {
    /** How long after its release the press of a pair may come; a hand takes longer. */
    static final long WITHIN_NANOS = 15_000_000L;
    /** By how much longer than before a key has to be down to be doubtful again. */
    private static final int MARGIN_DIVISOR = 5;
    /** So many presses in a row that come at once after their releases are no hand's. */
    private static final int ENOUGH_HALVES = 2;
    /** No server repeats these, so that they show nothing of how others repeat. */
    private static final Set<Key> MODIFIERS = Collections.unmodifiableSet(EnumSet.of(
            Key.LEFT_SHIFT, Key.RIGHT_SHIFT, Key.LEFT_CTRL, Key.RIGHT_CTRL, Key.LEFT_ALT, Key.RIGHT_ALT,
            Key.LEFT_META, Key.RIGHT_META, Key.CAPS_LOCK, Key.NUM_LOCK, Key.SCROLL_LOCK));

    /** What a release is. */
    enum Release {
        /** The player's. */
        CERTAIN,
        /** The first of its kind; the platform knows whether its keyboards may repeat in pairs. */
        NEW,
        /** As likely as not half of a repeat. */
        DOUBTFUL
    }

    private final long[] downSince = new long[Key.values().length];
    private final long[] upSince = new long[Key.values().length];
    private boolean seen;
    /** How long a key was down that did not repeat in pairs, at most. */
    private long longestWithout = EchoFilter.SHORTEST_REPEAT_DELAY_NANOS;
    /** The same before the latest release. */
    private long longestBefore = longestWithout;
    /** How many times in a row the press of a key came at once after a release that was believed. */
    private int halves;
    /** The key that went down last: the only one that repeats. */
    private Key latest;

    /** What to think of the release of a key that is down. */
    Release judge(Key key, long now) {
        long down = downFor(key, now);
        if (key.isMouse() || down < EchoFilter.SHORTEST_REPEAT_DELAY_NANOS) {
            return Release.CERTAIN;
        }
        if (seen) {
            return Release.DOUBTFUL;
        }
        return down > longestWithout + longestWithout / MARGIN_DIVISOR ? Release.NEW : Release.CERTAIN;
    }

    /** A key that was up is down. */
    void wentDown(Key key, long now) {
        int at = key.ordinal();
        boolean secondHalf = !key.isMouse() && now - upSince[at] <= WITHIN_NANOS
                && upSince[at] - downSince[at] >= EchoFilter.SHORTEST_REPEAT_DELAY_NANOS;
        if (secondHalf) {
            // A release was believed that may have been none. One such press may be a hand's or a macro's.
            longestWithout = longestBefore;
            seen |= ++halves >= ENOUGH_HALVES;
        } else {
            downSince[at] = now;
            halves = 0;
        }
        latest = key;
    }

    /** The press that belongs to a doubtful release has come. */
    void paired() {
        seen = true;
    }

    /** A key came up by its own event. */
    void wentUp(Key key, long releasedAt) {
        upSince[key.ordinal()] = releasedAt;
        if (key == latest && !key.isMouse() && !MODIFIERS.contains(key)) {
            longestBefore = longestWithout;
            longestWithout = Math.max(longestWithout, downFor(key, releasedAt));
        }
    }

    private long downFor(Key key, long now) {
        return now - downSince[key.ordinal()];
    }
}
