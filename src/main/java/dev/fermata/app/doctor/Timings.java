package dev.fermata.app.doctor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Durations that were measured, in nanoseconds. Immutable. */
final class Timings {
    private static final double NANOS_A_MILLI = 1e6;

    private final long[] sorted;

    private Timings(long[] sorted) {
        this.sorted = sorted;
    }

    static Timings of(Collection<Long> nanos) {
        return new Timings(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    int count() {
        return sorted.length;
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    /** 0 when nothing was measured, as all of these. */
    long median() {
        return reachedBy(0.5);
    }

    /** What at most one in a hundred exceeded. */
    long p99() {
        return reachedBy(0.99);
    }

    long worst() {
        return reachedBy(1);
    }

    /** For {@link Finding#figures}. */
    Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("count", count());
        figures.put("median_ms", rounded(median()));
        figures.put("p99_ms", rounded(p99()));
        figures.put("worst_ms", rounded(worst()));
        return figures;
    }

    /** A duration as people read it: {@code 0.08 ms}, {@code 1.3 ms}, {@code 250 ms}. */
    static String millis(long nanos) {
        double millis = nanos / NANOS_A_MILLI;
        return String.format(Locale.ROOT, millis < 1 ? "%.2f ms" : millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }

    private long reachedBy(double share) {
        return isEmpty() ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }

    /** To the microsecond: nothing here is measured better. */
    private static double rounded(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
