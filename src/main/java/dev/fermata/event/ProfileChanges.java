package dev.fermata.event;

import java.util.List;

/**
 * How a profile differs from the one before.
 *
 * @param added the names of skills, in the profile's order
 * @param changed those that are played in another way, or are on and were off
 * @param removed in the order of the one before
 * @param settings what else differs, by the profile's own names: {@code name}, {@code hotkeys} and the like
 */
public record ProfileChanges(List<String> added, List<String> changed, List<String> removed, List<String> settings) {
    public ProfileChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        settings = List.copyOf(settings);
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && settings.isEmpty();
    }
}
