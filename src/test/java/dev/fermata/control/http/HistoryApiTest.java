package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.HistoryQuery;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /history}. */
@Timeout(60)
class HistoryApiTest {
    private final TestServer server = new TestServer();
    private final FakeHistory history = new FakeHistory(server.clock);

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    @Test
    void theLastHourIsToldAndCounted() throws Exception {
        server.history = history;
        HttpResponse<String> answer = server.get("/history");
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode told = new ObjectMapper().readTree(answer.body());
        assertEquals(60, told.get("periods").size());
        assertEquals(2, told.get("entries").size());
        assertEquals("speech_done", told.get("entries").get(0).get("event").asText());
        assertEquals(41, told.get("kinds").get("action").asInt());
        HistoryQuery asked = history.asked;
        assertEquals(3_600_000, asked.toMillis() - asked.fromMillis());
        assertEquals(100, asked.most());
        assertEquals(Set.of(), asked.kinds());
    }

    @Test
    void whatIsAskedForIsLookedFor() {
        server.history = history;
        assertEquals(200, server.get("/history?minutes=5&kind=reply,action&event=played&person=an%20n&text=%E8%B0%A2&last=7")
                .statusCode());
        HistoryQuery asked = history.asked;
        assertEquals(300_000, asked.toMillis() - asked.fromMillis());
        assertEquals(Set.of(HistoryKind.REPLY, HistoryKind.ACTION), asked.kinds());
        assertEquals("played", asked.name());
        assertEquals("an n", asked.person());
        assertEquals("\u8c22", asked.text());
        assertEquals(7, asked.most());
    }

    @Test
    void whatCannotBeIsRefused() {
        refused(409, "history_off", "");
        server.history = history;
        refused(400, "out_of_range", "?minutes=0");
        refused(400, "out_of_range", "?minutes=999999999");
        refused(400, "out_of_range", "?last=5000");
        refused(400, "bad_value", "?kind=gift");
        refused(400, "unknown_field", "?since=5");
        refused(400, "duplicate_field", "?last=5&last=6");
        refused(400, "bad_value", "?text=" + "x".repeat(201));
        history.failure = new IOException("the disk is gone");
        refused(409, "history_unreadable", "");
    }

    private void refused(int status, String error, String query) {
        HttpResponse<String> answer = server.get("/history" + query);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"" + error + "\""), answer.body());
    }
}
