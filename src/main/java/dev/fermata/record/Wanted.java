package dev.fermata.record;

import dev.fermata.model.Key;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a recording is asked for; of anything else it keeps nothing. Immutable.
 *
 * @param keys the keys and buttons; with the pointer, the wheel's too
 * @param pointer whether where the pointer goes, and the wheel
 */
public record Wanted(Set<Key> keys, boolean pointer) {
    public Wanted {
        EnumSet<Key> all = EnumSet.noneOf(Key.class);
        all.addAll(keys);
        if (pointer) {
            all.add(Key.WHEEL_UP);
            all.add(Key.WHEEL_DOWN);
        }
        keys = Set.copyOf(all);
    }
}
