package dev.fermata.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server may answer, and what becomes of it. */
@Timeout(60)
class HttpClientTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(60);

    private final HttpClient client = new HttpClient("test-http");
    private RawServer server;

    @AfterEach
    void close() throws IOException {
        client.close();
        if (server != null) {
            server.close();
        }
    }

    private static HttpLimits limits(Duration firstByte, Duration idle, Duration total) {
        return new HttpLimits(LONG, firstByte, idle, total, 100_000);
    }

    private HttpAnswer ask(HttpLimits limits, RawServer.Handler handler) throws Exception {
        server = new RawServer(handler);
        return client.ask(new HttpRequest(HttpRequest.Method.POST, server.address(), "/tts?x=1",
                Map.of("X-Key", "k"), "{\"text\": \"你好\"}".getBytes(StandardCharsets.UTF_8)), limits);
    }

    private HttpException failure(HttpLimits limits, RawServer.Handler handler) {
        return assertThrows(HttpException.class, () -> ask(limits, handler));
    }

    private HttpException failure(RawServer.Handler handler) {
        return failure(limits(LONG, LONG, LONG), handler);
    }

    @Test
    void asksAndTakesTheWholeAnswerHoweverItIsSent() throws Exception {
        byte[] body = "sound".getBytes(StandardCharsets.ISO_8859_1);
        HttpAnswer whole = ask(limits(LONG, LONG, LONG), (asked, to) -> to.answer(200, "audio/wav", body));
        assertEquals(200, whole.status());
        assertArrayEquals(body, whole.body());
        RawServer.Asked asked = server.asked().take();
        assertEquals("POST /tts?x=1 k close {\"text\": \"你好\"}", asked.method() + " " + asked.path() + " "
                + asked.headers().get("x-key") + " " + asked.headers().get("connection") + " " + asked.body());
        server.close();
        assertArrayEquals(body, ask(limits(LONG, LONG, LONG), (request, to) -> {
            to.write("HTTP/1.1 100 Continue\r\n\r\n");
            to.begin("audio/wav");
            to.part("so".getBytes(StandardCharsets.ISO_8859_1));
            to.part("und".getBytes(StandardCharsets.ISO_8859_1));
            to.end();
        }).body());
        server.close();
        assertArrayEquals(body, ask(limits(LONG, LONG, LONG), (request, to) ->
                to.write("HTTP/1.0 200 OK\r\n\r\nsound")).body());
        server.close();
        HttpAnswer redirect = ask(limits(LONG, LONG, LONG), (request, to) ->
                to.write("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(302, redirect.status());
    }

    @Test
    void whatIsCutOffIsNoAnswer() {
        HttpException length = failure((asked, to) ->
                to.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsound"));
        assertEquals(HttpException.Kind.BROKEN, length.kind());
        assertTrue(length.getMessage().startsWith("the answer was cut off after 5 bytes"), length.getMessage());
        HttpException parts = failure((asked, to) -> {
            to.begin("audio/wav");
            to.part(new byte[7]);
        });
        assertEquals(HttpException.Kind.BROKEN, parts.kind());
        HttpException reset = failure((asked, to) -> {
            to.begin("audio/wav");
            to.part(new byte[7]);
            to.reset();
        });
        assertEquals(HttpException.Kind.BROKEN, reset.kind());
        assertEquals(HttpException.Kind.UNREACHABLE, failure((asked, to) -> to.reset()).kind());
        assertEquals(HttpException.Kind.UNREACHABLE, failure((asked, to) -> { }).kind());
        assertEquals(HttpException.Kind.BROKEN, failure((asked, to) -> to.write("SSH-2.0-x\r\n\r\n")).kind());
    }

    @Test
    void anAnswerMayTakeNoLongerThanItsLimits() {
        HttpException none = failure(limits(SHORT, LONG, LONG), (asked, to) -> {
            to.begin("audio/wav");
            to.awaitClose();
        });
        assertEquals("SLOW nothing of an answer came within 60 ms", none.kind() + " " + none.getMessage());
        HttpException stalled = failure(limits(LONG, SHORT, LONG), (asked, to) -> {
            to.begin("audio/wav");
            to.part(new byte[100]);
            to.awaitClose();
        });
        assertEquals("SLOW the answer stopped after 100 bytes, for 60 ms", stalled.kind() + " "
                + stalled.getMessage());
        HttpException endless = failure(limits(LONG, LONG, SHORT), (asked, to) -> {
            to.begin("audio/wav");
            while (true) {
                to.part(new byte[1]);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        });
        assertEquals("SLOW the answer was not whole within 60 ms", endless.kind() + " " + endless.getMessage());
    }

    @Test
    void anAnswerMayBeNoLargerThanItsLimit() {
        HttpException told = failure((asked, to) ->
                to.write("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n"));
        assertEquals("BROKEN the answer is larger than 100000 bytes", told.kind() + " " + told.getMessage());
        HttpException untold = failure((asked, to) -> {
            to.begin("audio/wav");
            while (true) {
                to.part(new byte[10_000]);
            }
        });
        assertEquals("BROKEN the answer is larger than 100000 bytes", untold.kind() + " " + untold.getMessage());
        HttpException head = failure((asked, to) -> {
            to.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                to.write("X-More: and more\r\n");
            }
        });
        assertEquals(HttpException.Kind.BROKEN, head.kind());
    }

    @Test
    void aServerThatIsNotThereIsToldAtOnce() throws Exception {
        ServerAddress nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = ServerAddress.of("http://127.0.0.1:" + free.getLocalPort()).orElseThrow();
        }
        HttpException refused = assertThrows(HttpException.class, () -> client.ask(
                HttpRequest.get(nobody, "/", Map.of()), limits(LONG, LONG, LONG)));
        assertEquals(HttpException.Kind.UNREACHABLE, refused.kind());
        assertTrue(refused.getMessage().startsWith("no connection to " + nobody.hostAndPort()), refused.getMessage());
        HttpException unknown = assertThrows(HttpException.class, () -> client.ask(HttpRequest.get(
                ServerAddress.of("http://no-such-host.invalid").orElseThrow(), "/", Map.of()),
                limits(LONG, LONG, LONG)));
        assertEquals(HttpException.Kind.UNREACHABLE, unknown.kind());
    }

    /** What speaks TLS to a server that does not, or is not known, sends it nothing. */
    @Test
    void nothingIsSentBeforeTheServerIsKnown() throws Exception {
        server = new RawServer((asked, to) -> to.answer(200, "text/plain", new byte[1]));
        ServerAddress secure = new ServerAddress(true, server.address().host(), server.address().port(), "");
        HttpException told = assertThrows(HttpException.class, () -> client.ask(
                HttpRequest.get(secure, "/", Map.of("Authorization", "secret")),
                new HttpLimits(Duration.ofMillis(150), LONG, LONG, LONG, 100)));
        assertEquals(HttpException.Kind.UNREACHABLE, told.kind());
        assertTrue(server.asked().stream().noneMatch(each -> each.toString().contains("secret")));
    }

    @Test
    void whoIsInterruptedClosesTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread asking = new Thread(() -> {
            try {
                ask(limits(LONG, LONG, LONG), (request, to) -> {
                    asked.countDown();
                    to.awaitClose();
                    closed.countDown();
                });
            } catch (InterruptedException e) {
                interrupted.set(true);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        asking.start();
        assertTrue(asked.await(20, TimeUnit.SECONDS));
        asking.interrupt();
        asking.join();
        assertTrue(interrupted.get());
        assertTrue(closed.await(20, TimeUnit.SECONDS), "the server sees the end");
    }
}
