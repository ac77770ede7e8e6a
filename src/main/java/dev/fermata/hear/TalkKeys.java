package dev.fermata.hear;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keys with which the player talks, as far as they are down. Speech is silent when a call returns. Input thread. */
final class TalkKeys {
    private final Bus bus;
    /** In the order in which they went down. */
    private final Set<Key> active = new LinkedHashSet<>();

    TalkKeys(Bus bus) {
        this.bus = bus;
    }

    /** Takes that one of them is down or up; a repeat changes nothing. */
    void changed(Key key, boolean down, boolean healed, long now) {
        if (down ? active.add(key) : active.remove(key)) {
            bus.post(new Event.TalkKey(now, key, down, healed, List.copyOf(active)));
        }
    }
}
