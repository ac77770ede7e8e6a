package dev.fermata.platform.x11;

import dev.fermata.model.Key;
import dev.fermata.platform.InputHook;
import java.util.ArrayList;
import java.util.List;

/** A listener that remembers what it heard, as {@code d:e} and {@code u:e}. */
final class Heard implements InputHook.Listener {
    private final List<String> events = new ArrayList<>();

    @Override
    public synchronized void onInput(Key key, boolean down) {
        events.add((down ? "d:" : "u:") + key);
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized void clear() {
        events.clear();
    }
}
