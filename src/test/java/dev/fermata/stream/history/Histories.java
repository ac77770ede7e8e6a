package dev.fermata.stream.history;

import dev.fermata.event.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Makes histories for tests elsewhere. */
public final class Histories {
    private Histories() {
    }

    /** Writes events of an agent whose clock began then. */
    public static void write(Path folder, Instant began, Event... events) throws HistoryException {
        try (Store store = new HistoryFile(folder).store(1_000_000_000, message -> { })) {
            store.append(Arrays.stream(events).map(event ->
                    Entries.of(event, began.plusNanos(event.atNanos()).toEpochMilli())).toList());
        }
    }
}
