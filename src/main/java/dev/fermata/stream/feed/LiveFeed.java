package dev.fermata.stream.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.stream.FeedKind;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.StreamMessage;
import dev.fermata.net.WebSocketClient;
import dev.fermata.net.WebSocketLimits;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

/**
 * A feed over its WebSocket: connection, reader, and what it tells. Thread-safe; {@link #step} is called by one thread,
 * and what comes is told on that of the client.
 */
public final class LiveFeed implements Stepped, AutoCloseable {
    private static final WebSocketLimits LIMITS = new WebSocketLimits(Duration.ofSeconds(5), 256 * 1024);

    private final StreamBook.Feed feed;
    private final WebSocketClient sockets;
    private final Clock clock;
    private final ObjLongConsumer<StreamMessage> told;
    /** Of the client's thread: gifts are counted on over connections. */
    private final FeedReader reader;
    private final FeedConnection connection;
    @GuardedBy("this")
    private int number;
    /** Null before the first. */
    @GuardedBy("this")
    private WebSocketClient.Connection socket;

    /**
     * One that connects at the first step.
     *
     * @param told gets what has happened in the stream, and when that was read; must not wait
     * @param wake has it stepped soon
     */
    public LiveFeed(StreamBook.Feed feed, WebSocketClient sockets, Clock clock, ObjLongConsumer<StreamMessage> told,
            FeedConnection.Listener listener, RandomGenerator random, Runnable wake) {
        this.feed = feed;
        this.sockets = sockets;
        this.clock = clock;
        this.told = told;
        this.reader = reader(feed.kind(), feed.name());
        this.connection = new FeedConnection(feed.name(), new Socket(), listener, random, clock.nanos(), wake);
    }

    /** What understands feeds of that kind. */
    static FeedReader reader(FeedKind kind, String name) {
        return switch (kind) {
            case BARRAGE_GRAB -> new BarrageGrabReader(name);
            case DOUYIN_LIVE -> new DouyinLiveReader(name);
            case STREAMER_BOT -> new StreamerBotReader(name);
        };
    }

    /** The feed as the rules have it. */
    public StreamBook.Feed feed() {
        return feed;
    }

    /** How it stands. */
    public FeedStatus status() {
        return connection.status();
    }

    @Override
    public long step(long nowNanos) {
        return connection.step(nowNanos);
    }

    @Override
    public void close() {
        connection.close(clock.nanos());
    }

    private final class Socket implements FeedConnection.Link {
        @Override
        public void open(int opened) {
            WebSocketClient.Connection made = sockets.open(feed.address(), reader.greeting(), LIMITS,
                    new Heard(opened));
            synchronized (LiveFeed.this) {
                number = opened;
                socket = made;
            }
        }

        private WebSocketClient.Connection of(int asked) {
            synchronized (LiveFeed.this) {
                return asked == number ? socket : null;
            }
        }

        @Override
        public void ping(int pinged) {
            WebSocketClient.Connection made = of(pinged);
            if (made != null) {
                made.ping();
            }
        }

        @Override
        public void close(int closed) {
            WebSocketClient.Connection made = of(closed);
            if (made != null) {
                made.close();
            }
        }
    }

    private final class Heard implements WebSocketClient.Listener {
        private final int number;

        Heard(int number) {
            this.number = number;
        }

        @Override
        public void opened() {
            connection.opened(number, clock.nanos());
        }

        @Override
        public void text(String text) {
            long now = clock.nanos();
            FeedReader.Reading reading = reader.read(text);
            if (connection.heard(number, reading, now)) {
                reading.message().ifPresent(message -> told.accept(message, now));
            }
        }

        @Override
        public void alive() {
            connection.alive(number, clock.nanos());
        }

        @Override
        public void closed(String why) {
            connection.ended(number, why, clock.nanos());
        }
    }
}
