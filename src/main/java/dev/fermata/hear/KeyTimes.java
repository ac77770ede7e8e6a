package dev.fermata.hear;

import dev.fermata.model.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Times of each key in nanoseconds, oldest first. Few are kept, for whoever uses them has a limit of age.
 * Not thread-safe.
 */
final class KeyTimes {
    private static final int MOST = 32;
    private final Map<Key, Deque<Long>> byKey = new EnumMap<>(Key.class);

    /** Adds a time, no earlier than those that are there; the oldest makes room. */
    void add(Key key, long nanos) {
        Deque<Long> times = byKey.computeIfAbsent(key, each -> new ArrayDeque<>());
        times.add(nanos);
        if (times.size() > MOST) {
            times.remove();
        }
    }

    /** Takes the oldest that is no older than that, and forgets those that are. Returns whether there is one. */
    boolean takeSince(Key key, long nanos) {
        Deque<Long> times = byKey.get(key);
        while (times != null && !times.isEmpty() && times.peek() < nanos) {
            times.remove();
        }
        return take(key);
    }

    /** Takes the oldest. Returns whether there is one. */
    boolean take(Key key) {
        Deque<Long> times = byKey.get(key);
        boolean there = times != null && times.poll() != null;
        forgetEmpty(key);
        return there;
    }

    /** Takes the newest, if there is one. */
    OptionalLong takeNewest(Key key) {
        Deque<Long> times = byKey.get(key);
        OptionalLong newest = times == null ? OptionalLong.empty() : OptionalLong.of(times.removeLast());
        forgetEmpty(key);
        return newest;
    }

    /** Forgets the times of all other keys. */
    void keepOnly(Set<Key> keys) {
        byKey.keySet().retainAll(keys);
    }

    /** Returns whether there is a time of that key. */
    boolean has(Key key) {
        return byKey.containsKey(key);
    }

    /** Returns whether the newest is no older than that. */
    boolean hasSince(Key key, long nanos) {
        return has(key) && byKey.get(key).peekLast() >= nanos;
    }

    /** The oldest of a key that {@linkplain #has has} one. */
    long oldest(Key key) {
        return byKey.get(key).element();
    }

    /** The keys that have times; follows what changes. */
    Set<Key> keys() {
        return byKey.keySet();
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    private void forgetEmpty(Key key) {
        if (has(key) && byKey.get(key).isEmpty()) {
            byKey.remove(key);
        }
    }
}
