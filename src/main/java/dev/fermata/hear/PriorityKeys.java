package dev.fermata.hear;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The priority keys that are down; the first asks for a pause, the last for its end. Input thread. */
final class PriorityKeys {
    private final Bus bus;
    /** In the order in which they went down. */
    private final Set<Key> active = new LinkedHashSet<>();

    PriorityKeys(Bus bus) {
        this.bus = bus;
    }

    /** Those that are down, oldest first. */
    List<Key> active() {
        return List.copyOf(active);
    }

    boolean isActive(Key key) {
        return active.contains(key);
    }

    void down(Key key, long now, boolean healed) {
        boolean first = active.isEmpty();
        active.add(key);
        List<Key> down = active();
        if (first) {
            bus.post(new Event.SchedulerPauseRequested(now, Hold.PRIORITY_KEYS, "priority_key_pressed", down));
        }
        bus.post(new Event.PriorityKey(now, key, true, healed, down));
    }

    void up(Key key, long now, boolean healed) {
        active.remove(key);
        bus.post(new Event.PriorityKey(now, key, false, healed, active()));
        if (active.isEmpty()) {
            bus.post(new Event.SchedulerResumeRequested(now, Hold.PRIORITY_KEYS, "priority_key_released"));
        }
    }
}
