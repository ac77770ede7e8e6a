package dev.fermata.stream.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.FeedNews;
import dev.fermata.model.FeedStatus;
import dev.fermata.time.Backoff;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Keeps one connection to a feed: decides when it is opened, asked for a sign of life, given up and tried again. A
 * passive core that neither reads nor sends.
 *
 * <p>A try that has not succeeded within {@link #CONNECT}, a connection that is dead (nothing for {@link #DEAD}, not even
 * the answer to a ping) and one that is open but silent (no message for {@link #SILENCE}) are given up. The next try
 * comes after a second at first and twice as long each time, {@link #LONGEST_REST} at most, between half of that and all
 * of it. Once the feed has said that the stream is over, silence is right, and a connection that ends is not tried again.
 *
 * <p>Thread-safe; {@link #step} is called by one thread. Link and listener are called without the lock, by whoever has
 * brought the news.
 */
public final class FeedConnection implements Stepped {
    static final Duration CONNECT = Duration.ofSeconds(10);
    static final Duration PING = Duration.ofSeconds(30);
    static final Duration DEAD = Duration.ofSeconds(95);
    static final Duration SILENCE = Duration.ofMinutes(20);
    static final Duration FIRST_REST = Duration.ofSeconds(1);
    static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final String name;
    private final Link link;
    private final Listener listener;
    private final Runnable wake;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private State state = State.WAITING;
    @GuardedBy("lock")
    private long since;
    @GuardedBy("lock")
    private String detail = "";
    /** Of the connection there is, or was last. */
    @GuardedBy("lock")
    private int tried;
    /** Of tries that have come to nothing: a connection without messages is one of them. */
    @GuardedBy("lock")
    private final Backoff backoff;
    /** When the next try, or the end of this one, is due. */
    @GuardedBy("lock")
    private long due;
    @GuardedBy("lock")
    private long lastSign;
    @GuardedBy("lock")
    private long lastMessage;
    @GuardedBy("lock")
    private long pingAt;
    /** The feed has said that the stream is over. */
    @GuardedBy("lock")
    private boolean over;
    /** Whether it was told that there is no connection. */
    @GuardedBy("lock")
    private boolean lossTold;
    @GuardedBy("lock")
    private long messages;
    @GuardedBy("lock")
    private long unread;

    /** Has the connections; what comes of them is told to this core. Must not wait. */
    public interface Link {
        /** Begins to connect; the outcome is told with the same number. */
        void open(int number);

        /** Asks for a sign of life, by a control frame and no text. */
        void ping(int number);

        /** Ends what was opened by that number, whatever stands of it; nothing needs to be told of it any more. */
        void close(int number);
    }

    /** Hears when there is a connection, and when there is none any more. */
    @FunctionalInterface
    public interface Listener {
        /** @param detail why; may be empty */
        void changed(FeedNews news, String detail);
    }

    private enum State {
        WAITING, CONNECTING, OPEN, CLOSED
    }

    /**
     * One that connects at the first step.
     *
     * @param name of the feed, for its status
     * @param random spreads the tries of those who lost their feeds at the same time
     * @param wake has it stepped soon; called outside the lock
     */
    public FeedConnection(String name, Link link, Listener listener, RandomGenerator random, long nowNanos,
            Runnable wake) {
        this.name = name;
        this.link = link;
        this.listener = listener;
        this.backoff = new Backoff(FIRST_REST, LONGEST_REST, random);
        this.wake = wake;
        this.since = nowNanos;
        this.due = nowNanos;
    }

    /** There is a connection. Any thread, as the others. */
    public void opened(int number, long nowNanos) {
        synchronized (lock) {
            if (number != tried || state != State.CONNECTING) {
                return;
            }
            become(State.OPEN, "", nowNanos);
            lastSign = nowNanos;
            lastMessage = nowNanos;
            pingAt = nowNanos + PING.toNanos();
            lossTold = false;
        }
        listener.changed(FeedNews.CONNECTED, "");
        wake.run();
    }

    /** Something has come that says no more than that there is somebody. */
    public void alive(int number, long nowNanos) {
        synchronized (lock) {
            if (number == tried && state == State.OPEN) {
                lastSign = nowNanos;
            }
        }
    }

    /** A text has come. Returns whether by the connection that there is. */
    public boolean heard(int number, FeedReader.Reading reading, long nowNanos) {
        synchronized (lock) {
            if (number != tried || state != State.OPEN) {
                return false;
            }
            lastSign = nowNanos;
            messages += reading.message().isPresent() ? 1 : 0;
            unread += reading.sign() == FeedReader.Sign.UNREAD ? 1 : 0;
            if (reading.message().isPresent() || reading.sign() == FeedReader.Sign.LIVE) {
                lastMessage = nowNanos;
                backoff.worked();
            }
            over = reading.sign() == FeedReader.Sign.ENDED || over && reading.sign() != FeedReader.Sign.LIVE;
            if (over) {
                detail = "the stream is over";
            } else if (reading.sign() == FeedReader.Sign.LIVE) {
                detail = "";
            }
            return true;
        }
    }

    /** The connection is no more, or there was none to be had. @param why for people */
    public void ended(int number, String why, long nowNanos) {
        List<Runnable> then;
        synchronized (lock) {
            if (number != tried || state != State.CONNECTING && state != State.OPEN) {
                return;
            }
            then = giveUp(why, nowNanos);
        }
        then.forEach(Runnable::run);
        wake.run();
    }

    /** It is wanted no more, for ever. */
    public void close(long nowNanos) {
        int number;
        synchronized (lock) {
            number = state == State.CONNECTING || state == State.OPEN ? tried : 0;
            become(State.CLOSED, "not wanted any more", nowNanos);
        }
        if (number != 0) {
            link.close(number);
        }
    }

    @Override
    public long step(long nowNanos) {
        List<Runnable> then;
        long next;
        synchronized (lock) {
            then = switch (state) {
                case WAITING -> due <= nowNanos ? begin(nowNanos) : List.of();
                case CONNECTING -> due <= nowNanos ? giveUp("no connection within " + CONNECT.toSeconds() + " s",
                        nowNanos) : List.of();
                case OPEN -> look(nowNanos);
                case CLOSED -> List.of();
            };
            next = switch (state) {
                case WAITING, CONNECTING -> due;
                case OPEN -> Math.min(Math.min(pingAt, lastSign + DEAD.toNanos()), over ? Clock.NEVER
                        : lastMessage + SILENCE.toNanos());
                case CLOSED -> Clock.NEVER;
            };
        }
        then.forEach(Runnable::run);
        return next;
    }

    /** How it stands. */
    public FeedStatus status() {
        synchronized (lock) {
            return new FeedStatus(name, state.name().toLowerCase(Locale.ROOT), detail, since, messages, unread, tried);
        }
    }

    @GuardedBy("lock")
    private List<Runnable> begin(long now) {
        int number = ++tried;
        become(State.CONNECTING, detail, now);
        due = now + CONNECT.toNanos();
        return List.of(() -> link.open(number));
    }

    @GuardedBy("lock")
    private List<Runnable> look(long now) {
        if (now - lastSign >= DEAD.toNanos()) {
            return giveUp("nothing has come for " + DEAD.toSeconds() + " s, not even an answer to a ping", now);
        }
        if (!over && now - lastMessage >= SILENCE.toNanos()) {
            return giveUp("open, but silent for " + SILENCE.toMinutes() + " minutes", now);
        }
        if (pingAt > now) {
            return List.of();
        }
        pingAt = now + PING.toNanos();
        int number = tried;
        return List.of(() -> link.ping(number));
    }

    @GuardedBy("lock")
    private List<Runnable> giveUp(String why, long now) {
        int number = tried;
        List<Runnable> then = new ArrayList<>();
        then.add(() -> link.close(number));
        if (over) {
            become(State.CLOSED, "the stream is over", now);
            then.add(() -> listener.changed(FeedNews.CLOSED, "the stream is over"));
            return then;
        }
        become(State.WAITING, why, now);
        due = now + backoff.failed();
        if (!lossTold) {
            lossTold = true;
            then.add(() -> listener.changed(FeedNews.LOST, why));
        }
        return then;
    }

    @GuardedBy("lock")
    private void become(State next, String why, long now) {
        state = next;
        detail = why;
        since = now;
    }
}
