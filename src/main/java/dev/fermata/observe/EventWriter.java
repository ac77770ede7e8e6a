package dev.fermata.observe;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;

/**
 * Writes every event as a line and flushes it, so that a reader of the stream sees it at once. When
 * a line cannot be written (the reader has gone, the disk is full) it says so once and writes no
 * more. Thread-safe.
 */
public final class EventWriter implements Consumer<Event>, AutoCloseable {
    private final Writer out;
    private final EventFormat format;
    private final Consumer<IOException> onFailure;
    @GuardedBy("this")
    private boolean failed;

    /**
     * @param out is closed with this writer
     * @param onFailure told, once and on the writing thread, why nothing is written any more
     */
    public EventWriter(Writer out, EventFormat format, Consumer<IOException> onFailure) {
        this.out = out;
        this.format = format;
        this.onFailure = onFailure;
    }

    @Override
    public synchronized void accept(Event event) {
        if (failed) {
            return;
        }
        try {
            out.write(format.format(event));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            failed = true;
            onFailure.accept(e);
        }
    }

    /** @throws UncheckedIOException when what was written may not have arrived */
    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            if (!failed) {
                throw new UncheckedIOException("events cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
