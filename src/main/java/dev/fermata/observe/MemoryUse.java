package dev.fermata.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * What the pause-control part occupies: the sum of what its rings, buffers, queues and histograms say
 * they occupy, which is what grows with use. The JVM, its code and the libraries are not in it; no
 * tool could tell which part of those is whose. Thread-safe.
 */
public final class MemoryUse {
    private record Part(String name, LongSupplier bytes) {
    }

    private final List<Part> parts = new CopyOnWriteArrayList<>();

    /**
     * Adds a part.
     *
     * @param bytes an estimate of what it occupies now; any thread, quick
     */
    public void add(String name, LongSupplier bytes) {
        parts.add(new Part(name, bytes));
    }

    /** All parts together. */
    public long bytes() {
        return parts.stream().mapToLong(part -> part.bytes().getAsLong()).sum();
    }

    /** Each part, in the order they were added. */
    public Map<String, Long> byPart() {
        Map<String, Long> all = new LinkedHashMap<>();
        parts.forEach(part -> all.merge(part.name(), part.bytes().getAsLong(), Long::sum));
        return all;
    }
}
