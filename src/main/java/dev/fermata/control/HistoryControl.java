package dev.fermata.control;

import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.model.HistoryQuery;
import java.io.IOException;
import java.util.List;

/** What clients may ask of what has happened. Thread-safe. */
public interface HistoryControl {

    /**
     * What was asked for.
     *
     * @param entries the oldest first
     * @param figures of all of it, also of what the query had too much of
     */
    record Answer(List<HistoryEntry> entries, HistoryFigures figures) {
    }

    /**
     * Reads the file, which may take a while.
     *
     * @param periods in how many equal parts of the time it is counted
     * @throws IOException when it cannot be read; the message is for people
     */
    Answer ask(HistoryQuery query, int periods) throws IOException;
}
