package dev.fermata.stream.history;

import dev.fermata.event.Event;
import dev.fermata.model.HistoryStatus;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.function.Consumer;

/** A {@link HistoryWriter} with its thread, {@code history}. Thread-safe. */
public final class HistoryThread implements Consumer<Event>, AutoCloseable {
    private static final String NAME = "history";
    /** A batch takes some milliseconds; a disk that stands still is waited for no longer than this at the end. */
    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    private final Clock clock;
    private volatile long most;
    private final HistoryWriter writer;
    private final Worker worker;

    /**
     * Begins at once.
     *
     * @param most bytes that the file may use
     * @param age how long what happened is kept
     * @param broke told that it failed itself, and goes on
     */
    public HistoryThread(Clock clock, HistoryFile file, long most, Duration age, HistoryListener told,
            Consumer<Throwable> broke) {
        this.clock = clock;
        this.most = most;
        writer = new HistoryWriter(clock, () -> file.store(this.most, told::mended), file.path().toString(), age,
                told, this::wake);
        worker = new Worker(NAME, writer, clock, broke);
        worker.start();
    }

    private void wake() {
        worker.wake();
    }

    /** The thread, to be watched. */
    public Worker worker() {
        return worker;
    }

    /** Keeps so much for so long from now on. Any thread. */
    public void keep(long newMost, Duration newAge) {
        most = newMost;
        writer.keepFor(newAge);
    }

    @Override
    public void accept(Event event) {
        writer.accept(event);
    }

    /** How it stands. */
    public HistoryStatus status() {
        return writer.status();
    }

    /** Writes what is left. */
    @Override
    public void close() {
        if (worker.stop(STOP_WAIT)) {
            writer.finish(clock.nanos());
        }
    }
}
