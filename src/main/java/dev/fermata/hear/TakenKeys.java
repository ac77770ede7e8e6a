package dev.fermata.hear;

import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sends the managed keys that were taken from the game, each press once (G2): what the desktop says it
 * kept is sent, what it did not keep has reached the game and is not. So no moment at which the keys
 * are taken over or given back matters, nor how long that takes.
 *
 * <p>A press and the word that it was kept come by two ways, in either order; the release may even come
 * before the word. So a word that finds no press waits a moment for it. Not thread-safe: input thread only.
 */
final class TakenKeys {
    /** How long the word of a press waits for the press itself, which is under way by then. */
    static final long EARLY_NANOS = 30_000_000L;
    /** How long after a press, and its release, the word of it may come: as late as events may be. */
    static final long LATE_NANOS = EchoFilter.PROMPT_NANOS;

    private final PlayerKeys playerKeys;
    private final Predicate<Key> isDown;
    private Map<Key, Bindings.Managed> managed = Map.of();
    /** The keys that the desktop keeps from the game, as far as it has said. */
    private Set<Key> suppressed = Set.of();
    /** The keys that are sent although they are not kept from the game, with the time since when. */
    private Map<Key, Long> unsuppressed = Map.of();
    /** The keys that are down and were sent, with what ends them. */
    private final Map<Key, PlayerKeys.Press> strokes = new EnumMap<>(Key.class);
    /** When the words came whose presses have not been heard themselves, oldest first. */
    private final KeyTimes early = new KeyTimes();
    /** When managed keys went down of which nobody has said that they were kept, oldest first. */
    private final KeyTimes unsent = new KeyTimes();
    /** When repeats in pairs were heard whose words, which are not to be heeded, are still to come. */
    private final KeyTimes pairs = new KeyTimes();
    /** When presses were known of keys that the agent had down already. */
    private final KeyTimes covered = new KeyTimes();
    /** When words came that were taken for those of covered presses and may be those of the presses after them. */
    private final KeyTimes borrowed = new KeyTimes();
    /** Words that were heeded while their key was down. */
    private final Map<Key, Heeded> heeded = new EnumMap<>(Key.class);

    /**
     * A word that was taken for that of the press before it, if there was one. It may have been that of a
     * repeat in a pair still to be heard: then it came just before it.
     */
    private record Heeded(long atNanos, OptionalLong pressNanos) {
        boolean isOf(long pairNanos) {
            long ahead = pairNanos - atNanos;
            return ahead <= LATE_NANOS && (pressNanos.isEmpty() || ahead < atNanos - pressNanos.getAsLong());
        }
    }

    /** @param isDown whether a key is believed down */
    TakenKeys(PlayerKeys playerKeys, Predicate<Key> isDown) {
        this.playerKeys = playerKeys;
        this.isDown = isDown;
    }

    /** Replaces the keys and lets go of what is down. */
    void configure(Map<Key, Bindings.Managed> newManaged) {
        managed = newManaged;
        List.copyOf(strokes.keySet()).forEach(this::released);
    }

    /**
     * Says which keys are kept from the game from now on, and which are sent although they are not.
     *
     * @param sinceNanos one of the latter that went down earlier, and was not among them before, is not sent
     */
    void suppressionChanged(Set<Key> kept, Set<Key> sentAnyway, long sinceNanos) {
        suppressed = kept;
        covered.keepOnly(kept); // whoever stops or pauses within this moment wants nothing sent any more
        borrowed.keepOnly(kept);
        Map<Key, Long> next = new EnumMap<>(Key.class);
        sentAnyway.forEach(key -> next.put(key, unsuppressed.getOrDefault(key, sinceNanos)));
        unsuppressed = next;
    }

    /** Returns whether the desktop keeps that key from the game, as far as it has said. */
    boolean isKept(Key key) {
        return suppressed.contains(key);
    }

    /** A press of a priority key was kept. */
    void kept(Key key, long atNanos) {
        if (pairs.takeSince(key, atNanos - LATE_NANOS)) {
            return;
        }
        if (covered.has(key)) {
            long downNanos = covered.oldest(key);
            covered.take(key);
            borrowed.add(key, atNanos);
            sendFound(key, downNanos);
        } else if (isDown.test(key) && !strokes.containsKey(key)) {
            heeded.put(key, new Heeded(atNanos, unsent.takeNewest(key)));
            // From the word on: the press that is known may be another one, whose release was lost.
            begin(key, atNanos);
        } else {
            // The press is still to be heard, and maybe the release of the one before.
            early.add(key, atNanos);
        }
    }

    /**
     * Looks at what has waited long enough: words for their press, presses that were covered for their word.
     *
     * @param unheard told of a press that was kept and that nothing else has told of
     */
    void step(long now, Consumer<Key> unheard) {
        if (early.isEmpty() && covered.isEmpty()) {
            return;
        }
        for (Key key : List.copyOf(covered.keys())) {
            long at = covered.oldest(key);
            if (at + EARLY_NANOS <= now) {
                covered.take(key);
                sendFound(key, at);
            }
        }
        for (Key key : List.copyOf(early.keys())) {
            while (early.has(key) && dueAt(key) <= now) {
                lateWord(key, unheard);
            }
        }
    }

    private void lateWord(Key key, Consumer<Key> unheard) {
        long at = early.oldest(key);
        if (strokes.containsKey(key)) {
            // For so long nothing was heard of a press: it was no press of the player's.
            early.take(key);
        } else if (unsent.takeSince(key, at - LATE_NANOS)) {
            // Pressed and let go of before the word came.
            early.take(key);
            begin(key, at);
            released(key);
        } else {
            unheard.accept(key);
            if (early.has(key) && early.oldest(key) == at) {
                early.take(key);
            }
        }
    }

    /**
     * When the oldest word of a key has waited long enough. While the press before it is still down, its own
     * may be heard late; and one that was over before the word came is sent after the one that is down.
     */
    private long dueAt(Key key) {
        long at = early.oldest(key);
        if (!strokes.containsKey(key)) {
            return at + EARLY_NANOS;
        }
        return unsent.hasSince(key, at - LATE_NANOS) ? Clock.NEVER : at + LATE_NANOS;
    }

    /** When {@link #step} has something to do; {@link Clock#NEVER} for nothing. */
    long deadline() {
        long next = Clock.NEVER;
        if (early.isEmpty() && covered.isEmpty()) {
            return next; // each round of the input thread comes by here, and an iterator is garbage
        }
        for (Key key : early.keys()) {
            next = Math.min(next, dueAt(key));
        }
        for (Key key : covered.keys()) {
            next = Math.min(next, covered.oldest(key) + EARLY_NANOS);
        }
        return next;
    }

    /** A key was kept that means nothing any more: it is sent as it was pressed. */
    void keptNeedlessly(Key key, long atNanos) {
        begin(key, atNanos);
        released(key);
    }

    /**
     * A priority key went down.
     *
     * @param found whether no event told of it: then it had reached the game, or its word is still to come
     */
    void pressed(Key key, boolean found, long now) {
        Long since = unsuppressed.get(key);
        if (takeWord(key, now) || since != null && since <= now) {
            begin(key, now);
        } else if (managed.containsKey(key) && !found) {
            unsent.add(key, now);
        }
    }

    /**
     * A press is known of a key that the agent had down already. X servers have no word for it, and give it to
     * no game: if the key is one that is kept from the game else, it is sent when no word has come.
     */
    void covered(Key key, long now) {
        if (suppressed.contains(key) && !strokes.containsKey(key)) {
            unsent.takeNewest(key);
            covered.add(key, now);
        }
    }

    /** A release and a press were heard that are a repeat of a key that is down: the press is not sent. */
    void paired(Key key, long now) {
        Heeded word = heeded.remove(key);
        boolean wordWasHere = takeWord(key, now) || word != null && word.isOf(now);
        if (!wordWasHere && strokes.containsKey(key) && suppressed.contains(key)) {
            pairs.add(key, now);
        }
    }

    /** Whether a press of the player's is certain to be heard soon: the word that it was kept is there. */
    boolean isExpected(Key key) {
        return early.has(key);
    }

    /** A press was heard of a key that is believed down; a kept one means that its release was lost. */
    void repeated(Key key, long now) {
        if (takeWord(key, now)) {
            released(key);
            begin(key, now);
        }
    }

    /** A priority key came up. */
    void released(Key key) {
        heeded.remove(key);
        PlayerKeys.Press stroke = strokes.remove(key);
        if (stroke != null) {
            stroke.letGo();
        }
    }

    /** Takes the word of a press that is heard now. Returns whether it is there. */
    private boolean takeWord(Key key, long now) {
        return early.take(key) || borrowed.takeSince(key, now - EARLY_NANOS);
    }

    /** Sends a press that was found and may be over. */
    private void sendFound(Key key, long downNanos) {
        if (strokes.containsKey(key)) {
            send(key, downNanos).letGo();
            return;
        }
        begin(key, downNanos);
        if (!isDown.test(key)) {
            released(key);
        }
    }

    private void begin(Key key, long downNanos) {
        strokes.put(key, send(key, downNanos));
    }

    private PlayerKeys.Press send(Key key, long downNanos) {
        // One that was managed when it was taken, and is not any more, is sent as itself.
        Bindings.Managed how = managed.getOrDefault(key, new Bindings.Managed(key, Duration.ZERO));
        return playerKeys.press(how.send(), key.id(), how.preDelay(), downNanos);
    }
}
