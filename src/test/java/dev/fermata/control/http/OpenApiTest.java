package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fermata.config.Field;
import dev.fermata.config.Schema;
import dev.fermata.config.profile.NewProfile;
import dev.fermata.model.Key;
import dev.fermata.model.RecordingStatus;
import dev.fermata.model.WhyIgnored;
import dev.fermata.observe.EventFormat;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description is valid, names every path, and the answers are as it says. */
@Tag("long")
@Timeout(60)
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode description() throws Exception {
        return JSON.readTree(server.get("/openapi.json").body());
    }

    @Test
    void aValidatorAcceptsIt() {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(server.get("/openapi.json").body());
        assertEquals(List.of(), result.getMessages() == null ? List.of() : result.getMessages());
        OpenAPI api = result.getOpenAPI();
        assertEquals("3.1.0", api.getOpenapi());
        assertEquals("pauseControl", api.getPaths().get("/pause_control").getPost().getOperationId());
    }

    @Test
    void theValidatorSeesMistakes() {
        String broken = server.get("/openapi.json").body().replaceFirst("\"title\"", "\"titel\"");
        assertTrue(!new OpenAPIV3Parser().readContents(broken).getMessages().isEmpty());
    }

    @Test
    void namesEveryPathAndMethodThatIsAnswered() throws Exception {
        Set<String> described = new TreeSet<>();
        description().get("paths").properties().forEach(path ->
                path.getValue().fieldNames().forEachRemaining(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> answered = new TreeSet<>();
        String paths = JSON.readTree(server.get("/nothing").body()).get("expected").asText()
                .substring("one of ".length());
        for (String path : paths.split(", ")) {
            String allow = server.send(server.request(path.replace("{name}", "x"))
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build())
                    .headers().firstValue("allow").orElseThrow();
            for (String method : List.of("GET", "POST", "DELETE")) {
                if (List.of(allow.split(", ")).contains(method) && !path.matches("/.+\\.(css|js|svg)")) {
                    answered.add(method + " " + path);
                }
            }
        }
        assertEquals(answered, described);
    }

    /** Its requests have the fields that are read, with their types and limits, and no other. */
    @ParameterizedTest
    @MethodSource("requests")
    void requestsAreTheSchemas(Schema schema) throws Exception {
        JsonNode described = description().get("components").get("schemas").get(schema.title());

        List<String> names = new ArrayList<>();
        described.get("properties").fieldNames().forEachRemaining(names::add);
        assertEquals(schema.names(), names);
        assertFalse(described.get("additionalProperties").asBoolean());
        assertEquals(schema.fields().stream().filter(Field::isRequired).map(Field::name).toList(),
                JSON.convertValue(described.get("required"), List.class));
        for (Field<?> field : schema.fields()) {
            JsonNode property = described.get("properties").get(field.name());
            field.type().jsonSchema().forEach((word, value) ->
                    assertEquals(tree(value), property.path(word), field + " " + word));
            assertEquals(field.meaning(), property.path("description").asText(), field.name());
            if (property.has("default")) {
                assertEquals(field.otherwise(), property.get("default").asText());
            }
        }
    }

    /** As it is when it has been read. */
    private static JsonNode tree(Object value) {
        try {
            return JSON.readTree(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Schema> requests() {
        return List.of(RequestFields.PAUSE_REQUEST, RequestFields.SESSION_REQUEST, RequestFields.ACTION_REQUEST,
                RequestFields.REASON_REQUEST, RequestFields.SKILL_REQUEST, RequestFields.PROFILE_REQUEST,
                RequestFields.SAY_REQUEST, FeedFields.FEED_REQUEST, RecordingFields.BEGIN_REQUEST, RecordingFields.RECORDING_REQUEST,
                StudioFields.SAVE_REQUEST, StudioFields.NEW_REQUEST, StudioFields.COPY_REQUEST,
                StudioFields.RENAME_REQUEST,
                StudioFields.DELETE_REQUEST, StudioFields.CHECK_REQUEST, StudioFields.EDIT_REQUEST,
                StudioFields.PREVIEW_REQUEST, LookFields.READING_REQUEST, LookFields.LEARN_REQUEST);
    }

    @Test
    void answersAreAsDescribed() throws Exception {
        server.agent.playerPresses(Key.SPACE);
        conforms("PauseAnswer", 200, server.post("/pause_control", "{\"action\":\"pause\",\"lease_ms\":5000,"
                + "\"reason\":\"x\"}"));
        conforms("StateAnswer", 200, server.post("/pause_status", "{}"));
        conforms("ActionAnswer", 202, server.post("/actions", "{\"keys\":\"q\"}"));
        conforms("ActionAnswer", 202, server.post("/actions", "{\"take\":\"fermata take 1\\n0 down q\",\"times\":2}"));
        conforms("Status", 200, server.get("/status"));
        server.agent.listening = () -> Optional.of(FakeAgent.listened(Optional.of("why"), Optional.of(WhyIgnored.HELD), 0));
        conforms("Status", 200, server.get("/status"));
        conforms("PauseAnswer", 200, server.post("/pause_control", "{\"action\":\"resume\"}"));
        server.agent.recording = Optional.of(new RecordingStatus("api:test", "q", 3, 0));
        conforms("Status", 200, server.get("/status"));
        conforms("RecordingStatusAnswer", 200, server.get("/recording"));
        conforms("RecordingAnswer", 201, server.post("/recording", "{\"keys\":\"q,shift\",\"pointer\":true}"));
        conforms("RecordingStatusAnswer", 200, server.get("/recording"));
        conforms("RecordingNews", 200, server.post("/recording/news", FakeRecordings.BODY));
        conforms("RecordingNews", 200, server.post("/recording/end", FakeRecordings.BODY));
        conforms("Health", 200, server.get("/healthz"));
        conforms("Proof", 200, server.get("/proof?question=" + "0".repeat(32)));
        conforms("StateAnswer", 200, server.post("/stop", "{}"));
        conforms("StateAnswer", 200, server.post("/start", "{}"));
        conforms("SkillAnswer", 200, server.post("/skills/Fire%20bolt", "{\"turn\":\"off\"}"));
        conforms("ProfileAnswer", 200, server.post("/profile", "{\"profile\":\"druid\"}"));
        server.speech = new FakeSpeech();
        conforms("SayAnswer", 202, server.post("/say", "{\"text\":\"hello\",\"priority\":-5}"));
        conforms("Speech", 200, server.get("/speech"));
        conforms("DropAnswer", 200, server.send(server.request("/speech/1").DELETE().build()));
        server.history = new FakeHistory(server.clock);
        conforms("History", 200, server.get("/history"));
        conforms("Error", 400, server.get("/history?last=0"));
        server.stream = new FakeStream();
        conforms("FeedAnswer", 202, server.post("/feed", "{\"kind\":\"chat\",\"text\":\"hi\"}"));
        conforms("Stream", 200, server.get("/stream"));
        server.agent.companions = FakeHistory.COMPANIONS;
        conforms("Status", 200, server.get("/status"));
        conforms("QuitAnswer", 202, server.post("/quit", "{}"));
        conforms("Error", 404, server.post("/skills/Fire", "{\"turn\":\"off\"}"));
        conforms("Error", 422, server.post("/profile", "{\"profile\":\"bear\"}"));
        conforms("Error", 404, server.post("/pause_status", "{\"sessionid\":1}"));
        conforms("Error", 400, server.post("/actions", "{\"keys\":\"?\"}"));
        server.agent.tell(event -> check("Event", EventFormat.JSONL.format(event)));
        server.agent.playerReleases();
    }

    @Test
    void answersAboutProfilesAreAsDescribed() throws Exception {
        HttpResponse<String> made = page("/profiles/druid/new", "{}");
        conforms("SavedProfile", 200, made);
        String version = "\"version\":" + JSON.readTree(made.body()).get("version");
        conforms("ProfileText", 200, server.get("/profiles/druid"));
        conforms("ProfileText", 200, server.get("/profiles/demo"));
        conforms("SavedProfile", 200, page("/profiles/druid/rename", "{\"to\":\"bear\"," + version + "}"));
        HttpResponse<String> deleted = page("/profiles/bear/delete", "{" + version + "}");
        conforms("TrashedProfile", 200, deleted);
        conforms("Profiles", 200, server.get("/profiles"));
        conforms("SavedProfile", 200, page("/trash/" + JSON.readTree(deleted.body()).get("trash").asText() + "/restore",
                "{}"));
        conforms("CheckAnswer", 200, server.post("/check", "{\"text\":\"schema = 1\\nname = 5\"}"));
        conforms("EditAnswer", 200, server.post("/edit", "{\"text\":\"name = 5\",\"changes\":[{\"table\":\"profile\","
                + "\"key\":\"name\",\"value\":\"x\"}]}"));
        conforms("PreviewAnswer", 200, server.post("/preview", JSON.writeValueAsString(Map.of("text",
                NewProfile.text("x"), "holds", List.of(Map.of("from_ms", 0, "to_ms", 5))))));
        conforms("Error", 422, page("/profiles/x", "{\"text\":\"name = 5\"}"));
        conforms("Error", 409, page("/profiles/bear/new", "{}"));
    }

    @Test
    void answersAboutSensorsAreAsDescribed() throws Exception {
        page("/profiles/druid/new", "{}");
        GameScene.show(server.screen, 60, true);
        HttpResponse<String> picture = server.send(server.request("/screen.png?profile=druid")
                .header("Sec-Fetch-Site", "same-origin").build());
        assertEquals("no-store", picture.headers().firstValue("Cache-Control").orElseThrow());
        String body = "{\"picture\":1,\"sensor\":\"hp\",\"region\":[60,470,200,18],\"kind\":";
        conforms("SensorAnswer", 200, page("/profiles/druid/reading", body + "\"bar\"}"));
        conforms("SensorAnswer", 200, page("/profiles/druid/reading", body + "\"pixel\"}"));
        conforms("SensorAnswer", 200, page("/profiles/druid/learn", body + "\"icon\",\"look\":\"ready\"}"));
        conforms("Error", 409, page("/profiles/druid/learn", body + "\"digits\",\"look\":\"glyphs\",\"text\":\"12\"}"));
        conforms("Error", 400, page("/profiles/druid/learn", body + "\"bar\",\"look\":\"ready\"}"));
    }

    private HttpResponse<String> page(String path, String json) {
        return server.send(server.request(path).header("Content-Type", "application/json")
                .header("Origin", server.url("")).POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    private void conforms(String schema, int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        check(schema, response.body());
    }

    private void check(String schema, String json) {
        try {
            ObjectNode whole = (ObjectNode) description();
            ObjectNode root = JSON.createObjectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema")
                    .put("$ref", "#/components/schemas/" + schema);
            root.set("components", whole.get("components"));
            assertEquals(Set.of(), JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root)
                    .validate(JSON.readTree(json)), schema + ": " + json);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
