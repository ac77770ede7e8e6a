package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.time.SystemClock;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an endpoint gets that answers with a WebSocket. */
@Timeout(60)
class WebSocketTest {
    private static final Limits LIMITS = new Limits(8, 16_384, 1_000, Duration.ofSeconds(5), Duration.ofMillis(300),
            Duration.ofSeconds(5), Duration.ofSeconds(15));
    private static final String HANDSHAKE = "GET /echo HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\n";

    private static final byte[] CLOSE_FRAME = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private HttpServer server;

    /** Serves one path, which says back what it is told. */
    private static final class EchoHandler implements RequestHandler {
        @Override
        public void handle(Request request, Consumer<Response> answer) {
            answer.accept(request.path().equals("/echo") ? Response.webSocket(new Echo())
                    : Response.of(200, "text/plain", "plain"));
        }

        @Override
        public Response refuse(Refusal refusal) {
            return Response.of(refusal.status(), "text/plain", refusal.code()).with(refusal.headers());
        }
    }

    private static final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            if (frame.text().equals("fail")) {
                throw new IllegalStateException("the endpoint is broken");
            }
            context.writeAndFlush(new TextWebSocketFrame("echo " + frame.text()));
        }
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            heard.add("pong " + StandardCharsets.US_ASCII.decode(message));
            return WebSocket.Listener.super.onPong(socket, message);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            heard.add("close " + status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            heard.add("gone");
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = new HttpServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new HttpService(LIMITS, ours -> new EchoHandler(), new SystemClock(), failures::add));
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), failures);
    }

    private WebSocket open() {
        return HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(
                URI.create("ws://127.0.0.1:" + server.address().getPort() + "/echo"), new Listener()).join();
    }

    private String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private void connections(int count) {
        await().until(() -> server.loop().orElseThrow().connections().count() == count);
    }

    @Test
    void framesAreExchangedPingsAnsweredAndTheEndIsTold() throws Exception {
        WebSocket socket = open();
        socket.sendText("one", true).join();
        socket.sendText("two", true).join();
        assertEquals("echo one", next());
        assertEquals("echo two", next());
        socket.sendPing(ByteBuffer.wrap(new byte[] {'!'})).join();
        assertEquals("pong !", next());
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals("close 1000", next());
        connections(0);
    }

    @Test
    void itIsNeitherIdleNorShed() throws Exception {
        WebSocket socket = open();
        List<Socket> hogs = new ArrayList<>();
        for (int i = 0; i < 3 * LIMITS.connections(); i++) {
            hogs.add(new Socket(server.address().getAddress(), server.address().getPort()));
        }
        for (Socket hog : hogs) {
            assertEquals(-1, hog.getInputStream().read(), "idle or shed");
            hog.close();
        }
        socket.sendText("still here", true).join();
        assertEquals("echo still here", next());
        socket.abort();
        connections(0);
    }

    @Test
    void aFrameIsNoLongerThanABody() throws Exception {
        WebSocket socket = open();
        socket.sendText("x".repeat(LIMITS.bodyBytes()), true).join();
        assertEquals("echo " + "x".repeat(LIMITS.bodyBytes()), next());
        socket.sendText("x".repeat(LIMITS.bodyBytes() + 1), true);
        assertEquals("close 1009", next(), "too big");
        connections(0);
    }

    @Test
    void aFailureOfTheEndpointEndsItAndIsTold() throws Exception {
        open().sendText("fail", true).join();
        assertEquals("close 1000", next());
        assertEquals("the endpoint is broken", failures.get(0).getMessage());
        failures.clear();
        connections(0);
    }

    @Test
    void whatAsksForNoWebSocketIsRefusedAndTheConnectionClosed() throws Exception {
        String plain = raw("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(plain.startsWith("HTTP/1.1 400 ") && plain.contains("Connection: close\r\n")
                && plain.endsWith("malformed_request"), plain);
        assertTrue(raw(HANDSHAKE + "Sec-WebSocket-Version: 8\r\n\r\n").endsWith("malformed_request"));
        assertTrue(raw(HANDSHAKE + "Sec-WebSocket-Version: 13\r\n\r\n").startsWith("HTTP/1.1 400 "), "without a key");
        String other = raw(HANDSHAKE.replace("/echo", "/other").replace("Upgrade\r\n", "close\r\n")
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        assertTrue(other.startsWith("HTTP/1.1 200 ") && other.endsWith("plain"), other);
        connections(0);
    }

    @Test
    void noRequestIsServedBehindTheHandshake() throws Exception {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((HANDSHAKE + "Sec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\nGET /other HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answered = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 101", answered);
            socket.getOutputStream().write(CLOSE_FRAME);
            String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals(-1, rest.indexOf("HTTP/1.1"), rest);
        }
    }
}
