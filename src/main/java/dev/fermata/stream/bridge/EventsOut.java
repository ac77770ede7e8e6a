package dev.fermata.stream.bridge;

import dev.fermata.event.Event;
import dev.fermata.observe.EventFormat;
import dev.fermata.time.Backoff;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends events to a server, each at most once: what happens while there is no connection, or more than can be sent, is
 * missed, and whoever listens is told how many were. {@link #accept} never waits; {@link #step}, on a thread of its own,
 * may wait for the server.
 */
final class EventsOut implements Stepped, Consumer<Event> {
    static final int CAPACITY = 1_000;
    static final int BATCH = 100;
    /** A server that is silently gone is noticed by this. */
    static final Duration PING = Duration.ofSeconds(15);
    /** Before the first try again, at most ... */
    static final Duration FIRST_REST = Duration.ofMillis(500);
    /** ... and before all others. */
    static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Clock clock;
    private final Line.Dialer dialer;
    private final BridgeListener told;
    private final Runnable wake;
    private final Backoff backoff;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile Optional<String> whyNot = Optional.of("not connected yet");
    private volatile boolean connected;
    // What follows is the stepping thread's.
    private Line line;
    private boolean lost;
    private long toldMissed;
    private long dialAt;
    private long pingAt;

    /**
     * @param told on the stepping thread
     * @param wake has it stepped soon; any thread
     */
    EventsOut(Clock clock, Line.Dialer dialer, BridgeListener told, Runnable wake, Random random) {
        this.clock = clock;
        this.dialer = dialer;
        this.told = told;
        this.wake = wake;
        this.backoff = new Backoff(FIRST_REST, LONGEST_REST, random);
    }

    @Override
    public void accept(Event event) {
        if (!connected || !waiting.offer(event)) {
            missed.incrementAndGet();
        } else if (waiting.size() == 1) {
            wake.run();
        }
    }

    @Override
    public long step(long now) {
        if (line == null && !dial(now)) {
            return dialAt;
        }
        try {
            if (!waiting.isEmpty()) {
                send();
                pingAt = clock.nanos() + PING.toNanos();
            } else if (now >= pingAt) {
                line.ping();
                pingAt = clock.nanos() + PING.toNanos();
            }
        } catch (BridgeException e) {
            fail(e);
            return dialAt;
        }
        return waiting.isEmpty() ? pingAt : now;
    }

    private boolean dial(long now) {
        if (now < dialAt) {
            return false;
        }
        try {
            line = dialer.dial();
        } catch (BridgeException e) {
            fail(e);
            return false;
        }
        backoff.worked();
        pingAt = clock.nanos() + PING.toNanos();
        whyNot = Optional.empty();
        connected = true;
        if (lost) {
            lost = false;
            told.mended("events go out again");
        }
        return true;
    }

    private void send() throws BridgeException {
        List<Event> batch = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH);
        List<String> messages = new ArrayList<>(batch.size() + 1);
        long all = missed.get();
        if (all > toldMissed) {
            messages.add("{\"event\":\"missed\",\"count\":" + (all - toldMissed) + "}");
        }
        batch.forEach(event -> messages.add(EventFormat.JSONL.format(event)));
        try {
            line.publish(messages);
        } catch (BridgeException e) {
            missed.addAndGet(batch.size());
            throw e;
        }
        toldMissed = all;
        sent.addAndGet(batch.size());
    }

    private void fail(BridgeException e) {
        connected = false;
        whyNot = Optional.of(e.getMessage());
        dialAt = clock.nanos() + backoff.failed();
        if (line != null) {
            line.close();
            line = null;
        }
        // They would be old news by the time that somebody hears of them.
        List<Event> gone = new ArrayList<>();
        missed.addAndGet(waiting.drainTo(gone));
        if (!lost) {
            lost = true;
            told.failed("no events go out: " + e.getMessage());
        }
    }

    /** Ends the connection; when nobody steps it any more. */
    void finish() {
        connected = false;
        if (line != null) {
            line.close();
            line = null;
        }
    }

    /** Why nothing goes out now; empty where it does. Any thread. */
    Optional<String> whyNot() {
        return whyNot;
    }

    /** How many events have gone out. Any thread. */
    long sent() {
        return sent.get();
    }

    /** How many have not. Any thread. */
    long missed() {
        return missed.get();
    }
}
