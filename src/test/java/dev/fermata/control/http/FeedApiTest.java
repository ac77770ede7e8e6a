package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients tell of a live stream, over POST and over a WebSocket. */
@Timeout(60)
class FeedApiTest {
    private static final String GIFT = "{\"kind\":\"gift\",\"id\":\"m1\",\"feed\":\"deck\",\"user_id\":\"7\",\"user\":\"Ann\","
            + "\"level\":12,\"special\":true,\"gift\":\"rose\",\"count\":3,\"value\":30}";
    private static final StreamMessage TOLD = new StreamMessage("m1", StreamKind.GIFT, "deck",
            new Viewer("7", "Ann", 12, true), "", "rose", 3, 30);

    private final TestServer server = new TestServer();
    private final FakeStream stream = new FakeStream();

    @BeforeEach
    void answer() {
        server.stream = stream;
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private StreamMessage next() throws InterruptedException {
        return stream.told.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsPostedIsTold() throws Exception {
        HttpResponse<String> answer = server.post("/feed", GIFT);
        assertEquals(202, answer.statusCode());
        assertTrue(answer.body().contains("\"number\":1"), answer.body());
        assertEquals(TOLD, next());
        server.post("/feed", "{\"kind\":\"chat\",\"text\":\"hi\\nthere\"}");
        assertEquals(new StreamMessage("", StreamKind.CHAT, "api", new Viewer("", "", 0, false), "hi\nthere", "", 1, 0),
                next());
    }

    @Test
    void whatCannotBeTakenIsRefusedWithWhatWasExpected() throws Exception {
        for (String odd : List.of("{}", "{\"kind\":\"comment\"}", "{\"kind\":\"chat\",\"txt\":\"x\"}",
                "{\"kind\":\"gift\",\"count\":-1}", "{\"kind\":\"chat\",\"text\":5}", "{\"kind\":\"chat\",\"feed\":\"a b\"}",
                "{\"kind\":\"chat\",\"text\":\"" + "x".repeat(2_001) + "\"}", "[]", "{", "{\"kind\":\"chat\",\"kind\":\"gift\"}")) {
            HttpResponse<String> answer = server.post("/feed", odd);
            assertEquals(400, answer.statusCode(), odd);
            assertTrue(answer.body().contains("\"expected\""), answer.body());
        }
        assertEquals(null, stream.told.poll());
    }

    @Test
    void whereViewersAreNotAnsweredItSaysWhatWould() throws Exception {
        server.stream = null;
        for (HttpResponse<String> answer : List.of(server.post("/feed", GIFT), server.get("/stream"))) {
            assertEquals(409, answer.statusCode());
            assertTrue(answer.body().contains("stream.on"), answer.body());
        }
    }

    @Test
    void moreThanAnybodyCouldListenToIsRefused() throws Exception {
        stream.tooMuch = true;
        HttpResponse<String> answer = server.post("/feed", GIFT);
        assertEquals(429, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("retry-after").orElseThrow());
    }

    @Test
    void howItStandsIsToldInFull() throws Exception {
        String answer = server.get("/stream").body();
        for (String part : List.of("\"silent\":\"speech.engine is off\"", "\"name\":\"douyin\"", "\"came\":{\"chat\":7}",
                "\"dropped\":{\"rate\":2}", "\"wait_p99_ms\":2", "\"refused\":4", "\"scripts\":2")) {
            assertTrue(answer.contains(part), part + " in " + answer);
        }
    }

    private final class Client implements WebSocket.Listener {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/feed"), this).join();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heard.add(part.toString());
            return WebSocket.Listener.super.onText(from, part, last);
        }
    }

    @Test
    void overAWebSocketOnlyWhatCannotBeTakenIsAnswered() throws Exception {
        Client client = new Client();
        client.socket.sendText(GIFT, true).join();
        client.socket.sendText("{\"kind\":\"comment\"}", true).join();
        client.socket.sendText("{\"kind\":\"follow\",\"user\":\"Bob\"}", true).join();
        assertEquals(TOLD, next());
        assertEquals("Bob", next().viewer().name());
        String error = client.heard.poll(10, TimeUnit.SECONDS);
        assertTrue(error.startsWith("{\"type\":\"error\",\"error\":\"bad_value\""), error);
        assertEquals(null, client.heard.poll());
        stream.tooMuch = true;
        client.socket.sendText(GIFT, true).join();
        error = client.heard.poll(10, TimeUnit.SECONDS);
        assertTrue(error.contains("too_many_changes"), error);
    }
}
