package dev.fermata.app;

import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.model.HistoryQuery;
import dev.fermata.stream.history.HistoryFile;
import dev.fermata.stream.history.HistoryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The history of this user, for whoever reads it without an agent. Thread-safe. */
public final class HistoryArchive {
    private final HistoryFile file;

    public HistoryArchive(Places places) {
        file = HistoryService.file(places);
    }

    /** Whether there is one. */
    public boolean isThere() {
        return file.isThere();
    }

    /** Where it is, or would be. */
    public Path path() {
        return file.path();
    }

    /** The newest of what is asked for, the oldest of them first. @throws IOException with a message for people */
    public List<HistoryEntry> find(HistoryQuery query) throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            return reader.find(query);
        }
    }

    /** Counts all of what is asked for. @throws IOException with a message for people */
    public HistoryFigures count(HistoryQuery query) throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            return reader.count(query, 1);
        }
    }

    /** Looks whether it could be written and is whole. @throws IOException with a message for people when not */
    public void check() throws IOException {
        HistoryFile.loadLibrary();
        if (file.isThere()) {
            file.check();
        }
    }
}
