package dev.fermata.stream.feed;

import java.util.LinkedHashMap;
import java.util.Map;

/** Of gifts that are counted on, how many each message brings. Bounded; confined to one thread. */
final class Combos {
    private static final int KEPT = 1_000;

    private final Map<String, Long> counted = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * How many there are since the last message of the same combo; 0 where it brings nothing new.
     *
     * @param combo by what it is known
     * @param running how many there have been in it
     */
    long since(String combo, long running) {
        Long before = counted.put(combo, running);
        // One that counts less than before has begun anew.
        return before == null || running < before ? running : running - before;
    }
}
