package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.SpeechControl.Wanted;
import dev.fermata.model.SpeechAnswer.Refusal;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.ViewerAct;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may ask to be spoken, and what they are told. */
class SpeechApiTest {
    private final TestServer server = new TestServer();
    private final FakeSpeech speech = new FakeSpeech();

    SpeechApiTest() {
        server.speech = speech;
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> delete(String path) {
        return server.send(server.request(path).DELETE().build());
    }

    @Test
    void sayHandsOnWhatIsWanted() {
        assertEquals(202, server.post("/say", "{\"text\":\"life low\"}").statusCode());
        assertEquals(new Wanted("life low", Optional.empty(), Optional.empty(), true, Duration.ofSeconds(60),
                "api:http"), speech.wanted.get(0));
        assertEquals(202, server.post("/say", "{\"text\":\"a rose\",\"kind\":\"gift\",\"coins\":5000,\"level\":30,"
                + "\"on_interruption\":\"drop\",\"expires_ms\":500,\"client\":\"bridge\",\"priority\":\"-3\"}")
                .statusCode());
        assertEquals(new Wanted("a rose", Optional.of(new SpeechPriority(-3)),
                Optional.of(new ViewerAct(ViewerAct.Kind.GIFT, 5_000, 30, 0)), false, Duration.ofMillis(500),
                "api:bridge"), speech.wanted.get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-5|-5", "\"-5\"|-5", "\"gift_large\"|-5", "20|20", "\"background\"|20"})
    void aPriorityIsANameOrANumber(String written, int number) {
        assertEquals(202, server.post("/say", "{\"text\":\"x\",\"priority\":" + written + "}").statusCode());
        assertEquals(number, speech.wanted.get(0).priority().orElseThrow().number());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}", "{\"text\":\"\"}", "{\"text\":\"x\",\"priority\":21}",
        "{\"text\":\"x\",\"priority\":\"urgent\"}", "{\"text\":\"x\",\"priority\":true}",
        "{\"text\":\"x\",\"expires_ms\":99}", "{\"text\":\"x\",\"coins\":-1}", "{\"text\":5}"})
    void whatIsWrongIsRefusedWithWhatWasExpected(String body) {
        HttpResponse<String> answer = server.post("/say", body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"expected\":\""), answer.body());
        assertTrue(speech.wanted.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"FULL, 429, speech_full", "NOT_RUNNING, 409, not_running", "EMPTY, 400, bad_value",
        "TOO_LONG, 400, bad_value"})
    void aRefusalSaysWhy(Refusal why, int status, String code) {
        speech.refusal = Optional.of(why);
        HttpResponse<String> answer = server.post("/say", "{\"text\":\"x\"}");
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains("\"error\":\"" + code + "\""), answer.body());
    }

    @Test
    void whereSpeechIsOffThatIsSaid() {
        server.speech = null;
        for (HttpResponse<String> answer : java.util.List.of(server.post("/say", "{\"text\":\"x\"}"),
                server.get("/speech"), delete("/speech/1"))) {
            assertEquals(409, answer.statusCode());
            assertTrue(answer.body().contains("speech_off"), answer.body());
        }
    }

    @Test
    void anItemIsDroppedByItsNumber() {
        server.post("/say", "{\"text\":\"x\"}");
        assertEquals(200, delete("/speech/1").statusCode());
        assertEquals(404, delete("/speech/2").statusCode());
        assertEquals(404, delete("/speech/x").statusCode());
        assertEquals(405, delete("/say").statusCode());
    }

    @Test
    void aPageOfAnotherSiteDropsNothing() {
        server.post("/say", "{\"text\":\"x\"}");
        assertEquals(403, server.send(server.request("/speech/1").header("Origin", "http://evil.example").DELETE()
                .build()).statusCode());
    }
}
