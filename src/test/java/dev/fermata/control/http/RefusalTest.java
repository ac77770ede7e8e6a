package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.control.FakePlay;
import dev.fermata.control.Studios;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.SystemClock;
import dev.fermata.user.SocketOwners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not served, and that the answer says what would have been. */
@Tag("long")
@Timeout(60)
class RefusalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "0123456789abcdefXYZ";

    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        assertEquals(List.of(), server.agent.holders(), "a refused request changes nothing");
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private JsonNode refused(int status, String error, HttpResponse<String> response) throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        return checked(error, response.body());
    }

    private static JsonNode checked(String error, String body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        assertEquals(error, answer.get("error").asText(), body);
        assertFalse(answer.get("message").asText().isEmpty());
        assertFalse(answer.get("expected").asText().isEmpty());
        return answer;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "malformed_json | {",
        "malformed_json | {\"action\":}",
        "malformed_json | {\"action\":\"pause\"} {}",
        "malformed_json | {'action':'pause'}",
        "malformed_json | {\"action\":\"pause\",}",
        "malformed_json | {\"action\":\"\\ud800\"}",
        "malformed_json | {\"action\":\"pause\",\"reason\":\"a\\udc00\"}",
        "malformed_json | nonsense",
        "wrong_type | []",
        "wrong_type | \"pause\"",
        "wrong_type | null",
        "wrong_type | 7",
        "wrong_type | {\"action\":7}",
        "wrong_type | {\"action\":null}",
        "wrong_type | {\"action\":[\"pause\"]}",
        "wrong_type | {\"action\":\"pause\",\"sessionid\":\"123456\"}",
        "wrong_type | {\"action\":\"pause\",\"sessionid\":123456.0}",
        "wrong_type | {\"action\":\"pause\",\"sessionid\":1e400}",
        "out_of_range | {\"action\":\"pause\",\"sessionid\":99999999999999999999}",
        "wrong_type | {\"action\":\"resume\",\"all\":\"yes\"}",
        "wrong_type | {\"action\":\"pause\",\"lease_ms\":{\"a\":{\"b\":1}}}",
        "out_of_range | {\"action\":\"pause\",\"lease_ms\":0}",
        "out_of_range | {\"action\":\"pause\",\"lease_ms\":-5}",
        "out_of_range | {\"action\":\"pause\",\"lease_ms\":86400001}",
        "unknown_action | {\"action\":\"destroy\"}",
        "unknown_action | {\"action\":\"PAUSE\"}",
        "unknown_field | {\"action\":\"pause\",\"leese_ms\":5}",
        "unknown_field | {\"action\":\"pause\",\"\\u0000\":5}",
        "duplicate_field | {\"action\":\"pause\",\"action\":\"resume\"}",
        "missing_field | {}",
        "missing_field | {\"sessionid\":123456}",
        "bad_value | {\"action\":\"pause\",\"client\":\"\"}",
        "bad_value | {\"action\":\"pause\",\"client\":\"a b\"}",
        "bad_value | {\"action\":\"pause\",\"client\":\"../x\"}",
        "bad_value | {\"action\":\"pause\",\"reason\":\"two\\nlines\"}",
        "bad_value | {\"action\":\"pause\",\"reason\":\"\\u202egnp.exe\"}",
        "bad_value | {\"action\":\"pause\",\"reason\":\"\\u2066x\"}",
        "bad_value | {\"action\":\"pause\",\"reason\":\"a\\u2028b\"}",
        "bad_value | {\"action\":\"pause\",\"reason\":\"\\u009b2J\"}",
        "bad_value | {\"action\":\"pause\",\"mode\":\"sudden\"}",
        "field_does_not_apply | {\"action\":\"pause\",\"all\":true}",
        "field_does_not_apply | {\"action\":\"resume\",\"lease_ms\":5}",
        "field_does_not_apply | {\"action\":\"resume\",\"mode\":\"graceful\"}",
    })
    void saysWhatIsWrongWithTheBody(String error, String body) throws IOException {
        refused(400, error, server.post("/pause_control", body));
    }

    @Test
    void helpsWithMistypedFieldsAndNamesTheKnownSession() throws IOException {
        assertTrue(refused(400, "unknown_field", server.post("/pause_control", "{\"action\":\"pause\",\"leese_ms\":5}"))
                .get("message").asText().contains("did you mean lease_ms?"));
        JsonNode session = refused(404, "unknown_session",
                server.post("/pause_control", "{\"sessionid\":7,\"action\":\"pause\"}"));
        assertEquals(123_456, session.get("known").asInt());
        assertTrue(session.get("message").asText().contains("123456"));
        refused(404, "unknown_session", server.post("/pause_status", "{\"sessionid\":7}"));
        JsonNode place = refused(400, "malformed_json", server.post("/pause_control", "{\n  \"action\": oops}"));
        assertEquals(2, place.get("line").asInt());
    }

    /** No message names what reads the bodies: its classes, tokens and settings mean nothing to a client. */
    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"action\":}", "{\"action\":\"pause\",}", "nonsense", "{'a':1}", "{\"a\" 1}",
        "{\"action\":\"pa", "{\"action\":01}", "{\"action\":\"a\tb\"}", "{\"action\":\"\\x\"}",
        "{\"action\":NaN}", "LONG"})
    void speaksItsOwnWordsAboutWhatIsNotJson(String body) throws IOException {
        String message = refused(400, "malformed_json", server.post("/pause_control",
                body.equals("LONG") ? "{\"action\":\"" + "x".repeat(20_000) + "\"}" : body)).get("message").asText();
        assertTrue(message.matches("[a-z ]+JSON[a-z ]*|a name, text or number in the body is too long, or it is "
                + "nested too deeply"), message);
    }

    @Test
    void refusesEndlessNestingAndNamesAndInvalidUtf8() throws IOException {
        refused(400, "malformed_json", server.post("/pause_control", "[".repeat(60_000)));
        refused(400, "wrong_type", server.post("/pause_control", "[[1]]"));
        refused(400, "malformed_json", server.post("/pause_control", "{\"action\":".repeat(6_000)));
        refused(400, "wrong_type", server.post("/pause_control", "{\"action\":{\"action\":1}}"));
        refused(400, "unknown_field", server.post("/pause_control", "{\"" + "a".repeat(200) + "\":1}"));
        assertEquals(400, server.post("/pause_control", "{\"" + "a".repeat(60_000) + "\":1}").statusCode());
        assertEquals(400, server.post("/pause_control", "{\"sessionid\":" + "9".repeat(60_000) + "}").statusCode());
        refused(400, "malformed_json", server.send(server.request("/pause_control")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"'})).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "qq", "q,,w", "delay", "delay-5", "delay99999999", "u:q", "delay100", "q+q", "shift+"})
    void saysWhatIsWrongWithKeys(String keys) throws IOException {
        refused(400, "bad_keys", server.post("/actions", "{\"keys\":\"" + keys + "\"}"));
    }

    @Test
    void saysWhatIsWrongWithAnAction() throws IOException {
        refused(400, "bad_value", server.post("/actions", "{\"keys\":\"q\",\"lane\":\"fast\"}"));
        refused(400, "bad_value", server.post("/actions", "{\"keys\":\"" + "q,".repeat(3_000) + "q\"}"));
        refused(400, "bad_keys", server.post("/actions", "{\"keys\":\"" + "q,".repeat(300) + "q\"}"));
        refused(400, "missing_field", server.post("/actions", "{}"));
        assertEquals(List.of(), server.agent.calls());
    }

    @Test
    void saysWhatIsWrongWithATake() throws IOException {
        JsonNode wrong = refused(400, "bad_take", server.post("/actions", "{\"take\":\"fermata take 1\\n0 down qq\\n1 up\"}"));
        assertEquals("[\"take:2:8: 'qq' is not a key\",\"take:3:5: it does not say which key\"]",
                wrong.get("problems").toString());
        String q = "\"fermata take 1\\n0 down q\\n5000 up q\"";
        refused(400, "bad_take", server.post("/actions", "{\"take\":\"\"}"));
        refused(400, "bad_take", server.post("/actions", "{\"take\":\"fermata take 1\"}"));
        refused(400, "out_of_range", server.post("/actions", "{\"take\":" + q + ",\"speed\":0.05}"));
        refused(400, "out_of_range", server.post("/actions", "{\"take\":" + q + ",\"times\":1001}"));
        refused(400, "out_of_range", server.post("/actions", "{\"take\":" + q + ",\"from_ms\":6}"));
        refused(400, "field_does_not_apply", server.post("/actions", "{\"take\":" + q + ",\"keys\":\"q\"}"));
        refused(400, "field_does_not_apply", server.post("/actions", "{\"keys\":\"q\",\"speed\":2}"));
        String much = "0 wheel 1\\n".repeat(1_001);
        refused(400, "out_of_range", server.post("/actions", "{\"take\":\"fermata take 1\\n" + much + "\",\"times\":1000}"));
        assertEquals(List.of(), server.agent.calls());
    }

    @Test
    void refusesOtherTypesMethodsAndPaths() throws IOException {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp",
                "application/json; charset=utf-16", "multipart/form-data; boundary=x")) {
            refused(415, "not_json", server.send(server.request("/pause_control").header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"pause\"}")).build()));
        }
        refused(415, "not_json", server.send(server.request("/stop").POST(HttpRequest.BodyPublishers.noBody())
                .build()));
        assertEquals(200, server.send(server.request("/pause_status")
                .header("Content-Type", "Application/JSON; Charset=\"UTF-8\"")
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build()).statusCode());

        for (String encoding : List.of("gzip", "br", "deflate, gzip", "unknown")) {
            refused(415, "encoded_body", server.send(server.request("/stop").header("Content-Encoding", encoding)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build()));
        }
        assertEquals(200, server.send(server.request("/pause_status").header("Content-Type", "application/json")
                .header("Content-Encoding", "identity").POST(HttpRequest.BodyPublishers.ofString("{}")).build())
                .statusCode());

        HttpResponse<String> get = server.get("/pause_control");
        refused(405, "method_not_allowed", get);
        assertEquals("OPTIONS, POST", get.headers().firstValue("allow").orElse(""));
        for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
            refused(405, "method_not_allowed", server.send(server.request("/status")
                    .method(method, HttpRequest.BodyPublishers.noBody()).build()));
        }
        assertTrue(refused(404, "unknown_path", server.get("/nothing")).get("expected").asText().contains("/status"));
        for (String path : List.of("/../etc/passwd", "/web/index.html", "/page.css/", "//", "/%2e%2e/", "/STATUS")) {
            assertTrue(server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n")
                    .startsWith("HTTP/1.1 404 "), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "localhost", "localhost:1",
        "127.0.0.1.evil.example:PORT",
        "localhost.:PORT", "0.0.0.0:PORT", "192.168.1.5:PORT", "[::2]:PORT", "user@localhost:PORT", "",
        "localhost:PORT, evil.example:PORT"})
    void refusesAForeignHost(String host) throws IOException {
        String answer = server.raw("POST /pause_control HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: 18\r\nConnection: close\r\n\r\n{\"action\":\"pause\"}");
        assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
    }

    @Test
    void acceptsOurOwnHosts() throws IOException {
        for (String host : List.of("localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "[0:0:0:0:0:0:0:1]:PORT",
                "LOCALHOST:PORT", "127.1.2.3:PORT")) {
            assertTrue(server.raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .startsWith("HTTP/1.1 200 "), host);
        }
        assertTrue(server.raw("GET http://localhost:PORT/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 200 "), "RFC 9112 3.2.2");
        assertTrue(server.raw("GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: "
                + "close\r\n\r\n")
                .startsWith("HTTP/1.1 421 "));
        assertTrue(server.raw("GET /healthz HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200 "), "HTTP/1.0 has no Host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost", "http://localhost:1",
        "https://localhost:PORT",
        "http://localhost:PORT.evil.example", "http://localhost:PORT/", "http://127.0.0.1:PORT@evil.example",
        "file://", "%", ""})
    void refusesAForeignOrigin(String origin) throws IOException {
        String from = origin.replace("PORT", Integer.toString(server.port()));
        for (String path : List.of("/pause_control", "/actions", "/stop", "/start")) {
            refused(403, "foreign_origin", server.send(server.request(path).header("Content-Type", "application/json")
                    .header("Origin", from).POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"pause\"}"))
                    .build()));
        }
        refused(403, "foreign_origin", server.send(server.request("/events").header("Origin", from).build()));
        assertEquals(List.of(), server.agent.calls());
    }

    @Test
    void refusesWhatABrowserSendsForAnotherSiteButLetsItsLinksIn() throws IOException {
        refused(403, "foreign_origin", server.send(server.request("/events").header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "no-cors").build()));
        assertEquals(200, server.send(server.request("/").header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate").build()).statusCode());
        assertEquals(200, server.send(server.request("/status").header("Origin", "http://localhost:" + server.port())
                .header("Sec-Fetch-Site", "same-origin").build()).statusCode());
    }

    @Test
    void asksForTheToken() throws IOException {
        server.close();
        server = new TestServer(settings -> settings.withToken(TOKEN));

        HttpResponse<String> without = server.get("/status");
        refused(401, "unauthorized", without);
        assertTrue(without.headers().firstValue("www-authenticate").orElse("").startsWith("Bearer"));
        for (String wrong : List.of("Bearer", "Bearer x", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
            refused(401, "unauthorized", server.send(server.request("/pause_control")
                    .header("Content-Type", "application/json").header("Authorization", wrong)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"pause\"}")).build()));
        }
        for (String path : List.of("/events", "/metrics", "/nothing")) {
            refused(401, "unauthorized", server.get(path));
        }
        assertEquals(200, server.send(server.request("/status").header("Authorization", "bearer " + TOKEN).build())
                .statusCode());
        assertEquals(200, server.get("/").statusCode());
        assertEquals(200, server.get("/healthz").statusCode());
    }

    @Test
    void listensOnOtherAddressesWithATokenOnly() throws IOException {
        InetAddress any = InetAddress.getByName("0.0.0.0");
        IllegalArgumentException without = assertThrows(IllegalArgumentException.class,
                () -> ServerSettings.loopback(0, 1).withBind(any));
        assertTrue(without.getMessage().contains("--token"), without.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ServerSettings.loopback(0, 1).withToken("short"));
        assertThrows(IllegalArgumentException.class, () -> ServerSettings.loopback(0, 1)
                .withToken("0123456789 abcdef\n"));
        assertThrows(IllegalArgumentException.class, () -> ServerSettings.loopback(65_536, 1));
        assertFalse(ServerSettings.loopback(0, 1).withToken(TOKEN).toString().contains(TOKEN));

        server.close();
        server = new TestServer(settings -> settings.withToken(TOKEN).withBind(any));
        String auth = "Authorization: Bearer " + TOKEN + "\r\nConnection: close\r\n\r\n";
        assertTrue(server.raw("GET /status HTTP/1.1\r\nHost: 192.168.1.5:PORT\r\n" + auth).startsWith("HTTP/1.1 200 "));
        assertTrue(server.raw("GET /status HTTP/1.1\r\nHost: evil.example:PORT\r\n" + auth)
                .startsWith("HTTP/1.1 421 "));
    }

    @Test
    void namesThePortAndTheFlagWhenItIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            FakeAgent agent = new FakeAgent(new SystemClock());
            IOException taken = assertThrows(IOException.class, () -> new PauseServer(
                    ServerSettings.loopback(port, 1), agent, new FakePlay(), Studios.none(), Optional.empty(),
                    Optional::empty, () -> SegmentLimits.DEFAULTS, () -> null, Optional::empty, Optional::empty, agent,
                    text -> { },
                    SocketOwners.forManyQuestions(), new SystemClock(), failure -> { }));
            assertTrue(taken.getMessage().contains("127.0.0.1:" + port), taken.getMessage());
            assertTrue(taken.getMessage().contains("--port"), taken.getMessage());
        }
    }

    @Test
    void refusesLargeBodiesHeadsAndTargets() throws IOException {
        assertEquals(200, server.post("/pause_status", "{" + " ".repeat(256 * 1024 - 2) + "}").statusCode());
        String large = "x".repeat(256 * 1024 + 1);
        refused(413, "body_too_large", server.post("/pause_control", large));
        refused(413, "body_too_large", server.post("/pause_control", "x".repeat(3_000_000)));
        refused(413, "body_too_large", server.send(server.request("/pause_control")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.US_ASCII))))
                .build()));
        refused(431, "head_too_large", server.send(server.request("/status").header("X", "x".repeat(9_000)).build()));
        HttpRequest.Builder many = server.request("/status");
        for (int i = 0; i < 100; i++) {
            many.header("X-" + i, "x");
        }
        refused(431, "head_too_large", server.send(many.build()));
        refused(414, "target_too_long", server.get("/" + "x".repeat(9_000)));
    }

    @Test
    void readsChunkedBodiesAndPipelinedRequests() throws IOException {
        assertTrue(server.raw("POST /pause_status HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Type: "
                + "application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n"
                + "Trailer: x\r\n\r\n")
                .startsWith("HTTP/1.1 200 "));
        String two = server.raw("GET /healthz HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n".repeat(3)
                + "GET /status HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
        assertEquals(4, two.split("HTTP/1.1 200 OK", -1).length - 1, two);
        assertTrue(server.raw("POST /pause_status HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Type: "
                + "application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: 3000\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", "GET\r\n\r\n", "GET /status\r\n\r\n",
        "GET  /status HTTP/1.1\r\n\r\n",
        "GET /status HTTP/2.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET status HTTP/1.1\r\n\r\n",
        "GET /status HTTP/1.1\nHost: localhost:PORT\n\n", "GET /status HTTP/1.1\r\n\r\n",
        "GET /status HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\n\r\n",
        "GET /status HTTP/1.1\r\nHost : localhost:PORT\r\n\r\n",
        "GET /status HTTP/1.1\r\nHost: localhost:PORT\r\n folded\r\n\r\n",
        "GET /status HTTP/1.1\r\nHost: localhost:PORT\r\nX: a\u0000b\r\n\r\n",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: -2\r\n\r\n{}",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 0x2\r\n\r\n{}",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nTransfer-Encoding: gzip, chunked\r\n\r\n{}",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}xx\r\n",
        "POST /stop HTTP/1.1\r\nHost: localhost:PORT\r\nExpect: miracles\r\nContent-Length: 2\r\n\r\n{}",
        "GET /a b HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", "GET /status#x HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
    })
    void refusesWhatIsNotHttp(String bytes) throws IOException {
        String answer = server.raw(bytes);
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertFalse(JSON.readTree(body).get("expected").asText().isEmpty());
        assertTrue(answer.contains("Connection: close"), "nothing after it can be trusted");
        assertEquals(List.of(), server.agent.calls());
    }

    @Test
    void answersWhatCameBeforeAMalformedRequestFirst() throws IOException {
        String good = "GET /healthz HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
        for (String bad : List.of("nonsense\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost:PORT\r\nX: a\r\n folded\r\n\r\n",
                "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n", "\r\n".repeat(20))) {
            String answers = server.raw(good + bad + good);
            assertTrue(answers.matches("(?s)HTTP/1.1 200 .*HTTP/1.1 4(00|14) .*"), answers);
            assertEquals(3, answers.split("HTTP/1.1 ", -1).length, "nothing behind it is served: " + answers);
        }
    }

    @Test
    void failsWithoutTellingWhyAndGoesOn() throws IOException {
        server.agent.breakDown(new IllegalStateException("a secret"));
        HttpResponse<String> failed = server.get("/status");
        assertEquals(500, failed.statusCode());
        assertFalse(failed.body().contains("secret"));
        assertEquals(1, server.failures.size());
        server.failures.clear();
        server.agent.breakDown(null);
        assertEquals(200, server.get("/status").statusCode());
    }
}
