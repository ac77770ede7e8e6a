package dev.fermata.stream.bridge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.time.Backoff;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes commands from a server, on a thread of its own that waits there, and comes back when the connection breaks.
 * {@link #run} ends with {@link #close}. Thread-safe.
 */
final class CommandsIn implements Runnable, AutoCloseable {
    static final Duration TELL = Duration.ofSeconds(10);

    private final Clock clock;
    private final Ear.Opener opener;
    private final Function<byte[], Optional<String>> doer;
    private final BridgeListener told;
    private final Consumer<Throwable> broke;
    private final Backoff backoff;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile String lastRefused = "";
    private volatile boolean listens;
    @GuardedBy("this")
    private Ear ear;
    @GuardedBy("this")
    private boolean closed;
    /** Of the thread that runs. */
    private long tellAt;

    /** A connection on which commands come in. */
    interface Ear extends AutoCloseable {
        /** Waits for messages, and hands them over on this thread, until the connection ends or is closed. */
        void listen(Runnable begun, Consumer<byte[]> message) throws BridgeException;

        /** Any thread. */
        @Override
        void close();

        /** Opens one. */
        @FunctionalInterface
        interface Opener {
            /** @throws BridgeException where the server cannot be had */
            Ear open() throws BridgeException;
        }
    }

    /**
     * @param doer carries a message out and returns why not, for people; empty when it is done
     * @param broke told that it failed itself, and goes on
     */
    CommandsIn(Clock clock, Ear.Opener opener, Function<byte[], Optional<String>> doer, BridgeListener told,
            Consumer<Throwable> broke, Random random) {
        this.clock = clock;
        this.opener = opener;
        this.doer = doer;
        this.told = told;
        this.broke = broke;
        this.backoff = new Backoff(EventsOut.FIRST_REST, EventsOut.LONGEST_REST, random);
    }

    @Override
    public void run() {
        while (!isClosed()) {
            try (Ear opened = opener.open()) {
                if (!take(opened)) {
                    return;
                }
                opened.listen(this::begun, this::message);
            } catch (BridgeException e) {
                // That events do not go out either is told by whoever sends them.
                listens = false;
            } catch (RuntimeException e) {
                broke.accept(e);
            }
            listens = false;
            pause(backoff.failed());
        }
    }

    private synchronized boolean take(Ear opened) {
        ear = opened;
        return !closed;
    }

    private void begun() {
        listens = true;
        backoff.worked();
    }

    private void message(byte[] message) {
        Optional<String> why = doer.apply(message);
        if (why.isEmpty()) {
            done.incrementAndGet();
            return;
        }
        refused.incrementAndGet();
        lastRefused = why.get();
        long now = clock.nanos();
        if (now >= tellAt) {
            tellAt = now + TELL.toNanos();
            told.refused(why.get());
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pause(long nanos) {
        long until = clock.nanos() + nanos;
        try {
            for (long left = nanos; !closed && left > 0; left = until - clock.nanos()) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** The connection is broken, as somebody has noticed: it is opened anew. Any thread. */
    synchronized void reopen() {
        if (ear != null) {
            ear.close();
        }
    }

    /** Whether commands are taken now. Any thread. */
    boolean listens() {
        return listens;
    }

    /** How many have been carried out. Any thread. */
    long done() {
        return done.get();
    }

    /** How many have not. Any thread. */
    long refused() {
        return refused.get();
    }

    /** Why the last of those was not; empty before the first. Any thread. */
    String lastRefused() {
        return lastRefused;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        if (ear != null) {
            ear.close();
        }
    }
}
