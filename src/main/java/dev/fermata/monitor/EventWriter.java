package dev.fermata.monitor;

import dev.fermata.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;

/** Writes every event as a line and flushes it, so that a reader of the stream sees it at once. */
public final class EventWriter implements Consumer<Event>, AutoCloseable {
    private final Writer out;
    private final EventFormat format;

    /** @param out is closed with this writer */
    public EventWriter(Writer out, EventFormat format) {
        this.out = out;
        this.format = format;
    }

    /** @throws UncheckedIOException when the line cannot be written, e.g. the reader has gone */
    @Override
    public synchronized void accept(Event event) {
        try {
            out.write(format.format(event));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("events cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("events cannot be written: " + e.getMessage(), e);
        }
    }
}
