package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fermata.model.Key;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The overlay, and what pages of other origins can do, in headless Chromium. */
@Tag("browser")
@Tag("proof")
@Timeout(90)
class OverlayBrowserTest {
    private static Browser browser;

    private TestServer server;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.start();
        browser.screen(400, 300, false);
        browser.seeThrough();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() {
        server = new TestServer();
        browser.complaints.clear();
    }

    @AfterEach
    void close() {
        browser.open("about:blank");
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private static void shows(String id, String text) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> browser.text(id), text::equals);
    }

    @Test
    void tellsTheStateWhoHoldsAndTheSkillsWithTheTimeLeft() {
        browser.open(server.url("/overlay"));
        shows("state", "running");
        await().until(() -> browser.text("skills"), text ->
                text.matches("Fire bolt0\\.\\d sCombo[0-7]\\.\\d sPotion\\d+\\.\\d sWhirlwindShield walloff"));

        server.agent.playerPresses(Key.SPACE, Key.MOUSE_RIGHT);
        shows("state", "held by space + mouse_right");
        await().until(() -> browser.text("long"), text -> text.matches("0\\.[1-9] s|[1-9]\\.\\d s"));
        assertEquals("", browser.text("holds"));

        server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"deck\"}");
        shows("state", "paused by deck");
        await().until(() -> browser.text("holds"), text -> text.startsWith("space + mouse_right"));
        server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"mute\",\"scope\":\"speech\"}");
        await().until(() -> browser.text("holds").contains("mute speech"));

        server.agent.playerReleases();
        server.post("/pause_control", "{\"action\":\"resume\",\"all\":true}");
        shows("state", "running");
        server.post("/stop", "{}");
        shows("state", "stopped");
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void isTransparentCompactAndHasNothingToPress() throws Exception {
        browser.open(server.url("/overlay"));
        shows("state", "running");
        await().until(() -> browser.text("skills").contains("Shield wall"));

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
        for (int[] point : new int[][] {{2, 2}, {395, 5}, {395, 295}, {200, 295}}) {
            assertEquals(0, picture.getRGB(point[0], point[1]) >>> 24, "see-through at " + List.of(point[0], point[1]));
        }
        int plate = picture.getRGB(20, 14) >>> 24;
        assertTrue(plate > 150 && plate < 255, "the plate behind the words lets a little through: " + plate);
        assertEquals(0, browser.eval("document.querySelectorAll('button,a,input,select,[tabindex],[onclick]').length").asInt());
        assertTrue(browser.eval("document.querySelector('main').offsetWidth").asInt() <= 320);
        assertTrue(browser.eval("document.querySelector('main').offsetHeight").asInt() <= 200);
    }

    @Test
    void saysThatThereIsNoAgentAndComesBackWithIt() {
        browser.open(server.url("/overlay"));
        shows("state", "running");
        int port = server.port();
        server.close();
        shows("state", "no agent");

        server = new TestServer(port, settings -> settings);

        shows("state", "running");
    }

    @Test
    void takesATokenFromItsAddress() {
        server.close();
        server = new TestServer(settings -> settings.withToken("0123456789abcdef"));
        browser.open(server.url("/overlay"));
        shows("state", "token needed");
        browser.open("about:blank");
        browser.open(server.url("/overlay#token=0123456789abcdef"));
        shows("state", "running");
        server.agent.playerPresses(Key.SPACE);
        shows("state", "held by space");
        browser.eval("sessionStorage.clear()");
    }

    @Test
    void tellsARefusedProfileAndThatNothingIsHeardInTheWordsOfTheBadge() throws Exception {
        browser.open(server.url("/overlay"));
        shows("state", "running");
        server.agent.savesAProfile("/home/ann/arpg.toml", "there is no key 'Q1'");
        shows("state", "running, profile refused");
        shows("trouble", "arpg.toml:3:5: there is no key 'Q1'");
        assertEquals(server.agent.status().standing().words(), browser.text("state"));
        server.agent.playerPresses(Key.SPACE);
        shows("state", "held by space, profile refused");
        server.agent.hears(false);
        shows("state", "nothing heard");
        assertEquals(server.agent.status().standing().words(), browser.text("state"));
        assertEquals("deaf", browser.eval("document.body.dataset.state").asText());
        assertEquals("", browser.text("long"), "how long it is held is no time of this");
        assertTrue(browser.text("holds").startsWith("space"), browser.text("holds"));
        server.agent.hears(true);
        server.agent.loadsAProfile();
        shows("state", "held by space");
        shows("trouble", "");
        assertEquals(List.of(), browser.complaints);
    }

    /** A page of the user's own with the overlay in a frame: shown under an allowed name, blocked under another. */
    @Test
    void isShownInAFrameOfAPageOfAnAllowedOriginOnly() throws Exception {
        HttpServer own = serving(() -> "<!doctype html><title>mine</title><p id=mine>mine</p><iframe src='"
                + server.url("/overlay") + "'></iframe>");
        try {
            String allowed = "http://127.0.0.1:" + own.getAddress().getPort();
            String foreign = "http://localhost:" + own.getAddress().getPort();
            server.close();
            server = new TestServer(settings -> settings.withAllowedOrigins(List.of(allowed)));

            browser.open(foreign + "/");
            shows("mine", "mine");
            await().until(() -> browser.complaints.stream().anyMatch(text -> text.contains("frame-ancestors")));
            assertTrue(server.get("/metrics").body().contains("fermata_http_streams 0\n"));
            browser.complaints.clear();

            browser.open(allowed + "/");
            shows("mine", "mine");
            await().until(() -> server.get("/metrics").body().contains("fermata_http_streams 1\n"));
            assertFalse(browser.complaints.stream().anyMatch(text -> text.contains("frame-ancestors")), browser.complaints.toString());
        } finally {
            own.stop(0);
        }
    }

    /** A page that the user serves from another port: allowed under one of its names and not under another. */
    @Test
    void aPageOfAnAllowedOriginReadsAndNeitherItNorAnyOtherWrites() throws Exception {
        HttpServer own = serving(() -> "<!doctype html><title>mine</title><p id=mine>mine</p>");
        try {
            String allowed = "http://127.0.0.1:" + own.getAddress().getPort();
            String foreign = "http://localhost:" + own.getAddress().getPort();
            server.close();
            server = new TestServer(settings -> settings.withAllowedOrigins(List.of(allowed)));

            browser.open(allowed + "/");
            shows("mine", "mine");
            assertEquals("ARPG rotation", tried("fetch('" + server.url("/status") + "').then(r => r.json()).then(s => s.profile)"));
            assertEquals("ARPG rotation", tried("fetch('" + server.url("/status") + "', {headers: {Authorization: 'Bearer x'}})"
                    + ".then(r => r.json()).then(s => s.profile)"), "with a question before");
            server.agent.playerPresses(Key.SPACE);
            assertEquals("hold_added", tried("new Promise(done => { const s = new EventSource('" + server.url("/events?since=0")
                    + "'); s.onmessage = m => { s.close(); done(JSON.parse(m.data).event); }; s.onerror = () => done('refused'); })"));
            writesNothing();

            browser.open(foreign + "/");
            shows("mine", "mine");
            assertEquals("refused", tried("fetch('" + server.url("/status") + "').then(r => r.json()).then(s => s.profile)"));
            assertEquals("refused", tried("new Promise(done => { const s = new EventSource('" + server.url("/events?since=0")
                    + "'); s.onmessage = m => { s.close(); done(m.data); }; s.onerror = () => { s.close(); done('refused'); }; })"));
            writesNothing();
        } finally {
            own.stop(0);
        }
    }

    private static HttpServer serving(Supplier<String> page) throws IOException {
        HttpServer own = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        own.createContext("/", exchange -> {
            byte[] bytes = page.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        own.start();
        return own;
    }

    /** The source of OBS in docs/recipes.md is large enough for what it shows. */
    @Test
    void theRecipeForObsShowsAllOfIt() throws Exception {
        String url = recipe("\\| URL \\| `(.*?)` \\|");
        int width = Integer.parseInt(recipe("\\| Width \\| `(\\d+)` \\|"));
        int height = Integer.parseInt(recipe("\\| Height \\| `(\\d+)` \\|"));
        browser.screen(width, height, false);
        browser.open(url.replace("http://127.0.0.1:8010", server.url("")));
        shows("state", "running");
        server.agent.playerPresses(Key.SPACE, Key.MOUSE_RIGHT);
        server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"deck\"}");
        await().until(() -> browser.text("holds").contains("mouse_right"));
        assertEquals(width, browser.eval("document.documentElement.scrollWidth").asInt());
        assertEquals(height, browser.eval("document.documentElement.scrollHeight").asInt());
        browser.screen(400, 300, false);
    }

    /** The page of one's own in docs/recipes.md, served and allowed as it says. */
    @Test
    void theRecipeForAPageOfOnesOwnShowsTheAgent() throws Exception {
        String page = recipe("(?s)```html\n(.*?)```");
        HttpServer own = serving(() -> page.replace("http://127.0.0.1:8010", server.url("")));
        try {
            String origin = recipe("allowed_origins = \\[\"(.*?)\"]").replace("5500", "" + own.getAddress().getPort());
            server.close();
            server = new TestServer(settings -> settings.withAllowedOrigins(List.of(origin)));
            browser.open(origin + "/");
            shows("state", "ARPG rotation: running");
            server.post("/pause_control", "{\"action\":\"pause\"}");
            shows("state", "ARPG rotation: paused");
            assertEquals(List.of(), browser.complaints.stream().filter(text -> !text.contains("favicon")).toList());
        } finally {
            own.stop(0);
        }
    }

    private static String recipe(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of("docs/recipes.md")));
        assertTrue(found.find(), pattern);
        return found.group(1);
    }

    private void writesNothing() {
        for (String type : List.of("application/json", "text/plain")) {
            assertEquals("refused", tried("fetch('" + server.url("/stop") + "', {method: 'POST', body: '{}', headers: "
                    + "{'Content-Type': '" + type + "'}}).then(r => r.text())"));
            assertEquals("refused", tried("fetch('" + server.url("/stop") + "', {method: 'POST', mode: 'no-cors', body: '{}'})"
                    + ".then(r => r.type)"));
        }
        assertEquals(List.of(), server.agent.calls());
    }

    private static String tried(String promise) {
        return browser.eval("(" + promise + ").catch(() => 'refused')").asText();
    }
}
