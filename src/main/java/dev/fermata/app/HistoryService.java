package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.control.HistoryControl;
import dev.fermata.event.Event;
import dev.fermata.model.HistoryQuery;
import dev.fermata.model.HistoryStatus;
import dev.fermata.observe.MetricsText;
import dev.fermata.stream.history.HistoryFile;
import dev.fermata.stream.history.HistoryListener;
import dev.fermata.stream.history.HistoryReader;
import dev.fermata.stream.history.HistoryThread;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Keeps what happens in an agent, and tells of it. Thread-safe. */
final class HistoryService implements HistoryControl, Consumer<Event>, AutoCloseable {
    private static final String PART = "history";
    /** A slow disk is none that stands still, and a file that was not closed is looked through at the start. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HistoryFile file;
    private final HistoryThread thread;
    private final Runnable unwatch;

    /** Begins at once, but is told of nothing yet. */
    HistoryService(Agent agent, Settings.History settings, HistoryFile file) {
        this.file = file;
        thread = new HistoryThread(agent.clock(), file, settings.bytes(), settings.age(), new HistoryListener() {
            @Override
            public void failed(String message) {
                agent.tell(PART, message);
            }

            @Override
            public void mended(String message) {
                agent.tell(new Event.Recovered(agent.clock().nanos(), PART, message, true));
            }
        }, failure -> agent.report(PART, failure));
        unwatch = agent.watch(PART, thread.worker(), PATIENCE);
    }

    /** Keeps so much for so long from now on. */
    void change(Settings.History settings) {
        thread.keep(settings.bytes(), settings.age());
    }

    /** Where it is on this machine. */
    static HistoryFile file(Places places) {
        return new HistoryFile(places.state().resolve(PART));
    }

    @Override
    public void accept(Event event) {
        thread.accept(event);
    }

    @Override
    public Answer ask(HistoryQuery query, int periods) throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            return new Answer(reader.find(query), reader.count(query, periods));
        }
    }

    /** How it stands. */
    HistoryStatus status() {
        return thread.status();
    }

    /** Adds how it stands. */
    void writeTo(MetricsText text) {
        HistoryStatus status = status();
        text.counter("fermata_history_entries", "What came of each event that was to be kept.")
                .sample(status.written(), "outcome", "written").sample(status.lost(), "outcome", "lost");
        text.gauge("fermata_history_bytes", "bytes", "What the history uses on the disk.").sample(status.bytes());
    }

    @Override
    public void close() {
        unwatch.run();
        thread.close();
    }
}
