package dev.fermata.stream.history;

import dev.fermata.model.HistoryEntry;
import java.util.List;

/** Where entries are kept. Confined to one thread. */
interface Store extends AutoCloseable {
    /** Keeps all of them or, where this throws, none. */
    void append(List<HistoryEntry> entries) throws HistoryException;

    /** Throws away what happened before that time, and the oldest of the rest where there is too much of it. */
    void trim(long beforeMillis) throws HistoryException;

    /** What it uses on the disk. */
    long bytes();

    @Override
    void close();

    /** Opens it. */
    @FunctionalInterface
    interface Opener {
        /** @throws HistoryException where it cannot be had */
        Store open() throws HistoryException;
    }
}
