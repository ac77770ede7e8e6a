package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Lane;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the origins that the settings name read, and change nothing; those of others do neither. */
@Timeout(60)
class SharingTest {
    private static final String OURS = "http://localhost:5500";
    private static final String TOKEN = "0123456789abcdefXYZ";
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";

    private TestServer server = new TestServer(settings -> settings.withAllowedOrigins(List.of(OURS, "https://deck.example")));

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
        assertEquals(List.of(), server.agent.calls());
        assertEquals(List.of(), server.agent.holders());
        assertEquals(List.of(), server.play.calls());
    }

    private HttpRequest.Builder from(String origin, String path) {
        return server.request(path).header("Origin", origin).header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "cors");
    }

    private HttpResponse<String> question(String origin, String path, String method) {
        return server.send(from(origin, path).header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build());
    }

    private static Optional<String> allowed(HttpResponse<String> response) {
        return response.headers().firstValue(ALLOW_ORIGIN);
    }

    private static void isRefused(HttpResponse<String> response) {
        assertEquals(403, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"foreign_origin\""), response.body());
        assertEquals(Optional.empty(), allowed(response), "the page does not even learn why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/metrics", "/healthz", "/openapi.json", "/overlay", "/overlay.js", "/"})
    void anAllowedOriginReads(String path) {
        for (String origin : List.of(OURS, "https://deck.example")) {
            HttpResponse<String> read = server.send(from(origin, path).build());
            assertEquals(200, read.statusCode());
            assertEquals(Optional.of(origin), allowed(read));
            assertEquals(Optional.of("Origin"), read.headers().firstValue("vary"));
            assertEquals(Optional.empty(), read.headers().firstValue("access-control-allow-credentials"));
            assertEquals(Optional.of(origin), allowed(server.send(from(origin, path)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody()).build())));
        }
        assertEquals(Optional.empty(), allowed(server.get(path)), "nothing is said where nobody asks");
    }

    /** A browser shows a page in a frame only where that page's policy names the page around it. */
    @Test
    void onlyTheOverlayIsFramedAndOnlyByAllowedOrigins() {
        String policy = server.get("/overlay").headers().firstValue("content-security-policy").orElseThrow();
        assertTrue(policy.endsWith("frame-ancestors " + OURS + " https://deck.example")
                || policy.endsWith("frame-ancestors https://deck.example " + OURS), policy);
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        for (String other : List.of("/", "/status", "/page.js", "/overlay.js")) {
            assertTrue(server.get(other).headers().firstValue("content-security-policy").orElseThrow()
                    .endsWith("frame-ancestors 'none'"), other);
        }
        server.close();
        server = new TestServer();
        assertTrue(server.get("/overlay").headers().firstValue("content-security-policy").orElseThrow()
                .endsWith("frame-ancestors 'none'"));
    }

    @Test
    void anAllowedOriginFollowsTheEvents() throws IOException {
        server.agent.plays("Fire bolt", Lane.NORMAL);
        try (Socket socket = server.socket()) {
            socket.getOutputStream().write(("GET /events?since=0 HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nOrigin: " + OURS + "\r\nSec-Fetch-Site: same-site\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder got = new StringBuilder();
            while (got.indexOf("Fire bolt") < 0) {
                got.append((char) socket.getInputStream().read());
            }
            assertTrue(got.toString().startsWith("HTTP/1.1 200 "), got.toString());
            assertTrue(got.toString().contains("\r\nAccess-Control-Allow-Origin: " + OURS + "\r\n"), got.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5501", "https://localhost:5500", "http://localhost:5500.evil.example",
        "http://localhost:5500/", "HTTP://LOCALHOST:5500", "null", "*", "", "http://localhost:5500, https://deck.example"})
    void anotherOriginReadsNothing(String origin) {
        for (String path : List.of("/status", "/events", "/metrics", "/overlay")) {
            isRefused(server.send(from(origin, path).build()));
            isRefused(question(origin, path, "GET"));
        }
    }

    @Test
    void withoutTheSettingNobodyElseReads() {
        server.close();
        server = new TestServer();
        isRefused(server.send(from(OURS, "/status").build()));
        isRefused(question(OURS, "/status", "GET"));
    }

    /** Whether a browser has asked first or not. */
    @ParameterizedTest
    @ValueSource(strings = {"/pause_control", "/pause_status", "/actions", "/stop", "/start", "/quit", "/profile",
        "/skills/Fire%20bolt"})
    void anAllowedOriginChangesNothing(String path) {
        for (String body : List.of("{}", "{\"action\":\"pause\"}", "{\"keys\":\"q\"}", "{\"turn\":\"off\"}",
                "{\"profile\":\"druid\"}")) {
            isRefused(server.send(from(OURS, path).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build()));
        }
        isRefused(server.send(from(OURS, path).header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build()));
        isRefused(question(OURS, path, "POST"));
        isRefused(question(OURS, path, "GET"));
    }

    @Test
    void aQuestionIsAnsweredForReadingAlone() {
        HttpResponse<String> yes = question(OURS, "/status", "GET");
        assertEquals(204, yes.statusCode());
        assertEquals(Optional.of(OURS), allowed(yes));
        assertEquals(Optional.of("GET, HEAD"), yes.headers().firstValue("access-control-allow-methods"));
        assertEquals(Optional.of("Authorization, Cache-Control, Last-Event-ID"),
                yes.headers().firstValue("access-control-allow-headers"));
        assertEquals(Optional.empty(), yes.headers().firstValue("access-control-allow-private-network"));
        assertEquals(Optional.of("true"), server.send(from(OURS, "/status").header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Private-Network", "true")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build())
                .headers().firstValue("access-control-allow-private-network"));
        for (String method : List.of("POST", "PUT", "DELETE", "get", "")) {
            isRefused(question(OURS, "/status", method));
        }
        isRefused(server.send(from(OURS, "/status").method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build()));
    }

    /** It says that the agent knows a secret, which only clients of this user need. */
    @Test
    void theProofIsForProgramsOnly() {
        isRefused(server.send(from(OURS, "/proof?question=" + "0".repeat(32)).build()));
    }

    /** A picture or a script of another page says no origin, so it is nobody's who is allowed. */
    @Test
    void whatSaysNoOriginIsNotAllowed() {
        HttpResponse<String> picture = server.send(server.request("/status").header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "no-cors").build());
        isRefused(picture);
    }

    @Test
    void theTokenIsNeededAsEverAndItsLackIsTold() {
        server.close();
        server = new TestServer(settings -> settings.withToken(TOKEN).withAllowedOrigins(List.of(OURS)));
        assertEquals(204, question(OURS, "/status", "GET").statusCode(), "browsers ask without it");
        HttpResponse<String> without = server.send(from(OURS, "/status").build());
        assertEquals(401, without.statusCode());
        assertEquals(Optional.of(OURS), allowed(without));
        assertEquals(200, server.send(from(OURS, "/status").header("Authorization", "Bearer " + TOKEN).build())
                .statusCode());
        isRefused(server.send(from(OURS, "/stop").header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}")).build()));
    }
}
