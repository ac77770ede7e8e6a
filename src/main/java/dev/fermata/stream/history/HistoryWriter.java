package dev.fermata.stream.history;

import dev.fermata.event.Event;
import dev.fermata.model.HistoryStatus;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Keeps events, in batches. {@link #accept} costs whoever tells of them one hand-over and never waits: what finds the
 * buffer full is lost, and counted. Everything else is done by {@link #step}, on a thread of its own, which may wait for
 * the disk. With nothing to write it sleeps without a timeout.
 */
public final class HistoryWriter implements Stepped, Consumer<Event> {
    static final int CAPACITY = 4_096;
    static final int BATCH = 1_000;
    /** What a process that is killed loses is not older than this. */
    static final Duration DELAY = Duration.ofMillis(500);
    static final Duration RETRY = Duration.ofSeconds(10);
    static final Duration TRIM = Duration.ofHours(1);
    static final Duration TELL = Duration.ofMinutes(1);

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Clock clock;
    private final Store.Opener opener;
    private final String file;
    private volatile Duration age;
    /** Whether the file is to be opened anew. */
    private volatile boolean anew;
    private final HistoryListener told;
    private final Runnable wake;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile long bytes;
    // What follows is the stepping thread's.
    private Store store;
    private long openAt;
    private long writeAt = Clock.NEVER;
    private long trimAt;
    private long tellAt;
    private long toldLost;

    /**
     * Opens nothing yet.
     *
     * @param file what people are told that it is
     * @param age how long what happened is kept
     * @param wake has it stepped soon; any thread
     */
    HistoryWriter(Clock clock, Store.Opener opener, String file, Duration age, HistoryListener told, Runnable wake) {
        this.clock = clock;
        this.opener = opener;
        this.file = file;
        this.age = age;
        this.told = told;
        this.wake = wake;
    }

    @Override
    public void accept(Event event) {
        if (!Entries.isKept(event)) {
            return;
        }
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
        } else if (waiting.size() == 1 || waiting.size() == BATCH) {
            wake.run();
        }
    }

    @Override
    public long step(long now) {
        if (anew) {
            anew = false;
            closeStore();
        }
        if (store == null && !open(now)) {
            return openAt;
        }
        if (waiting.isEmpty()) {
            writeAt = Clock.NEVER;
            return Clock.NEVER;
        }
        if (waiting.size() < BATCH) {
            writeAt = writeAt == Clock.NEVER ? now + DELAY.toNanos() : writeAt;
            if (now < writeAt) {
                return writeAt;
            }
        }
        write(now);
        return store == null ? openAt : waiting.isEmpty() ? Clock.NEVER : now;
    }

    /** Keeps what happens for so long from now on, in the file as it is to be opened now. Any thread. */
    void keepFor(Duration newAge) {
        age = newAge;
        anew = true;
        wake.run();
    }

    private boolean open(long now) {
        if (now < openAt) {
            return false;
        }
        try {
            store = opener.open();
            if (trouble.isPresent()) {
                trouble = Optional.empty();
                told.mended("what happens is kept again");
            }
            trimAt = now;
            trim(now);
            bytes = store.bytes();
            return true;
        } catch (HistoryException e) {
            fail(e, now);
            return false;
        }
    }

    private void write(long now) {
        List<Event> batch = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH);
        writeAt = waiting.isEmpty() ? Clock.NEVER : now;
        try {
            store.append(batch.stream().map(event ->
                    Entries.of(event, clock.wallTime(event.atNanos()).toEpochMilli())).toList());
            written.addAndGet(batch.size());
            trim(now);
            bytes = store.bytes();
        } catch (HistoryException e) {
            lost.addAndGet(batch.size());
            fail(e, now);
        }
        tellLost(now);
    }

    private void trim(long now) throws HistoryException {
        if (now >= trimAt) {
            trimAt = now + TRIM.toNanos();
            store.trim(clock.wallTime(now).minus(age).toEpochMilli());
        }
    }

    /** It is opened anew, a little later: whatever is wrong may be over then. */
    private void fail(HistoryException e, long now) {
        closeStore();
        openAt = now + RETRY.toNanos();
        if (trouble.isEmpty()) {
            told.failed("what happens is not kept: " + e.getMessage());
        }
        trouble = Optional.of(e.getMessage());
    }

    private void tellLost(long now) {
        long all = lost.get();
        if (all > toldLost && now >= tellAt && trouble.isEmpty()) {
            told.failed((all - toldLost) + " events were not kept: too many at once");
            toldLost = all;
            tellAt = now + TELL.toNanos();
        }
    }

    private void closeStore() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    /** Writes what is left and closes the file; when nobody steps it any more. */
    void finish(long now) {
        while (!waiting.isEmpty() && (store != null || open(now))) {
            write(now);
        }
        closeStore();
    }

    /** How it stands; any thread. */
    HistoryStatus status() {
        return new HistoryStatus(file, bytes, written.get(), lost.get(), waiting.size(), trouble);
    }
}
