package dev.fermata.stream;

import dev.fermata.model.StreamMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** By their ids, the last messages that have come. Confined to the room's lock. */
final class Seen {
    private static final int KEPT = 10_000;

    private final Set<String> ids = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    });

    /** Whether it has come before; without an id nobody knows. */
    boolean again(StreamMessage message) {
        return !message.id().isEmpty() && !ids.add(message.feed() + "/" + message.kind() + "/" + message.id());
    }
}
