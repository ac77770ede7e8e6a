package dev.fermata.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key that commands the agent, with the modifiers that must be down with it.
 *
 * @param modifiers one set for each modifier named; any key of a set satisfies it, so {@code ctrl}
 *                  means either side
 * @param key the key whose press triggers the command
 */
public record Hotkey(List<Set<Key>> modifiers, Key key) {
    public Hotkey {
        modifiers = modifiers.stream().map(Set::copyOf).toList();
    }

    /** Whether the same keys write something in a text: no ctrl, alt or meta, and no key such as F9. */
    public boolean writes() {
        return key.writes() && modifiers.stream().flatMap(Set::stream)
                .allMatch(each -> each == Key.LEFT_SHIFT || each == Key.RIGHT_SHIFT);
    }

    /** Every key that has to be watched to recognise this hotkey. */
    public Set<Key> keys() {
        Set<Key> all = new LinkedHashSet<>();
        modifiers.forEach(all::addAll);
        all.add(key);
        return all;
    }

    /** Written out: a record's own is put together out of method handles at its first use, 8 ms of each start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Hotkey hotkey && key == hotkey.key && modifiers.equals(hotkey.modifiers);
    }

    /** As {@link #equals}. */
    @Override
    public int hashCode() {
        return 31 * modifiers.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        String with = modifiers.stream().map(Hotkey::modifierName).collect(Collectors.joining());
        return with + key.id();
    }

    private static String modifierName(Set<Key> either) {
        String left = either.stream().sorted().findFirst().orElseThrow().id();
        return (either.size() > 1 ? left.replace("left_", "") : left) + "+";
    }
}
