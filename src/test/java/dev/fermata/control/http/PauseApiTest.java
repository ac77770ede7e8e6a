package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.model.Key;
import dev.fermata.model.WhyIgnored;
import dev.fermata.observe.OpenMetrics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every endpoint answers when it is asked properly. */
@Timeout(60)
class PauseApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private JsonNode ok(HttpResponse<String> response) throws Exception {
        assertTrue(response.statusCode() == 200 || response.statusCode() == 202, response.statusCode() + response.body());
        assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
        return JSON.readTree(response.body());
    }

    private JsonNode control(String json) throws Exception {
        return ok(server.post("/pause_control", json));
    }

    @Test
    void pausesAndResumesAsTheSeedWritesIt() throws Exception {
        JsonNode paused = control("{\"sessionid\": 123456, \"action\": \"pause\"}");

        assertEquals("paused", paused.get("state").asText());
        assertTrue(paused.get("held").asBoolean());
        assertTrue(paused.get("changed").asBoolean());
        assertTrue(paused.get("in_force").asBoolean());
        assertTrue(paused.get("took_ms").isNumber());
        JsonNode hold = paused.get("holds").get(0);
        assertEquals("api:http", hold.get("holder").asText());
        assertTrue(Duration.between(Instant.parse(hold.get("since").asText()), Instant.now()).toSeconds() < 5);
        assertFalse(hold.has("lease_left_ms"));

        JsonNode again = control("{\"sessionid\": 123456, \"action\": \"pause\"}");
        assertFalse(again.get("changed").asBoolean());

        JsonNode status = ok(server.post("/pause_status", "{\"sessionid\": 123456}"));
        assertEquals("paused", status.get("state").asText());
        assertEquals(1, status.get("holds").size());

        JsonNode resumed = control("{\"sessionid\": 123456, \"action\": \"resume\"}");
        assertEquals("running", resumed.get("state").asText());
        assertEquals(0, resumed.get("holds").size());
        assertFalse(resumed.get("held").asBoolean());
    }

    @Test
    void pausesWhatItIsAskedFor() throws Exception {
        assertEquals("[\"play\"]", control("{\"action\":\"pause\",\"client\":\"a\"}")
                .get("holds").get(0).get("scopes").toString());
        assertEquals("[\"speech\"]", control("{\"action\":\"toggle\",\"client\":\"b\",\"scope\":\"speech\"}")
                .get("holds").get(1).get("scopes").toString());
        assertEquals("[\"play\",\"speech\"]", control("{\"action\":\"pause\",\"client\":\"c\",\"scope\":\"both\"}")
                .get("holds").get(2).get("scopes").toString());
    }

    @Test
    void resumesTheCallersHoldOnlyUnlessAllIsAsked() throws Exception {
        control("{\"action\":\"pause\",\"client\":\"deck\",\"reason\":\"Pause\",\"lease_ms\":30000}");
        control("{\"action\":\"pause\",\"client\":\"overlay\"}");
        server.agent.playerPresses(Key.SPACE);

        JsonNode one = control("{\"action\":\"resume\",\"client\":\"overlay\"}");
        assertEquals("paused", one.get("state").asText());
        assertEquals("api:deck", one.get("holds").get(0).get("holder").asText());
        assertTrue(one.get("holds").get(0).get("lease_left_ms").asDouble() > 1_000);
        assertEquals("space", one.get("holds").get(1).get("active_keys").get(0).asText());

        JsonNode all = control("{\"action\":\"resume\",\"all\":true}");
        assertEquals("priority-keys", all.get("holds").get(0).get("holder").asText());
        assertEquals(1, all.get("holds").size());
    }

    @Test
    @Tag("long")
    void togglesAtomicallyUnderConcurrentClients() throws Exception {
        int clients = 64;
        int each = 25;
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                calls.add(() -> {
                    int added = 0;
                    for (int n = 0; n < each; n++) {
                        added += control("{\"action\":\"toggle\"}").get("in_force").asBoolean() ? 1 : -1;
                    }
                    return added;
                });
            }
            int balance = 0;
            for (Future<Integer> result : pool.invokeAll(calls)) {
                balance += result.get();
            }
            // Every toggle undid the one before it, so as many added as removed.
            assertEquals(0, balance);
            assertEquals(List.of(), server.agent.holders());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void gracefulPausesThatWaitKeepNobodyElseWaiting() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(40);
        server.agent.waitFor(Duration.ofSeconds(50));
        try {
            List<Future<JsonNode>> waiting = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String client = "g" + i;
                waiting.add(pool.submit(() -> control("{\"action\":\"pause\",\"mode\":\"graceful\",\"client\":\"" + client + "\"}")));
            }
            await().until(() -> !server.agent.holders().isEmpty());
            for (int i = 0; i < 20; i++) {
                control("{\"action\":\"pause\",\"mode\":\"immediate\",\"client\":\"now\"}");
                ok(server.get("/status"));
            }
            assertTrue(waiting.stream().noneMatch(Future::isDone), "answered while 40 graceful pauses wait");
            server.agent.endSequence();
            for (Future<JsonNode> each : waiting) {
                assertTrue(each.get().get("in_force").asBoolean());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void queuesBuffersAndRefusesActions() throws Exception {
        JsonNode queued = ok(server.post("/actions", "{\"keys\":\"q,delay100,shift+w\",\"lane\":\"high\",\"client\":\"deck\"}"));
        assertEquals("queued", queued.get("submitted").asText());
        assertEquals("high", queued.get("lane").asText());
        assertTrue(server.agent.calls().get(0).startsWith("submit deck high"), server.agent.calls().toString());

        control("{\"action\":\"pause\"}");
        for (int i = 0; i < 5; i++) {
            assertEquals("buffered", ok(server.post("/actions", "{\"keys\":\"q\"}")).get("submitted").asText());
        }
        for (int i = 1; i <= 3; i++) {
            HttpResponse<String> full = server.post("/actions", "{\"keys\":\"q\"}");
            assertEquals(429, full.statusCode());
            assertEquals("buffer_full", JSON.readTree(full.body()).get("error").asText());
            assertEquals(i, JSON.readTree(full.body()).get("refused").asInt());
            assertTrue(full.headers().firstValue("retry-after").isPresent());
        }
    }

    @Test
    void stopsAndStarts() throws Exception {
        control("{\"action\":\"pause\"}");
        JsonNode stopped = ok(server.post("/stop", "{\"reason\":\"enough\",\"client\":\"page\"}"));
        assertEquals("stopped", stopped.get("state").asText());
        assertTrue(stopped.get("changed").asBoolean());
        assertFalse(ok(server.post("/stop", "")).get("changed").asBoolean());

        HttpResponse<String> action = server.post("/actions", "{\"keys\":\"q\"}");
        assertEquals(409, action.statusCode());
        assertEquals("not_running", JSON.readTree(action.body()).get("error").asText());

        assertEquals("running", ok(server.post("/start", "{}")).get("state").asText());
        assertEquals(List.of("stop api:page: enough", "stop api:http", "start api:http"), server.agent.calls());
    }

    @Test
    void whatThePlayerStoppedNoClientStarts() throws Exception {
        server.agent.playerStops();
        HttpResponse<String> refused = server.post("/start", "{\"client\":\"page\"}");
        assertEquals(409, refused.statusCode());
        JsonNode answer = JSON.readTree(refused.body());
        assertEquals("stopped_by_player", answer.get("error").asText());
        assertEquals("the player has stopped it with the panic key, and what the player stopped only the player starts",
                answer.get("message").asText());
        assertEquals("stopped", answer.get("state").asText());
        assertEquals("panic key", answer.get("stopped_with").asText());
    }

    @Test
    void tellsTheWholeStatus() throws Exception {
        server.agent.playerPresses(Key.SPACE);
        JsonNode status = ok(server.get("/status"));

        assertEquals("ARPG rotation", status.get("profile").asText());
        assertEquals(SESSION_TEXT, status.get("sessionid").asText());
        assertEquals("Fire bolt", status.get("skills").get(0).get("name").asText());
        assertTrue(status.get("skills").get(0).get("next_run_ms").asDouble() <= 1_000);
        assertFalse(status.get("skills").get(3).has("next_run_ms"));
        assertEquals("emergency", status.get("lanes").get(0).get("lane").asText());
        assertEquals(0.09, status.get("lanes").get(0).get("wait_p50_ms").asDouble());
        assertEquals(0.412, status.get("latencies").get("pause").get("p99_ms").asDouble());
        assertEquals("process_cpu", status.get("alerts").get(0).get("name").asText());
        assertEquals(1, status.get("last_event_id").asInt());
        Instant.parse(status.get("started_at").asText());
    }

    private static final String SESSION_TEXT = Long.toString(TestServer.SESSION);

    @Test
    void tellsMetricsAsOpenMetrics() throws Exception {
        server.agent.playerPresses(Key.SPACE);
        HttpResponse<String> metrics = server.get("/metrics");

        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8",
                metrics.headers().firstValue("content-type").orElse(""));
        OpenMetrics.parse(metrics.body());
        assertTrue(metrics.body().contains("\nfermata_state{fermata_state=\"running\"} 1\n"), metrics.body());
        assertTrue(metrics.body().contains("\nfermata_latency_seconds{of=\"pause\",quantile=\"0.99\"} 0.000412\n"));
        assertTrue(metrics.body().endsWith("\n# EOF\n"));
        assertFalse(metrics.body().contains("speech"), "nothing has been spoken");
        assertFalse(metrics.body().contains("listen"), "nothing can be said");
    }

    @Test
    void tellsMetricsOfSpeechOnceSomethingWasSpoken() throws Exception {
        FakeSpeech speech = new FakeSpeech();
        server.agent.speech = () -> Optional.of(speech.status());
        String metrics = server.get("/metrics").body();

        OpenMetrics.parse(metrics);
        for (String line : List.of("fermata_speech_items_total{outcome=\"submitted\"} 1",
                "fermata_speech_items_total{outcome=\"failed\"} 0", "fermata_speech_interruptions_total 0",
                "fermata_speech_dropped_total{why=\"expired\"} 3", "fermata_speech_refused_total{why=\"full\"} 2",
                "fermata_speech_waiting 0", "fermata_speech_playing 0", "fermata_speech_spoken_seconds_total 5.5",
                "fermata_speech_gaps_total 1", "fermata_speech_wait_seconds{quantile=\"0.99\"} 0.9",
                "fermata_speech_wait_seconds_count 4")) {
            assertTrue(metrics.contains("\n" + line + "\n"), line + " in " + metrics);
        }
        String status = server.get("/status").body();
        assertTrue(status.contains("\"speech\":{\"state\":\"playing\",\"waiting\":0,\"voice\":\"a voice\","
                + "\"device\":\"a device\"}"), status);
    }

    @Test
    void tellsWhatIsHeardOnceSomethingCanBeSaid() throws Exception {
        server.agent.listening = () -> Optional.of(FakeAgent.listened(Optional.empty(), Optional.of(WhyIgnored.HELD),
                server.clock.nanos()));
        String metrics = server.get("/metrics").body();

        OpenMetrics.parse(metrics);
        for (String line : List.of("fermata_listen_on 1", "fermata_listen_commands 5", "fermata_listen_done_total 12",
                "fermata_listen_ignored_total{why=\"held\"} 2", "fermata_listen_ignored_total{why=\"late\"} 0",
                "fermata_listen_seconds{quantile=\"0.99\"} 0.34", "fermata_listen_seconds_count 12")) {
            assertTrue(metrics.contains("\n" + line + "\n"), line + " in " + metrics);
        }
        String status = server.get("/status").body();
        assertTrue(status.contains("\"listening\":{\"on\":true,\"microphone\":\"a microphone\",\"recogniser\":\"a recogniser\","
                + "\"commands\":5,\"done\":12,\"ignored\":3,\"last\":{\"text\":\"drink potion\",\"confidence\":0.88,"
                + "\"done\":false,\"reason\":\"held\",\"age_ms\":"), status);
        server.agent.listening = () -> Optional.of(FakeAgent.listened(Optional.of("no microphone"), Optional.empty(), 0));
        assertTrue(server.get("/status").body().contains("\"listening\":{\"on\":false,\"why_not\":\"no microphone\","));
        assertTrue(server.get("/metrics").body().contains("\nfermata_listen_on 0\n"));
    }

    @Test
    void isHealthyAndServesThePageWithSafeHeaders() throws Exception {
        assertEquals("ok", ok(server.get("/healthz")).get("status").asText());
        HttpResponse<String> page = server.get("/");
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("content-security-policy").orElse("").contains("default-src 'none'"));
        assertEquals("nosniff", page.headers().firstValue("x-content-type-options").orElse(""));
        assertEquals("no-store", server.get("/status").headers().firstValue("cache-control").orElse(""));
        for (String asset : List.of("/page.css", "/page.js", "/icon.svg", "/openapi.json")) {
            assertEquals(200, server.get(asset).statusCode(), asset);
        }
    }

    @Test
    void aFileThatTheClientHasIsNotSentAgainAndKeepsItsPolicy() {
        HttpResponse<String> first = server.get("/studio");
        String policy = first.headers().firstValue("content-security-policy").orElse("");
        assertTrue(policy.contains("script-src 'self' 'sha256-") && !policy.contains("unsafe"), policy);
        assertFalse(server.get("/").headers().firstValue("content-security-policy").orElse("").contains("sha256"));
        String tag = first.headers().firstValue("etag").orElse("");

        HttpResponse<String> again = server.send(server.request("/studio").header("If-None-Match", "\"x\", " + tag).build());
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(policy, again.headers().firstValue("content-security-policy").orElse(""));
        assertEquals(tag, again.headers().firstValue("etag").orElse(""));
        assertEquals(200, server.send(server.request("/studio").header("If-None-Match", "\"x\"").build()).statusCode());
        for (String library : List.of("/lib/codemirror__view/index.js", "/lib/preact/preact.module.js")) {
            HttpResponse<String> sent = server.get(library);
            assertEquals("text/javascript; charset=utf-8", sent.headers().firstValue("content-type").orElse(""), library);
        }
        assertEquals(404, server.get("/lib/preact/LICENSE").statusCode(), "only what the page loads");
    }

    @Test
    void answersHeadAndOptions() {
        HttpResponse<String> head = server.send(server.request("/status")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        HttpResponse<String> options = server.send(server.request("/pause_control")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build());
        assertEquals(204, options.statusCode());
        assertEquals("OPTIONS, POST", options.headers().firstValue("allow").orElse(""));
        assertTrue(options.headers().firstValue("access-control-allow-origin").isEmpty());
    }

    /** Often, for a connection that is left open now and then keeps its client waiting for the next server. */
    @RepeatedTest(20)
    void leavesNothingBehindWhenItCloses() throws Exception {
        server.get("/status");
        int port = server.port();
        server.close();
        server.close();

        try (TestServer again = new TestServer(port, settings -> settings)) {
            assertEquals(200, again.get("/healthz").statusCode());
        }
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (threads().size() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertEquals(List.of(), threads());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.equals("http") || name.startsWith("http-")).toList();
    }
}
