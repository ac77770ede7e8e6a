package dev.fermata.control.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.platform.Screen.State;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures of the game, and what sensors read in them, over HTTP. */
@Timeout(60)
class LookApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIFE = "\"sensor\":\"hp\",\"kind\":\"bar\",\"region\":[60,470,200,18]";

    private final TestServer server = new TestServer();
    private final Path own = server.folder.resolve("own");

    @BeforeEach
    void profile() throws Exception {
        Files.createDirectories(own);
        Files.writeString(own.resolve("druid.toml"), """
                schema = 1
                [screen]
                reference = [1920, 1080]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """);
        GameScene.show(server.screen, 60, true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<byte[]> picture(String... headers) throws Exception {
        HttpRequest.Builder request = server.request("/screen.png?profile=druid");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private long shoot() throws Exception {
        HttpResponse<byte[]> answer = picture("Sec-Fetch-Site", "same-origin");
        assertEquals(200, answer.statusCode(), () -> new String(answer.body(), UTF_8));
        return answer.headers().firstValueAsLong("Fermata-Picture").orElseThrow();
    }

    private JsonNode post(int status, String path, String json) throws Exception {
        HttpResponse<String> answer = server.send(server.request(path).header("Content-Type", "application/json")
                .header("Origin", server.url("")).POST(HttpRequest.BodyPublishers.ofString(json)).build());
        assertEquals(status, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private JsonNode learn(long picture, String look) throws Exception {
        return post(200, "/profiles/druid/learn", "{\"picture\":" + picture + "," + LIFE + ","
                + "\"look\":\"" + look + "\"}");
    }

    @Test
    void aPictureIsWhatTheWindowShowsAndNobodyKeepsIt() throws Exception {
        HttpResponse<byte[]> answer = picture("Sec-Fetch-Site", "same-origin");
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals("image/png", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("screen", answer.headers().firstValue("Fermata-Shows").orElseThrow());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        int[] shown = new int[GameScene.WIDTH * GameScene.HEIGHT];
        server.screen.reopen().capture(0, 0, GameScene.WIDTH, GameScene.HEIGHT, shown);
        int[] got = image.getRGB(0, 0, GameScene.WIDTH, GameScene.HEIGHT, null, 0, GameScene.WIDTH);
        for (int i = 0; i < got.length; i++) {
            got[i] &= 0xffffff;
            shown[i] &= 0xffffff;
        }
        assertArrayEquals(shown, got);
    }

    @Test
    void onlyAPageOfTheAgentsOwnGetsOne() throws Exception {
        long before = server.screen.captures();
        assertEquals(403, picture().statusCode());
        assertEquals(403, picture("Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(403, picture("Sec-Fetch-Site", "none").statusCode());
        assertEquals(403, picture("Origin", "http://evil.example", "Fermata-Page", "1").statusCode());
        assertEquals(403, server.post("/profiles/druid/reading", "{}").statusCode());
        assertEquals(403, server.post("/profiles/druid/learn", "{}").statusCode());
        assertEquals(before, server.screen.captures(), "the screen was not even looked at");
        assertEquals(200, picture("Origin", server.url("")).statusCode());
        assertEquals(200, picture("Fermata-Page", "1").statusCode());
    }

    @Test
    void aSensorLearnsAndReadsInPicturesAlthoughTheScreenHasChangedSince() throws Exception {
        GameScene.show(server.screen, 100, true);
        long full = shoot();
        GameScene.show(server.screen, 0, true);
        assertEquals("unknown", learn(full, "full").get("state").asText());
        JsonNode learned = learn(shoot(), "empty");
        assertEquals(0, learned.get("value").asDouble(), 0.5);
        assertEquals("[\"full\",\"empty\"]", learned.get("looks").toString());
        assertEquals("[120,940,400,36]", learned.get("region").toString(), "as the reference has it");
        assertTrue(Files.exists(own.resolve("looks/druid/hp.full.png")));

        GameScene.show(server.screen, 63, true);
        long now = shoot();
        long captures = server.screen.captures();
        JsonNode read = post(200, "/profiles/druid/reading", "{\"picture\":" + now + "," + LIFE + "}");
        assertEquals(63, read.get("value").asDouble(), 0.5);
        assertEquals(captures, server.screen.captures(), "the screen is captured for pictures only");
    }

    @Test
    void aNameThatIsNotEncodedRightIsRefused() throws Exception {
        try (Socket socket = server.socket()) {
            socket.getOutputStream().write(("GET /screen.png?profile=50%25%2 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                    + "\r\nFermata-Page: 1\r\n\r\n").getBytes(UTF_8));
            assertEquals("HTTP/1.1 400", new String(socket.getInputStream().readNBytes(12), UTF_8));
        }
    }

    @Test
    void theLastTwoPicturesAreKept() throws Exception {
        long first = shoot();
        long second = shoot();
        shoot();
        assertEquals("picture_gone", post(409, "/profiles/druid/reading", "{\"picture\":" + first + "," + LIFE + "}")
                .get("error").asText());
        post(200, "/profiles/druid/reading", "{\"picture\":" + second + "," + LIFE + "}");
    }

    @Test
    void whatCannotBeSeenIsSaid() throws Exception {
        server.screen.stand(State.HIDDEN);
        HttpResponse<byte[]> answer = picture("Sec-Fetch-Site", "same-origin");
        assertEquals(409, answer.statusCode());
        assertTrue(new String(answer.body(), UTF_8).contains("there is nothing to see: the window is not shown"));
        server.screen.stand(State.SEEN);
        GameScene.show(server.screen, 60, true);
        String outside = LIFE.replace("[60,", "[900,");
        assertEquals("this region is not in the picture", post(409, "/profiles/druid/reading", "{\"picture\":" + shoot()
                + "," + outside + "}").get("message").asText());
        assertEquals("not learned", post(200, "/profiles/druid/reading", "{\"picture\":" + shoot() + "," + LIFE + "}")
                .get("why").asText());
    }

    @Test
    void aSensorOfAProfileThatCameWithFermataLearnsNothingThroughOneThatExtendsIt() throws Exception {
        Path shipped = server.folder.resolve("shipped");
        Files.writeString(shipped.resolve("base.toml"), Files.readString(own.resolve("druid.toml"))
                + "[[sensor]]\nname = \"hp\"\nkind = \"bar\"\nregion = [120, 940, 400, 36]\n");
        Files.writeString(own.resolve("druid.toml"), "schema = 1\nextends = \"../shipped/base.toml\"\n");
        long picture = shoot();
        assertEquals("not_editable", post(409, "/profiles/druid/learn", "{\"picture\":" + picture + "," + LIFE
                + ",\"look\":\"full\"}").get("error").asText());
        assertFalse(Files.exists(shipped.resolve("looks")));
    }

    @Test
    void whatCameWithFermataLearnsNothing() throws Exception {
        long picture = shoot();
        assertEquals("not_editable", post(409, "/profiles/demo/learn", "{\"picture\":" + picture + "," + LIFE
                + ",\"look\":\"full\"}").get("error").asText());
        assertFalse(Files.exists(server.folder.resolve("shipped/looks")));
    }
}
