package dev.fermata.observe;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How quick the agent is, as distributions. Recording is wait-free and allocates nothing, so every
 * thread may do it anywhere; reading waits for no recording thread. How long actions wait in their
 * lanes is not here: the queue knows it ({@code LaneStats}).
 *
 * <p>Occupies about half a megabyte however much is recorded; nothing when it is off.
 */
public final class Latencies {

    /** What is measured. */
    public enum Measure {
        /** From the key being heard, or a client asking, until skills are silent. */
        PAUSE,
        /** From the last key coming up, or a client asking, until the schedule goes on. */
        RESUME,
        /** Making a status. */
        STATUS,
        /** From a task being due until it starts. */
        TASK_LATENESS,
        /** From a managed key being due, its pre-delay after it went down, until it was sent. */
        MANAGED_KEY;

        /** The stable lower-case name used in status and metrics. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A distribution of durations; percentiles are exact to 1 %. */
    public record Summary(long count, long p50Nanos, long p99Nanos, long maxNanos) {
    }

    private final Map<Measure, Distribution> distributions = new EnumMap<>(Measure.class);

    /** @param enabled whether anything is recorded at all */
    public Latencies(boolean enabled) {
        if (enabled) {
            for (Measure measure : Measure.values()) {
                distributions.put(measure, new Distribution());
            }
        }
    }

    /** Whether anything is recorded. */
    public boolean enabled() {
        return !distributions.isEmpty();
    }

    /** Adds a duration; negative ones count as 0. Any thread; wait-free. */
    public void record(Measure measure, long nanos) {
        Distribution distribution = distributions.get(measure);
        if (distribution != null) {
            distribution.record(nanos);
        }
    }

    /** Everything since the start by the measures' ids, in their order; empty when off. */
    public Map<String, Summary> snapshot() {
        Map<String, Summary> all = new LinkedHashMap<>();
        distributions.forEach((measure, distribution) -> all.put(measure.id(), distribution.summary()));
        return all;
    }

    /** What it occupies in memory. */
    public long estimatedBytes() {
        return distributions.values().stream().mapToLong(Distribution::estimatedBytes).sum();
    }

    /** The recent values of a measure; only when enabled. */
    Distribution of(Measure measure) {
        return distributions.get(measure);
    }
}
