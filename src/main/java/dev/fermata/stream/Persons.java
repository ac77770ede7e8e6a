package dev.fermata.stream;

import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/** How active each viewer has been. Bounded: who has done nothing for longest is forgotten. Confined to the room's lock. */
final class Persons {
    private static final int KEPT = 5_000;
    private static final long POINTS_OF_A_GIFT = 50;
    private static final long POINTS_OF_A_COMMENT = 10;
    private static final long POINTS_OF_ELSE = 1;

    private final Map<String, Long> activity = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEPT;
        }
    };

    /** By what somebody is known; empty for nobody in particular. */
    static String key(StreamMessage message) {
        String who = message.viewer().id().isEmpty() ? message.viewer().name() : message.viewer().id();
        return who.isEmpty() ? "" : message.feed() + "/" + who;
    }

    /** Counts what somebody did. @return the points of that viewer before it */
    long did(StreamMessage message) {
        String key = key(message);
        if (key.isEmpty()) {
            return 0;
        }
        long before = activity.getOrDefault(key, 0L);
        activity.put(key, before + (message.kind() == StreamKind.GIFT ? POINTS_OF_A_GIFT
                : message.kind() == StreamKind.CHAT ? POINTS_OF_A_COMMENT : POINTS_OF_ELSE));
        return before;
    }
}
