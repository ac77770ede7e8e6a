package dev.fermata.hear;

import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which keys mean what. Immutable.
 *
 * @param talk keys with which the player talks: speech is silent while one is down; they may mean more besides
 * @param special priority keys that are only watched
 * @param managed priority keys that are sent by the agent when the desktop has kept them from the game
 */
public record Bindings(Set<Key> talk, Set<Key> special, Map<Key, Managed> managed, Map<Command, Hotkey> hotkeys) {
    /** No key means anything. */
    public static final Bindings NONE = new Bindings(Set.of(), Set.of(), Map.of(), Map.of());

    public Bindings {
        talk = Set.copyOf(talk);
        special = Set.copyOf(special);
        managed = Map.copyOf(managed);
        hotkeys = Map.copyOf(hotkeys);
    }

    /** How a managed key is sent: as which key, and how long after it went down at the earliest. */
    public record Managed(Key send, Duration preDelay) {
    }

    /** Whether that key silences the schedule while it is down. */
    public boolean isPriority(Key key) {
        return special.contains(key) || managed.containsKey(key);
    }

    /** Whether something holds while that key is down. */
    boolean holds(Key key) {
        return talk.contains(key) || isPriority(key);
    }

    /** Every key that has to be watched, and some others; anything else is nobody's business. */
    public Set<Key> watchedWith(Set<Key> others) {
        Set<Key> all = EnumSet.noneOf(Key.class);
        all.addAll(others);
        all.addAll(talk);
        all.addAll(special);
        all.addAll(managed.keySet());
        hotkeys.values().forEach(hotkey -> all.addAll(hotkey.keys()));
        return all;
    }
}
