package dev.fermata.control.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Event;
import dev.fermata.observe.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The last events, numbered from 1, for {@code GET /events}. Bounded: a new event pushes out the
 * oldest. Streams read from here at their own pace and keep nothing but a number, so a slow reader
 * costs no memory; what it missed it is told.
 *
 * <p>Thread-safe. Taking an event costs a short lock, and a wake-up only when somebody streams; it is
 * formatted for those who read it.
 */
final class RecentEvents implements Consumer<Event> {
    private static final int PIECE = 64;
    private static final byte[] NOTHING = new byte[0];

    private final int capacity;
    private final int maxStreams;
    private final Runnable onNews;
    private final AtomicInteger streams = new AtomicInteger();

    private final Object lock = new Object();
    @GuardedBy("lock")
    private final Event[] ring;
    @GuardedBy("lock")
    private long newest;

    /** @param onNews called after an event came, on its thread, while there are streams */
    RecentEvents(int capacity, int maxStreams, Runnable onNews) {
        this.capacity = capacity;
        this.maxStreams = maxStreams;
        this.onNews = onNews;
        this.ring = new Event[capacity];
    }

    @Override
    public void accept(Event event) {
        synchronized (lock) {
            newest++;
            ring[(int) (newest % capacity)] = event;
        }
        if (streams.get() > 0) {
            onNews.run();
        }
    }

    /** The number of the newest event; 0 before the first. */
    long newest() {
        synchronized (lock) {
            return newest;
        }
    }

    /** Streams open now. */
    int streams() {
        return streams.get();
    }

    /** How many streams there may be. */
    int maxStreams() {
        return maxStreams;
    }

    /** Takes a place for a stream, given back by {@link Feed#closed}. Returns whether there was one. */
    boolean tryEnter() {
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            return false;
        }
        return true;
    }

    /**
     * The events after the given number. A number that is still to come is one of an earlier run of
     * the agent: then everything that is kept follows.
     */
    Feed after(long id) {
        return new Tail(id > newest() ? 0 : id);
    }

    /** One client's place in the stream; of the server's thread alone. */
    private final class Tail implements Feed {
        private long last;
        private boolean greeted;

        Tail(long last) {
            this.last = last;
        }

        @Override
        public byte[] next() {
            List<Event> piece = new ArrayList<>(PIECE);
            long missed;
            long first;
            synchronized (lock) {
                long oldest = Math.max(1, newest - capacity + 1);
                if (last == 0 && !greeted) {
                    // A newcomer has missed nothing: it begins with what is kept.
                    last = oldest - 1;
                }
                first = Math.max(last + 1, oldest);
                missed = first - last - 1;
                for (long id = first; id <= newest && piece.size() < PIECE; id++) {
                    piece.add(ring[(int) (id % capacity)]);
                }
            }
            if (piece.isEmpty() && greeted) {
                return NOTHING;
            }
            StringBuilder text = new StringBuilder(64 + piece.size() * 160);
            if (!greeted) {
                greeted = true;
                text.append("retry: 1000\n: fermata\n\n");
            }
            if (missed > 0) {
                text.append("event: missed\ndata: {\"event\":\"missed\",\"count\":").append(missed).append("}\n\n");
            }
            for (Event event : piece) {
                text.append("id: ").append(first).append("\ndata: ").append(EventFormat.JSONL.format(event))
                        .append("\n\n");
                last = first++;
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] beat() {
            return ": still here\n\n".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void closed() {
            streams.decrementAndGet();
        }
    }
}
