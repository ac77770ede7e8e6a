package dev.fermata.config.profile;

import dev.fermata.model.Durations;
import java.time.Duration;

/** The shortest and the longest duration a field accepts, as written in messages. */
record DurationRange(String shortest, String longest) {

    boolean contains(Duration duration) {
        return duration.compareTo(length(shortest)) >= 0 && duration.compareTo(length(longest)) <= 0;
    }

    /** On which side of the range a duration outside it lies: "short" or "long". */
    String side(Duration outside) {
        return outside.compareTo(length(shortest)) < 0 ? "short" : "long";
    }

    @Override
    public String toString() {
        return shortest + " to " + longest;
    }

    private static Duration length(String written) {
        return Durations.parse(written).orElseThrow();
    }
}
