package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.listen.ClientSessions;
import dev.fermata.segment.SegmentLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of {@code /session} send, and what they are told. */
@Timeout(60)
class SessionApiTest {
    private static final String SESSION = "\"session_id\":\"s\"";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    /** A client, and what it has heard. */
    private final class Client implements WebSocket.Listener {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final StringBuilder text = new StringBuilder();
        final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/session"), this).join();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(text.toString().strip());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, part, last);
        }

        void send(String message) {
            socket.sendText(message.replace("SESSION", SESSION), true).join();
        }

        void chunk(long at, int bytes, String more) {
            send("{\"type\":\"audio_chunk\",SESSION,\"trace_id\":\"t\",\"ts_ms\":" + at + ",\"duration_ms\":50,\"data\":\""
                    + Base64.getEncoder().encodeToString(new byte[bytes]) + "\"" + more + "}");
        }

        String next() throws InterruptedException {
            String next = heard.poll(10, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        }

        /** What is answered to a question that changes nothing, so that what came before it has been answered too. */
        String state() throws InterruptedException {
            send("{\"type\":\"session_resume\",SESSION,\"after_segment\":1000}");
            return next();
        }
    }

    private static String segment(int number, String reason, int start, int end, int length, int bytes, int first,
            int last) {
        return "{\"type\":\"segment\"," + SESSION + ",\"trace_id\":\"t\",\"segment\":" + number + ",\"reason\":\"" + reason
                + "\",\"start_ms\":" + start + ",\"end_ms\":" + end + ",\"duration_ms\":" + length + ",\"bytes\":" + bytes
                + ",\"first_chunk\":" + first + ",\"last_chunk\":" + last + "}";
    }

    @Test
    void aSegmentIsToldWithItsReasonTimesAndBytes() throws Exception {
        Client client = new Client();
        client.chunk(1_000, 10, "");
        client.chunk(1_050, 20, ",\"is_final\":true");
        client.chunk(2_000, 30, "");
        client.chunk(5_051, 40, "");
        assertEquals(segment(1, "IS_FINAL", 1_000, 1_100, 100, 30, 1, 2), client.next());
        assertEquals(segment(2, "PAUSE", 2_000, 2_050, 50, 30, 3, 3), client.next());
        client.send("{\"type\":\"session_end\",SESSION,\"trace_id\":\"t\"}");
        assertEquals(segment(3, "IS_FINAL", 5_051, 5_101, 50, 40, 4, 4), client.next());
        assertEquals("{\"type\":\"session_ended\"," + SESSION + ",\"chunks\":4,\"segments\":3}", client.next());
    }

    @Test
    void soundMayFollowAsABinaryFrame() throws Exception {
        Client client = new Client();
        client.chunk(0, 3, ",\"binary\":true");
        assertTrue(client.next().contains("field_does_not_apply"));
        client.send("{\"type\":\"audio_chunk\",SESSION,\"trace_id\":\"t\",\"ts_ms\":0,\"duration_ms\":20,\"binary\":true,"
                + "\"is_final\":true}");
        client.socket.sendBinary(ByteBuffer.wrap(new byte[640]), true).join();
        assertEquals(segment(1, "IS_FINAL", 0, 20, 20, 640, 1, 1), client.next());
        client.socket.sendBinary(ByteBuffer.wrap(new byte[1]), true).join();
        assertTrue(client.next().contains("binary_unasked"));
    }

    @Test
    void aChunkWhoseSoundDoesNotComeIsToldAndWhatComesInsteadIsTaken() throws Exception {
        Client client = new Client();
        client.send("{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":0,\"duration_ms\":20,\"binary\":true}");
        client.chunk(0, 10, "");
        assertTrue(client.next().contains("\"error\":\"binary_missing\""));
        assertTrue(client.state().contains("\"chunks\":1"));
    }

    @Test
    void aMessageMayComeInParts() throws Exception {
        Client client = new Client();
        client.socket.sendText("{\"type\":\"session_res", false).join();
        client.socket.sendText("ume\"," + SESSION + "}", true).join();
        assertEquals("{\"type\":\"session\"," + SESSION + ",\"chunks\":0,\"segments\":0}", client.next());
    }

    @Test
    void playbackIsNoPauseAndItsEndTellsFromWhenOnToSend() throws Exception {
        Client client = new Client();
        client.chunk(0, 10, "");
        client.send("{\"type\":\"tts_play_started\",SESSION,\"group_id\":\"g\",\"ts_start_ms\":100,\"tts_duration_ms\":9000}");
        client.chunk(6_000, 10, "");
        client.send("{\"type\":\"tts_play_ended\",SESSION,\"trace_id\":\"t\",\"group_id\":\"g\",\"ts_end_ms\":9000}");
        assertEquals("{\"type\":\"playback_ended\"," + SESSION
                + ",\"trace_id\":\"t\",\"group_id\":\"g\",\"send_from_ms\":9500}", client.next());
        client.chunk(9_500, 10, "");
        assertTrue(client.state().contains("\"chunks\":3,\"segments\":0"));
    }

    @Test
    void afterAReconnectNothingIsLostOrTwice() throws Exception {
        server.segments = new SegmentLimits(Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofMillis(50),
                500_000, Duration.ZERO, Duration.ZERO);
        Client client = new Client();
        client.chunk(0, 10, ",\"seq\":1,\"is_final\":true");
        client.chunk(50, 10, ",\"seq\":2");
        assertEquals(segment(1, "IS_FINAL", 0, 50, 50, 10, 1, 1), client.next());
        client.socket.abort();
        Client looks = new Client();
        await().until(() -> looks.state().contains("\"segments\":2"));
        looks.socket.abort();
        Client again = new Client();
        String state = again.state();
        assertTrue(state.contains("\"chunks\":2"));
        again.send("{\"type\":\"session_resume\",SESSION,\"after_segment\":1}");
        assertEquals(state, again.next());
        assertEquals(segment(2, "TIMEOUT", 50, 100, 50, 10, 2, 2), again.next());
        again.chunk(50, 10, ",\"seq\":2");
        assertEquals(state, again.next(), "it was there already");
        again.chunk(100, 10, ",\"seq\":3");
        assertTrue(again.next().contains("\"first_chunk\":3,\"last_chunk\":3"));
    }

    @Test
    void theEndOfPlaybackHasTheTimeoutCountFromThenOn() throws Exception {
        server.segments = new SegmentLimits(Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofMillis(100),
                500_000, Duration.ZERO, Duration.ZERO);
        Client client = new Client();
        client.send("{\"type\":\"tts_play_started\",SESSION,\"group_id\":\"g\",\"ts_start_ms\":0,"
                + "\"tts_duration_ms\":600000}");
        client.chunk(0, 10, "");
        client.send("{\"type\":\"tts_play_ended\",SESSION,\"group_id\":\"g\",\"ts_end_ms\":100}");
        assertTrue(client.next().contains("playback_ended"));
        assertTrue(client.next().contains("\"reason\":\"TIMEOUT\""));
    }

    @Test
    void aNumberBeforeWhichOthersAreMissingIsRefused() throws Exception {
        Client client = new Client();
        client.chunk(0, 10, ",\"seq\":2");
        assertTrue(client.next().contains("\"expected\":\"seq = 1\""));
        client.chunk(0, 10, ",\"seq\":1");
        assertTrue(client.state().contains("\"chunks\":1"));
    }

    @Test
    @Tag("proof")
    void someConnectionsAreLeftForOthers() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < Limits.defaults().connections() - 32; i++) {
            clients.add(new Client());
        }
        assertThrows(CompletionException.class, Client::new);
        assertEquals(200, server.get("/healthz").statusCode());
        clients.get(0).socket.abort();
        await().ignoreExceptions().until(() -> new Client().state().contains("session"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "x|malformed_json", "[]|wrong_type", "{}|missing_field", "{\"type\":\"x\"}|bad_value", "{\"type\":5}|wrong_type",
        "{\"type\":\"audio_chunk\"}|missing_field",
        "{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":0}|missing_field",
        "{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":0,\"data\":\"AAAA\"}|missing_field",
        "{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":0,\"duration_ms\":1,\"data\":\"?\"}|bad_value",
        "{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":-1}|out_of_range",
        "{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":\"0\"}|wrong_type",
        "{\"type\":\"audio_chunk\",SESSION,\"ts_ms\":0,\"ts_ms\":0,\"is_final\":true}|duplicate_field",
        "{\"type\":\"audio_chunk\",\"session_id\":\"a b\",\"ts_ms\":0}|bad_value",
        "{\"type\":\"tts_play_ended\",SESSION,\"group_id\":\"g\",\"ts_ms\":0}|unknown_field",
        "{\"type\":\"tts_play_started\",SESSION,\"group_id\":\"g\",\"ts_start_ms\":0,\"tts_duration_ms\":1e99}|wrong_type"})
    void whatIsWrongIsAnsweredAndTheNextIsTaken(String message, String code) throws Exception {
        Client client = new Client();
        client.send(message);
        String answer = client.next();
        assertTrue(answer.startsWith("{\"type\":\"error\",\"error\":\"" + code + "\",") && answer.contains("\"expected\":\""),
                answer);
        assertTrue(client.state().contains("\"chunks\":0"));
    }

    @Test
    @Tag("long")
    void anythingAtAllIsAnswered() throws Exception {
        Client client = new Client();
        Random random = new Random(7);
        String[] parts = {"{", "}", "\"type\"", ":", ",", "\"audio_chunk\"", SESSION, "\"ts_ms\"", "0", "1e9", "\"data\"",
            "\"AAAA\"", "true", "\"is_final\"", "null", "[", "]", "\"\\ud800\"", "\u0000", "\"session_resume\""};
        for (int i = 0; i < 2_000; i++) {
            StringBuilder message = new StringBuilder();
            for (int part = random.nextInt(14); part >= 0; part--) {
                message.append(parts[random.nextInt(parts.length)]);
            }
            client.send(message.toString());
            assertTrue(client.next().startsWith("{\"type\":\""));
        }
    }

    @Test
    void thereAreOnlySoManySessions() throws Exception {
        Client client = new Client();
        for (int i = 0; i < ClientSessions.MOST; i++) {
            client.send("{\"type\":\"session_resume\",\"session_id\":\"" + i + "\"}");
            assertTrue(client.next().startsWith("{\"type\":\"session\""));
        }
        client.send("{\"type\":\"session_resume\",SESSION}");
        assertTrue(client.next().contains("too_many_sessions"));
        client.send("{\"type\":\"session_end\",\"session_id\":\"7\"}");
        assertTrue(client.next().contains("session_ended"));
        assertTrue(client.state().contains("\"chunks\":0"));
    }

    @Test
    void pagesOfOtherSitesAndPlainRequestsAreRefused() {
        CompletionException foreign = assertThrows(CompletionException.class, () -> HttpClient.newHttpClient()
                .newWebSocketBuilder().header("Sec-Fetch-Site", "cross-site")
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/session"), new WebSocket.Listener() { })
                .join());
        assertTrue(foreign.getCause().toString().contains("WebSocketHandshakeException"), foreign::toString);
        assertEquals(400, server.get("/session").statusCode());
    }
}
