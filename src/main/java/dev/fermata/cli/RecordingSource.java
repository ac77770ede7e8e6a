package dev.fermata.cli;

import dev.fermata.model.Key;
import dev.fermata.record.Figures;
import java.util.Set;

/** What records for {@code fermata record}: this process, or the agent that is running. */
interface RecordingSource extends AutoCloseable {
    /** Where it listens, for people. */
    String where();

    /** How far it is. */
    Figures figures();

    /**
     * Ends it; every take has been handed on when this returns. Idempotent.
     *
     * @param gesture as {@link dev.fermata.record.Recorder#finish}
     */
    void finish(Set<Key> gesture);

    /** Gives back what it was lent. */
    @Override
    void close();
}
