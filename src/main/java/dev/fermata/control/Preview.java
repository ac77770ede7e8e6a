package dev.fermata.control;

import dev.fermata.config.profile.Profile;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a profile on virtual time, for whoever writes it: nothing is sent anywhere. Thread-safe. */
public interface Preview {
    /** While the player keeps a priority key down. */
    record Span(Duration from, Duration to) {
    }

    /**
     * Something that would happen.
     *
     * @param at since the beginning
     * @param kind a stable word, as docs/api.md lists them
     */
    record Happening(Duration at, String kind, Optional<String> skill, Optional<Key> key, Optional<String> lane,
            Optional<String> reason) {
    }

    /**
     * What would happen.
     *
     * @param counts how often each skill was played to its end
     * @param holdKey the priority key that was kept down; empty where the profile has none and it is a pause
     * @param truncated whether there would be more than is told
     * @param played how long was played
     */
    record Played(List<Happening> events, Map<String, Long> counts, Optional<Key> holdKey, boolean truncated,
            Duration played) {
    }

    /** Plays it in the calling thread, for a second at most and no more events than can be shown. */
    Played play(Profile profile, Duration time, List<Span> holds);
}
