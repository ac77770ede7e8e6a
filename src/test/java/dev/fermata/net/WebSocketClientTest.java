package dev.fermata.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.ServerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listening to WebSockets of other servers, within bounds. */
@Timeout(60)
class WebSocketClientTest {
    private static final WebSocketLimits LIMITS = new WebSocketLimits(Duration.ofSeconds(2), 100_000);

    private final FakeRelay relay = new FakeRelay();
    private final WebSocketClient client = new WebSocketClient("test-sockets");
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        client.close();
        relay.close();
    }

    private WebSocketClient.Connection open(ServerAddress address, Optional<String> greeting) {
        return client.open(address, greeting, LIMITS, new WebSocketClient.Listener() {
            @Override
            public void opened() {
                told.add("opened");
            }

            @Override
            public void text(String text) {
                told.add("text " + text);
            }

            @Override
            public void alive() {
                told.add("alive");
            }

            @Override
            public void closed(String why) {
                told.add("closed " + why);
            }
        });
    }

    private String next() throws InterruptedException {
        String next = told.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Test
    void hearsTextsInTheirOrderAndOfOtherMessagesOnlyThatThereIsSomebody() throws Exception {
        open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        FakeRelay.Client other = relay.client();
        other.text("one");
        other.ping();
        other.frame(0x82, new byte[3]);
        other.text("zwei \u4E09");
        assertEquals(List.of("text one", "alive", "text zwei \u4E09"), List.of(next(), next(), next()));
        assertEquals(List.of(), relay.texts());
        assertTrue(relay.requests().get(0).startsWith("GET / HTTP/1.1\r\n"), relay.requests().get(0));
        assertFalse(relay.requests().get(0).toLowerCase(Locale.ROOT).contains("extensions"),
                "nothing is compressed, so nothing can grow");
    }

    @Test
    void aTextInSeveralFramesIsOne() throws Exception {
        open(relay.address(), Optional.empty());
        FakeRelay.Client other = relay.client();
        assertEquals("opened", next());
        other.frame(1, "on".getBytes(StandardCharsets.UTF_8));
        other.frame(0x80, "e".getBytes(StandardCharsets.UTF_8));
        assertEquals("text one", next());
    }

    @Test
    void aPingIsAnsweredAndAsksForNoMore() throws Exception {
        WebSocketClient.Connection connection = open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        connection.ping();
        assertEquals("alive", next());
        assertEquals(List.of(), relay.texts());
    }

    @Test
    void theGreetingIsAllThatIsSaid() throws Exception {
        open(relay.address(), Optional.of("hello"));
        assertEquals("opened", next());
        FakeRelay.Client other = relay.client();
        other.text("one");
        assertEquals("text one", next());
        for (int i = 0; i < 200 && relay.texts().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(List.of("hello"), relay.texts());
    }

    @Test
    void theEndIsToldOnce() throws Exception {
        open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        relay.client().drop();
        assertEquals("closed the connection was closed", next());
        assertEquals(null, told.poll(100, TimeUnit.MILLISECONDS));
    }

    @Test
    void aMessageThatIsTooLongEndsIt() throws Exception {
        open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        relay.client().frame(0x81, new byte[100_001]);
        assertEquals("closed a message is longer than 100000 bytes", next());
        open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        FakeRelay.Client other = relay.client();
        for (int i = 0; i < 3; i++) {
            other.frame(i == 0 ? 1 : 0, new byte[40_000]);
        }
        assertEquals("closed a message is longer than 100000 bytes", next());
    }

    @Test
    void whatIsNoWebSocketIsRefused() throws Exception {
        relay.refuseWith("HTTP/1.1 404 Not here\r\nContent-Length: 0\r\n\r\n");
        open(relay.address(), Optional.empty());
        String refused = next();
        assertTrue(refused.startsWith("closed no WebSocket at " + relay.address().hostAndPort()), refused);
        relay.refuseWith("hello, I am a mail server\r\n");
        open(relay.address(), Optional.empty());
        refused = next();
        assertTrue(refused.startsWith("closed no WebSocket at "), refused);
    }

    @Test
    void whereNobodyListensThereIsNone() throws Exception {
        ServerAddress address = relay.address();
        relay.close();
        open(address, Optional.empty());
        String none = next();
        assertTrue(none.startsWith("closed no connection to " + address.hostAndPort()), none);
    }

    @Test
    void oneThatIsClosedTellsNothingMore() throws Exception {
        WebSocketClient.Connection connection = open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        FakeRelay.Client other = relay.client();
        connection.close();
        connection.close();
        connection.ping();
        for (int i = 0; i < 200 && !isGone(other); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(isGone(other), "the other side sees its end");
        assertEquals(null, told.poll());
    }

    private static boolean isGone(FakeRelay.Client other) {
        try {
            other.text("are you there?");
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    @Test
    void whenTheClientIsClosedSoIsAll() throws Exception {
        open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        client.close();
        assertTrue(next().startsWith("closed "));
        open(relay.address(), Optional.empty());
        assertTrue(next().startsWith("closed "));
    }

    /** A client's end that comes while its thread is at something: Netty would leave the connection open then. */
    @Test
    void isClosedByAListenerAndTellsTheOthers() throws Exception {
        open(relay.address(), Optional.empty());
        assertEquals("opened", next());
        FakeRelay.Client first = relay.client();
        client.open(relay.address(), Optional.empty(), LIMITS, new WebSocketClient.Listener() {
            @Override
            public void opened() {
                told.add("opened");
            }

            @Override
            public void text(String text) { }

            @Override
            public void alive() { }

            @Override
            public void closed(String why) {
                client.close();
            }
        });
        assertEquals("opened", next());
        relay.client().drop();
        assertTrue(next().startsWith("closed "), "told of its end");
        for (int i = 0; i < 200 && !isGone(first); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(isGone(first), "the other side sees its end");
    }
}
