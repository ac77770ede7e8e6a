package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingApiTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsAskedForIsRecordedAndNothingElse() {
        assertEquals(201, server.post("/recording",
                "{\"keys\":\"q, shift,mouse_left\",\"lease_ms\":2000,\"client\":\"me\"}").statusCode());
        assertEquals(Set.of(Key.Q, Key.LEFT_SHIFT, Key.RIGHT_SHIFT, Key.MOUSE_LEFT), server.recordings.request.keys());
        assertEquals(Duration.ofSeconds(2), server.recordings.request.lease());
        assertEquals("api:me", server.recordings.request.by());
    }

    @Test
    void thePointerBringsTheWheelAndAllKeysNoButton() {
        server.post("/recording", "{\"pointer\":true}");
        assertEquals(Set.of(Key.WHEEL_UP, Key.WHEEL_DOWN), server.recordings.request.keys());
        server.post("/recording/end", FakeRecordings.BODY);
        server.post("/recording", "{\"all_keys\":true}");
        assertTrue(server.recordings.request.keys().stream().noneMatch(Key::isMouse));
        assertTrue(server.recordings.request.keys().contains(Key.KP_ENTER));
    }

    @Test
    void whatCannotBeRecordedIsRefused() {
        refused(400, "bad_value", server.post("/recording", "{}"));
        refused(400, "bad_value", server.post("/recording", "{\"keys\":\"q,spcae\"}"));
        refused(400, "out_of_range", server.post("/recording", "{\"keys\":\"q\",\"lease_ms\":10}"));
        refused(404, "unknown_recording", server.post("/recording/news", FakeRecordings.BODY));
        refused(400, "bad_value", server.post("/recording/end", "{\"recording\":\"mine\"}"));
        server.post("/recording", "{\"keys\":\"q\"}");
        refused(409, "recording", server.post("/recording", "{\"keys\":\"q\"}"));
    }

    @Test
    void whetherSomethingIsRecordedIsToldWithoutWhat() {
        assertTrue(server.get("/recording").body().contains("\"recording\":false"));
        server.post("/recording", "{\"keys\":\"q\"}");
        String told = server.get("/recording").body();
        assertTrue(told.contains("\"recording\":true") && told.contains("\"client\":\"api:http\""), told);
        assertTrue(!told.contains(FakeRecordings.ID) && !told.contains("down"), told);
    }

    private static void refused(int status, String error, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"" + error + "\""), answer.body());
    }
}
