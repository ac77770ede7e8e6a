package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.config.profile.NewProfile;
import dev.fermata.control.Preview;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles are listed, read and checked by whoever may read, and written by the agent's own page only. */
@Timeout(60)
class StudioApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "0".repeat(32);

    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private JsonNode ask(int status, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private JsonNode get(String path) throws IOException {
        return ask(200, server.get(path));
    }

    private HttpResponse<String> page(String path, Map<String, ?> body) throws IOException {
        return from("http://127.0.0.1:" + server.port(), path, body);
    }

    private HttpResponse<String> from(String origin, String path, Map<String, ?> body) throws IOException {
        HttpRequest.Builder request = server.request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return server.send((origin.isEmpty() ? request : request.header("Origin", origin)).build());
    }

    private JsonNode written(int status, String path, Map<String, ?> body) throws IOException {
        return ask(status, page(path, body));
    }

    private Path own(String file) {
        return server.folder.resolve("own").resolve(file);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(server.folder)) {
            return files.filter(Files::isRegularFile).map(file -> server.folder.relativize(file).toString()).sorted()
                    .toList();
        }
    }

    @Test
    void aNewProfileIsListedChangedCopiedRenamedDeletedAndRestored() throws Exception {
        JsonNode made = written(200, "/profiles/druid/new", Map.of());
        assertEquals(NewProfile.text("druid"), made.get("text").asText());
        String text = made.get("text").asText().replace("\"q\"", "\"w\"");
        JsonNode saved = written(200, "/profiles/druid", Map.of("text", text, "version", made.get("version").asText()));
        assertFalse(saved.get("playing").asBoolean());
        assertEquals(text, Files.readString(own("druid.toml")));
        JsonNode read = get("/profiles/druid");
        assertEquals(text, read.get("text").asText());
        assertEquals(saved.get("version"), read.get("version"));
        assertEquals("own", read.get("source").asText());

        JsonNode copy = written(200, "/profiles/demo/copy", Map.of("to", "Demo of mine"));
        assertTrue(copy.get("text").asText().contains("name = \"Demo of mine\""), copy.toString());
        written(200, "/profiles/Demo%20of%20mine/rename", Map.of("to", "bear", "version",
                copy.get("version").asText()));
        JsonNode deleted = written(200, "/profiles/druid/delete", Map.of("version", saved.get("version").asText()));
        JsonNode list = get("/profiles");
        assertEquals(List.of("bear", "demo"), list.get("profiles").findValuesAsText("name"));
        assertEquals(List.of("own", "shipped"), list.get("profiles").findValuesAsText("source"));
        assertEquals(List.of("Demo of mine", "Demo"), list.get("profiles").findValuesAsText("title"));
        assertEquals(List.of("this profile came with Fermata; make a copy of your own"),
                list.get("profiles").findValuesAsText("why_not"));
        assertEquals("druid", list.get("trash").get(0).get("name").asText());
        String id = deleted.get("trash").asText();
        assertEquals(id, list.get("trash").get(0).get("id").asText());
        assertEquals("druid", written(200, "/trash/" + id + "/restore", Map.of()).get("name").asText());
        assertEquals(text, Files.readString(own("druid.toml")));
    }

    @Test
    void whatIsNotThePagesOwnWritesNothing() throws Exception {
        String text = NewProfile.text("druid");
        String version = written(200, "/profiles/druid/new", Map.of()).get("version").asText();
        String id = written(200, "/profiles/druid/delete", Map.of("version", version)).get("trash").asText();
        written(200, "/profiles/bear/new", Map.of());
        List<String> before = files();
        Map<String, Map<String, String>> writing = Map.of(
                "/profiles/druid", Map.of("text", text),
                "/profiles/druid/new", Map.of(),
                "/profiles/bear/copy", Map.of("to", "druid"),
                "/profiles/bear/rename", Map.of("to", "druid", "version", version),
                "/profiles/bear/delete", Map.of("version", version),
                "/trash/" + id + "/restore", Map.of());
        for (Map.Entry<String, Map<String, String>> each : writing.entrySet()) {
            assertEquals("origin_needed", ask(403, from("", each.getKey(), each.getValue())).get("error").asText());
            for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:" + server.port(),
                    "http://127.0.0.1:" + (server.port() + 1), "http://localhost.evil.example:" + server.port())) {
                assertEquals("foreign_origin", ask(403, from(origin, each.getKey(), each.getValue())).get("error")
                        .asText());
            }
            HttpResponse<String> form = server.send(server.request(each.getKey()).header("Content-Type", "text/plain")
                    .header("Origin", "http://127.0.0.1:" + server.port())
                    .POST(HttpRequest.BodyPublishers.ofString("{}")).build());
            assertEquals("not_json", ask(415, form).get("error").asText());
        }
        assertEquals(before, files());
    }

    @Test
    void withoutTheTokenNothingIsReadOrWritten() throws Exception {
        close();
        server = new TestServer(settings -> settings.withToken("secret-of-16-signs"));
        List<String> before = files();
        assertEquals(401, server.get("/profiles").statusCode());
        assertEquals(401, server.get("/profiles/demo").statusCode());
        assertEquals(401, server.post("/check", "{\"text\":\"\"}").statusCode());
        assertEquals(401, page("/profiles/druid/new", Map.of()).statusCode());
        assertEquals(401, page("/profiles/druid", Map.of("text", NewProfile.text("druid"))).statusCode());
        assertEquals(before, files());
    }

    @Test
    void pagesThatMayReadTheStatusMayNotReadProfiles() throws Exception {
        close();
        server = new TestServer(settings -> settings.withAllowedOrigins(List.of("http://mine.example")));
        HttpRequest list = server.request("/profiles").header("Origin", "http://mine.example").build();
        assertEquals("foreign_origin", ask(403, server.send(list)).get("error").asText());
    }

    @Test
    void whatWasChangedMeanwhileIsToldAndNotWrittenOver() throws Exception {
        JsonNode made = written(200, "/profiles/druid/new", Map.of());
        String theirs = made.get("text").asText() + "# by an editor\n";
        Files.writeString(own("druid.toml"), theirs);
        JsonNode refused = written(409, "/profiles/druid",
                Map.of("text", NewProfile.text("druid"), "version", made.get("version").asText()));
        assertEquals("changed_meanwhile", refused.get("error").asText());
        assertEquals(theirs, refused.get("text").asText());
        assertEquals(get("/profiles/druid").get("version"), refused.get("version"));
        assertEquals("exists", written(409, "/profiles/druid", Map.of("text", NewProfile.text("druid"))).get("error")
                .asText());
        assertEquals("exists", written(409, "/profiles/druid/new", Map.of()).get("error").asText());
        assertEquals(theirs, Files.readString(own("druid.toml")));
    }

    @Test
    void aTextThatIsNoProfileIsNotWritten() throws Exception {
        String bad = NewProfile.text("druid").replace("\"q\"", "\"qx\"");
        JsonNode refused = written(422, "/profiles/druid", Map.of("text", bad));
        assertEquals("invalid_profile", refused.get("error").asText());
        JsonNode problem = refused.get("problems").get(0);
        assertEquals("'qx' is not a key", problem.get("message").asText());
        assertEquals("qx", bad.substring(problem.get("from").asInt(), problem.get("to").asInt()));
        assertFalse(Files.exists(own("druid.toml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2Fshipped%2Fdemo", "..", "%2e%2e", "a%5Cb", "%00", "con", "x.toml", "%C0%AE",
            "%E2%80%AE"})
    void noNameOfAPathLeadsOutOfTheFolder(String name) throws Exception {
        List<String> before = files();
        assertEquals(404, server.get("/profiles/" + name).statusCode());
        int status = page("/profiles/" + name + "/new", Map.of()).statusCode();
        assertEquals(400, status);
        assertEquals(404, page("/profiles/" + name + "/delete", Map.of("version", VERSION)).statusCode());
        assertEquals(404, page("/trash/" + name + "/restore", Map.of()).statusCode());
        assertEquals(400, page("/profiles/demo/copy", Map.of("to", "../shipped/x")).statusCode());
        assertEquals(before, files());
    }

    @Test
    void aShippedProfileIsReadAndCopiedButNotWritten() throws Exception {
        JsonNode demo = get("/profiles/demo");
        assertEquals("shipped", demo.get("source").asText());
        assertFalse(demo.get("editable").asBoolean());
        assertEquals("not_editable", written(409, "/profiles/demo", Map.of("text", demo.get("text").asText(),
                "version", demo.get("version").asText())).get("error").asText());
        assertEquals("unknown_profile", written(404, "/profiles/demo/delete", Map.of("version", VERSION)).get("error")
                .asText());
        assertEquals("unknown_profile", ask(404, server.get("/profiles/bear")).get("error").asText());
        // One of the same name hides it, and is the one that is meant.
        written(200, "/profiles/demo/copy", Map.of("to", "demo"));
        assertEquals("own", get("/profiles/demo").get("source").asText());
        JsonNode list = get("/profiles").get("profiles");
        assertEquals(List.of(own("demo.toml").toString()), list.findValuesAsText("shadowed_by"));
    }

    @Test
    void checkSaysWhatFermataCheckSaysWithPlacesInUtf16() throws Exception {
        String text = "\uFEFFschema = 1\r\nname = \"\ud83d\udd25\"\r\n[[skill]]\r\nname = \"\ud83d\udd25\" # "
                + "\ud83d\udd25\r\nkeys = \"\ud83d\udd25,wq\"\r\nevery = \"1s\"\r\n";
        JsonNode answer = ask(200, server.post("/check", JSON.writeValueAsString(Map.of("text", text))));
        JsonNode problem = answer.get("problems").get(1);
        assertEquals("wq", text.substring(problem.get("from").asInt(), problem.get("to").asInt()));
        assertEquals(5, problem.get("line").asInt());
        assertEquals(text.split("\r\n")[4].indexOf("wq") + 1, problem.get("column").asInt());
        assertEquals(2, problem.get("length").asInt());
        assertEquals("error", problem.get("severity").asText());
        JsonNode skill = answer.get("outline").get("skills").get(0);
        assertEquals("\ud83d\udd25", skill.get("name").get("value").asText());
        assertTrue(skill.get("every").get("set").asBoolean());
        assertEquals("normal", skill.get("lane").get("value").asText());
        assertFalse(skill.get("lane").get("set").asBoolean());
        JsonNode fields = answer.get("outline").get("fields").get("skill");
        JsonNode lane = fields.get(fields.findValuesAsText("key").indexOf("lane"));
        assertEquals(List.of("emergency", "high", "normal", "low"), JSON.convertValue(lane.get("words"), List.class));
    }

    @Test
    void checkReadsWhatATextExtendsFromTheFolderAndTellsWhichFileIsWrong() throws Exception {
        Files.createDirectories(own(""));
        Files.writeString(own("base.toml"), "schema = 1\n[[skill]]\nname = \"A\"\nkeys = \"qx\"\nevery = \"1s\"\n");
        String text = "schema = 1\nextends = \"base.toml\"\n";
        for (Map<String, String> body : List.of(Map.of("text", text, "name", "mine"), Map.of("text", text))) {
            JsonNode problem = ask(200, server.post("/check", JSON.writeValueAsString(body))).get("problems").get(0);
            assertEquals(own("base.toml").toString(), problem.get("file").asText());
            assertEquals(4, problem.get("line").asInt());
            assertEquals(0, problem.get("to").asInt());
        }
    }

    @Test
    void checkTakesAnyTextAndShowsOfItWhatCanBeRead() throws Exception {
        JsonNode broken = ask(200, server.post("/check", JSON.writeValueAsString(Map.of("text",
                "schema = 1\nname = \"x\"\n[[skill]]\nname = 7\nodd = nan\n[priority.managed.e]\nsend = \"w\"\n"))));
        assertTrue(broken.get("problems").size() > 0);
        assertEquals(7, broken.get("outline").get("skills").get(0).get("name").get("value").asInt());
        assertEquals("e", broken.get("outline").get("managed").get(0).get("key").asText());
        assertFalse(ask(200, server.post("/check", "{\"text\":\"\"}")).has("outline"));
    }

    @Test
    void editTellsWhatToChangeInTheTextAndWritesNothing() throws Exception {
        String text = "\uFEFFname = \"\ud83d\udd25\" # keep\r\n[[skill]]\r\nname = \"A\"\r\n";
        List<String> before = files();
        JsonNode answer = edited(200, text, """
                [{"table":"profile","key":"name","value":"x"},
                 {"table":"skills","index":0,"key":"enabled","value":false},
                 {"table":"priority","key":"special","value":["space"]},
                 {"table":"priority.managed.e","key":"send","value":"w"},
                 {"add_skill":{"name":"B","keys":"q"}},{"move_skill":1,"to":0},{"remove_skill":1},
                 {"table":"priority.managed.e","remove":true},
                 {"table":"dispatch","key":"lane_capacity","value":null}]""");
        assertEquals("\uFEFFname = \"x\" # keep\r\n\r\n[priority]\r\nspecial = [\"space\"]\r\n\r\n"
                + "[[skill]]\r\nname = \"B\"\r\nkeys = \"q\"\r\n\r\n", changed(text, answer));
        assertEquals(before, files());
    }

    @Test
    void aVoiceCommandIsShownAndChangedAndNothingOfItIsLost() throws Exception {
        String text = "schema = 1\n\n[[voice]]   # mine\nhear = [\"jump\", \"hop\"]\nkeys = \"1\"\nconfidence = 0.5\n";
        JsonNode shown = ask(200, server.post("/check", JSON.writeValueAsString(Map.of("text", text)))).get("outline")
                .get("voices").get(0);
        assertEquals("[\"jump\",\"hop\"]", shown.get("hear").get("value").toString());
        assertEquals("0.5", shown.get("confidence").get("value").asText());
        assertEquals(text.replace("0.5", "0.75"), changed(text, edited(200, text,
                "[{\"table\":\"voices\",\"index\":0,\"key\":\"confidence\",\"value\":0.75}]")));
        assertEquals(text.replace("[\"jump\", \"hop\"]", "\"jump\""), changed(text, edited(200, text,
                "[{\"table\":\"voices\",\"index\":0,\"key\":\"hear\",\"value\":\"jump\"}]")));
    }

    @Test
    void whatViewersMayHavePlayedIsShownAndChanged() throws Exception {
        String text = "schema = 1\n\n[viewers]\non = false # yet\n\n[[viewer]]\nname = \"Jump\"\non = \"chat\"\nkeys = \"1\"\n";
        JsonNode outline = ask(200, server.post("/check", JSON.writeValueAsString(Map.of("text", text)))).get("outline");
        assertEquals("false", outline.get("viewers").get("on").get("value").asText());
        assertEquals("chat", outline.get("viewer_actions").get(0).get("on").get("value").asText());
        assertEquals(text.replace("false", "true").replace("\"1\"\n", "\"1\"\ncooldown = \"1s\"\n"), changed(text,
                edited(200, text, "[{\"table\":\"viewers\",\"key\":\"on\",\"value\":true},"
                + "{\"table\":\"viewer_actions\",\"index\":0,\"key\":\"cooldown\",\"value\":\"1s\"}]")));
    }

    @Test
    void whatCannotBeChangedIsTold() throws Exception {
        assertEquals("cannot_edit", edited(422, "name = ", "[]").get("error").asText());
        assertEquals("cannot_edit", edited(422, "name = 1", "[{\"remove_skill\":0}]").get("error").asText());
        for (String wrong : List.of("{}", "7", "null", "{\"table\":\"nothing\",\"key\":\"x\",\"value\":1}",
                "{\"table\":\"profile\",\"key\":\"x\"}", "{\"table\":\"profile\",\"key\":\"\",\"value\":1}",
                "{\"table\":\"profile\",\"key\":\"x\",\"value\":{\"a\":1}}",
                "{\"table\":\"skills\",\"key\":\"x\",\"value\":1}",
                "{\"table\":\"profile\",\"key\":\"x\",\"value\":[true]}", "{\"remove_skill\":-1}",
                "{\"remove_skill\":0,\"to\":1}",
                "{\"table\":\"profile\",\"remove\":true}", "{\"add_skill\":{\"keys\":{}}}")) {
            JsonNode refused = edited(400, "name = 1", "[" + wrong + "]");
            assertEquals("bad_value", refused.get("error").asText(), wrong);
            assertEquals("changes", refused.get("field").asText(), wrong);
        }
        assertEquals("out_of_range", edited(400, "", "[" + "{},".repeat(64) + "{}]").get("error").asText());
        assertEquals("wrong_type", edited(400, "", "{}").get("error").asText());
    }

    private static String changed(String text, JsonNode answer) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = answer.get("edits").size() - 1; i >= 0; i--) {
            JsonNode edit = answer.get("edits").get(i);
            changed.replace(edit.get("from").asInt(), edit.get("to").asInt(), edit.get("insert").asText());
        }
        return changed.toString();
    }

    private JsonNode edited(int status, String text, String changes) throws IOException {
        return ask(status, server.post("/edit", "{\"text\":" + JSON.writeValueAsString(text) + ","
                + "\"changes\":" + changes + "}"));
    }

    @Test
    void previewTellsWhatWouldBePlayedAndWhileAKeyIsDown() throws Exception {
        String text = """
                schema = 1
                [priority]
                special = ["space"]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """;
        JsonNode played = ask(200, server.post("/preview", JSON.writeValueAsString(Map.of("text", text, "seconds", 3,
                "holds", List.of(Map.of("from_ms", 1500, "to_ms", 2000))))));
        assertEquals(List.of("press", "release", "hold_begin", "hold_end", "press", "release"),
                played.get("events").findValuesAsText("kind"));
        assertEquals(List.of("1000", "1025", "1500", "2000", "2500", "2525"),
                played.get("events").findValuesAsText("t_ms"));
        assertEquals("space", played.get("hold_key").asText());
        assertEquals(2, played.get("counts").get("Bolt").asInt());
        assertFalse(played.get("truncated").asBoolean());
        assertEquals(3000, played.get("played_ms").asInt());

        JsonNode bad = ask(422, server.post("/preview", JSON.writeValueAsString(Map.of("text", "schema = 1"))));
        assertEquals("this profile has nothing to play", bad.get("problems").get(0).get("message").asText());
        assertEquals("out_of_range", ask(400, server.post("/preview", "{\"text\":\"\","
                + "\"seconds\":121}")).get("error").asText());
        assertEquals("bad_value", ask(400, server.post("/preview", "{\"text\":\"\",\"holds\":[{\"from_ms\":1}]}"))
                .get("error").asText());
    }

    @Test
    void onePreviewIsPlayedAtATimeAndKeepsNobodyElseWaiting() throws Exception {
        close();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        server = new TestServer((profile, time, holds) -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Preview.Played(List.of(), Map.of(), Optional.empty(), false, time);
        });
        String body = JSON.writeValueAsString(Map.of("text", NewProfile.text("x")));
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> server.post("/preview",
                body));
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        assertEquals("preview_busy", ask(429, server.post("/preview", body)).get("error").asText());
        ask(200, server.post("/check", body));
        ask(200, server.post("/pause_control", "{\"action\":\"pause\"}"));
        end.countDown();
        ask(200, first.get(10, TimeUnit.SECONDS));
        ask(200, server.post("/preview", body));
    }
}
