package dev.fermata.input;

import dev.fermata.desktop.OwnInput;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
    static final long LATE_NANOS = OwnInput.PROMPT_NANOS;

    private final Dispatcher dispatcher;
    private Map<Key, Bindings.Managed> managed = Map.of();
    /** The keys that are sent although they are not kept from the game, with the time since when. */
    private Map<Key, Long> unsuppressed = Map.of();
    /** The keys that are down and were sent, with what ends them. */
    private final Map<Key, Submission> strokes = new EnumMap<>(Key.class);
    /** When the word of a press came that has not been heard itself. */
    private final Map<Key, Long> early = new EnumMap<>(Key.class);
    /** When a managed key went down that nobody has said was kept. */
    private final Map<Key, Long> unsent = new EnumMap<>(Key.class);

    TakenKeys(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Replaces the keys and lets go of what is down. */
    void configure(Map<Key, Bindings.Managed> newManaged) {
        managed = newManaged;
        List.copyOf(strokes.keySet()).forEach(this::released);
    }

    /**
     * Says which keys are sent from now on although they are not kept from the game.
     *
     * @param sinceNanos one that went down earlier, and was not among them before, is not sent
     */
    void sendUnsuppressed(Set<Key> keys, long sinceNanos) {
        Map<Key, Long> next = new EnumMap<>(Key.class);
        keys.forEach(key -> next.put(key, unsuppressed.getOrDefault(key, sinceNanos)));
        unsuppressed = next;
    }

    /**
     * A press of a priority key was kept.
     *
     * @param isDown whether the key is believed down
     */
    void kept(Key key, boolean isDown, long atNanos) {
        if (isDown && !strokes.containsKey(key)) {
            unsent.remove(key);
            // From the word on: the press that is known may be another one, whose release was lost.
            begin(key, atNanos);
        } else {
            // The press is still to be heard, and maybe the release of the one before.
            early.put(key, atNanos);
        }
    }

    /**
     * Looks at words that have waited long enough for their press.
     *
     * @param unheard told of a press that was kept and that nothing else has told of
     */
    void step(long now, Consumer<Key> unheard) {
        if (early.isEmpty()) {
            return;
        }
        for (Key key : List.copyOf(early.keySet())) {
            if (now - early.get(key) >= EARLY_NANOS) {
                lateWord(key, unheard);
            }
        }
    }

    private void lateWord(Key key, Consumer<Key> unheard) {
        long at = early.get(key);
        Long went = unsent.remove(key);
        if (strokes.containsKey(key)) {
            early.remove(key);
        } else if (went != null && at - went <= LATE_NANOS) {
            // Pressed and let go of before the word came.
            early.remove(key);
            begin(key, at);
            released(key);
        } else {
            unheard.accept(key);
            early.remove(key);
        }
    }

    /** When {@link #step} has something to do; {@link Clock#NEVER} for nothing. */
    long deadline() {
        long next = Clock.NEVER;
        if (!early.isEmpty()) {
            for (long at : early.values()) {
                next = Math.min(next, at + EARLY_NANOS);
            }
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
        boolean kept = early.remove(key) != null;
        Long since = unsuppressed.get(key);
        if (kept || since != null && since <= now) {
            unsent.remove(key);
            begin(key, now);
        } else if (managed.containsKey(key) && !found) {
            unsent.put(key, now);
        }
    }

    /** A release and a press were heard that are a repeat of a key that is down: the press is not sent. */
    void paired(Key key) {
        early.remove(key);
    }

    /** Whether a press of the player's is certain to be heard soon: the word that it was kept is there. */
    boolean isExpected(Key key) {
        return early.containsKey(key);
    }

    /** A press was heard of a key that is believed down; a kept one means that its release was lost. */
    void repeated(Key key, long now) {
        if (early.remove(key) != null) {
            released(key);
            begin(key, now);
        }
    }

    /** A priority key came up. */
    void released(Key key) {
        Submission stroke = strokes.remove(key);
        if (stroke != null) {
            dispatcher.letGo(stroke);
        }
    }

    private void begin(Key key, long downNanos) {
        // One that was managed when it was taken, and is not any more, is sent as itself.
        Bindings.Managed how = managed.getOrDefault(key, new Bindings.Managed(key, Duration.ZERO));
        strokes.put(key, dispatcher.submitPlayerKey(how.send(), key.id(), how.preDelay(), downNanos));
    }
}
