package dev.fermata.stream.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.stream.FeedKind;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.FeedNews;
import dev.fermata.model.StreamMessage;
import dev.fermata.net.FakeRelay;
import dev.fermata.net.WebSocketClient;
import dev.fermata.time.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Feeds over real connections to relays that do what they should, and what they should not. The time is set by hand. */
@Timeout(120)
class LiveFeedTest {
    private static final String CHAT = "{\"Type\":1,\"Data\":\"{\\\"Content\\\":\\\"%s\\\"}\"}";

    private final FakeRelay relay = new FakeRelay();
    private final WebSocketClient sockets = new WebSocketClient("test-feeds");
    private final HandClock clock = new HandClock();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<FeedNews> news = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        sockets.close();
        relay.close();
    }

    private LiveFeed feed(FeedKind kind) {
        return new LiveFeed(new StreamBook.Feed("f", kind, relay.address()), sockets, clock, this::tell,
                (changed, detail) -> news.add(changed), new Random(1), () -> { });
    }

    private void tell(StreamMessage message, long readAt) {
        told.add(message.kind().id() + " " + message.text());
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    @Test
    void tellsWhatTheRelayTellsAndConnectsAgain() throws Exception {
        LiveFeed feed = feed(FeedKind.BARRAGE_GRAB);
        feed.step(clock.nanos());
        FakeRelay.Client client = relay.client();
        assertEquals(FeedNews.CONNECTED, next(news));
        client.text(CHAT.formatted("one"));
        client.text("{odd");
        client.text(CHAT.formatted("two"));
        assertEquals(List.of("chat one", "chat two"), List.of(next(told), next(told)));
        assertEquals(2, feed.status().messages());
        assertEquals(1, feed.status().unread());
        client.drop();
        assertEquals(FeedNews.LOST, next(news));
        feed.step(clock.pass(Duration.ofSeconds(1)));
        assertEquals(FeedNews.CONNECTED, next(news));
        relay.client().text(CHAT.formatted("three"));
        assertEquals("chat three", next(told));
    }

    @Test
    void aRelayThatObeysTextsIsNeverSentOne() throws Exception {
        for (FeedKind kind : Arrays.asList(FeedKind.BARRAGE_GRAB, FeedKind.DOUYIN_LIVE)) {
            LiveFeed feed = feed(kind);
            feed.step(clock.nanos());
            FakeRelay.Client client = relay.client();
            assertEquals(FeedNews.CONNECTED, next(news));
            for (String text : List.of("ping", "pong", "{\"Cmd\":1}", "{\"request\":\"Hello\"}", CHAT.formatted("x"), "")) {
                client.text(text);
            }
            client.ping();
            for (int i = 0; i < 3; i++) {
                feed.step(clock.pass(Duration.ofSeconds(30)));
            }
            client.drop();
            assertEquals(FeedNews.LOST, next(news));
            feed.step(clock.pass(Duration.ofMinutes(2)));
            assertEquals(FeedNews.CONNECTED, next(news));
            relay.client();
            feed.close();
        }
        assertEquals(List.of(), relay.texts());
    }

    @Test
    void streamerBotIsAskedForItsEventsAndForNothingElse() throws Exception {
        LiveFeed feed = feed(FeedKind.STREAMER_BOT);
        feed.step(clock.nanos());
        FakeRelay.Client client = relay.client();
        assertEquals(FeedNews.CONNECTED, next(news));
        client.text("{\"request\":\"Hello\"}");
        client.text("{\"event\":{\"source\":\"Twitch\",\"type\":\"ChatMessage\"},\"data\":{\"text\":\"hi\",\"user\":{}}}");
        assertEquals("chat hi", next(told));
        assertEquals(1, relay.texts().size());
        assertTrue(relay.texts().get(0).startsWith("{\"request\":\"Subscribe\""), relay.texts().get(0));
    }

    @Test
    void whereTheStreamIsOverNothingIsTriedAgain() throws Exception {
        LiveFeed feed = feed(FeedKind.BARRAGE_GRAB);
        feed.step(clock.nanos());
        FakeRelay.Client client = relay.client();
        assertEquals(FeedNews.CONNECTED, next(news));
        client.text("{\"Type\":9,\"Data\":\"{}\"}");
        assertEquals("ended ", next(told));
        client.drop();
        assertEquals(FeedNews.CLOSED, next(news));
        feed.step(clock.pass(Duration.ofHours(1)));
        assertEquals("closed", feed.status().state());
        assertEquals(1, relay.requests().size());
    }

    @Test
    void anOpenAndSilentRelayIsFoundAndLeft() throws Exception {
        LiveFeed feed = feed(FeedKind.DOUYIN_LIVE);
        feed.step(clock.nanos());
        FakeRelay.Client client = relay.client();
        assertEquals(FeedNews.CONNECTED, next(news));
        for (int minute = 0; minute < 19; minute++) {
            feed.step(clock.pass(Duration.ofMinutes(1)));
            client.ping();
            long since = feed.status().unread();
            client.text("pong " + minute);
            while (feed.status().unread() == since) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        assertEquals(null, news.poll());
        feed.step(clock.pass(Duration.ofMinutes(1)));
        assertEquals(FeedNews.LOST, next(news));
        assertEquals("open, but silent for 20 minutes", feed.status().detail());
    }

    /** The same ten thousand over a real connection. */
    @Tag("proof")
    @Test
    void tenThousandOddFramesAreSurvived() throws Exception {
        LiveFeed feed = feed(FeedKind.BARRAGE_GRAB);
        feed.step(clock.nanos());
        FakeRelay.Client client = relay.client();
        assertEquals(FeedNews.CONNECTED, next(news));
        Random random = new Random(3);
        int sent = 0;
        while (sent < 10_000) {
            byte[] payload = new byte[random.nextInt(300)];
            random.nextBytes(payload);
            try {
                switch (random.nextInt(1_000)) {
                    case 0 -> client.raw(payload);
                    case 1 -> client.frame(random.nextInt(256), payload);
                    case 2, 3, 4, 5, 6 -> client.text(CHAT.formatted("x"));
                    default -> client.frame(0x81, new String(payload, StandardCharsets.UTF_8)
                            .getBytes(StandardCharsets.UTF_8));
                }
                sent++;
            } catch (IOException ended) {
                // It was given up for what it sent; the next connection goes on.
                while (news.poll() != FeedNews.CONNECTED) {
                    feed.step(clock.pass(Duration.ofSeconds(1)));
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                client = relay.client();
            }
        }
        feed.close();
        told.clear();
        feed(FeedKind.BARRAGE_GRAB).step(clock.nanos());
        while (told.isEmpty()) {
            try {
                relay.client().text(CHAT.formatted("still here"));
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (IOException gone) {
                // One of those before; the last one comes behind them.
            }
        }
        assertEquals("chat still here", told.peek());
    }
}
