package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.Screen.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Look page in headless Chromium, with a painted game in place of the desktop. */
@Tag("browser")
@Tag("long")
@Timeout(120)
@Tag("proof")
class LookBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PROFILE = """
            schema = 1

            [screen]
            reference = [1920, 1080]   # full HD

            [[sensor]]
            name   = "mana"            # an orb
            kind   = "orb"
            region = [1480, 840, 208, 208]
            grows  = "up"

            [[skill]]
            name  = "Bolt"             # the main attack
            keys  = "q"
            every = "1s"
            """;
    private static Browser browser;

    private final TestServer server = new TestServer();
    private final Path profile = server.folder.resolve("own/mage.toml");
    private LookSteps look;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(profile.getParent());
        Files.writeString(profile, PROFILE);
        GameScene.show(server.screen, 60, true);
        browser.screen(1280, 860, false);
        browser.complaints.clear();
        browser.requests.clear();
        browser.open(server.url("/look#profile=mage"));
        look = new LookSteps(browser);
        look.shows("#sensors", "mana");
    }

    @AfterEach
    void close() {
        browser.open("about:blank");
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private String place() {
        return browser.eval("['x', 'y', 'width', 'height'].map((each) =>"
                + " document.getElementById('place-' + each).value).join()").asText();
    }

    private void arrow(String key, boolean shift, boolean ctrl) {
        browser.eval("document.querySelector('#layer .draft').dispatchEvent(new KeyboardEvent('keydown', { key: '" + key
                + "', shiftKey: " + shift + ", ctrlKey: " + ctrl + ", bubbles: true }))");
    }

    @Test
    void keysMoveAndSizeThePlaceAndItStaysInThePicture() {
        look.shoot();
        look.draw(GameScene.LIFE);
        assertEquals("60,470,200,18", place());
        arrow("ArrowRight", false, false);
        arrow("ArrowUp", false, true);
        arrow("ArrowDown", true, false);
        arrow("ArrowLeft", true, true);
        await().atMost(PATIENCE).until(this::place, "61,460,190,19"::equals);
        for (int i = 0; i < 10; i++) {
            arrow("ArrowLeft", false, true);
        }
        await().atMost(PATIENCE).until(this::place, "0,460,190,19"::equals);
        assertEquals("Place at 0, 460, 190 by 19 pixels",
                browser.eval("document.querySelector('#layer .draft').getAttribute('aria-label')").asText());
        browser.eval("const x = document.getElementById('place-x'); x.value = '5000';"
                + " x.dispatchEvent(new Event('change', { bubbles: true }))");
        await().atMost(PATIENCE).until(this::place, "770,460,190,19"::equals);
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void aSensorOfTheProfileIsShownWhereItIsInThePictureAndSavedWhereItWasMovedTo() throws Exception {
        look.shoot();
        browser.click("#sensor-mana");
        await().atMost(PATIENCE).until(this::place, "740,420,104,104"::equals);
        look.shows("#save", "The profile has it so");
        look.drag(790, 470, 780, 460);
        look.click("save");
        await().atMost(PATIENCE).until(() -> Files.readString(profile).contains("[1460, 820, 208, 208]"));
        assertEquals(PROFILE.replace("[1480, 840, 208, 208]", "[1460, 820, 208, 208]"), Files.readString(profile));
    }

    @Test
    void whatChangedTheFileMeanwhileIsNotWrittenOver() throws Exception {
        look.shoot();
        look.draw(GameScene.METEOR);
        look.name("meteor");
        String theirs = PROFILE.replace("1s", "2s");
        Files.writeString(profile, theirs);
        look.click("save");
        look.shows("#sensor", "the profile was changed by something else meanwhile");
        assertEquals(theirs, Files.readString(profile));
        look.click("save");
        await().atMost(PATIENCE).until(() -> Files.readString(profile).contains("name = \"meteor\""));
        assertTrue(Files.readString(profile).contains("every = \"2s\""));
    }

    @Test
    void whatCannotBeSeenIsSaidAndTheLastPictureStays() {
        look.shoot();
        server.screen.stand(State.HIDDEN);
        look.click("shoot");
        look.shows("#shot-why", "the window is not shown");
        look.shows("#shot-why", "not behind this page");
        assertEquals(false, browser.eval("document.getElementById('frame').hidden").asBoolean());
        server.screen.stand(State.SEEN);
        look.shoot();
        await().atMost(PATIENCE).until(() -> browser.eval("document.getElementById('shot-why') === null").asBoolean());
    }

    @Tag("proof")
    @Test
    void theScreenIsReadOnlyWhileThePageAsks() throws Exception {
        long before = server.screen.captures();
        look.click("follow");
        look.shows("#shown", "Fermata looks each second");
        await().atMost(PATIENCE).until(() -> server.screen.captures() >= before + 3);
        look.click("follow");
        look.shows("#shown", "Fermata does not look now");
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
        long after = server.screen.captures();
        browser.eval("new Promise((done) => { setTimeout(done, 1500); })");
        assertEquals(after, server.screen.captures());
    }

    @Test
    void aColourIsTakenFromThePictureAndDigitsAreTyped() throws Exception {
        look.shoot();
        look.draw(GameScene.METEOR);
        browser.eval("const kind = document.getElementById('kind'); kind.value = 'pixel';"
                + " kind.dispatchEvent(new Event('change', { bubbles: true }))");
        browser.click("#name");
        browser.type("alive");
        look.shows("#value", "no");
        look.click("colour-here");
        look.shows("#value", "yes");
        look.click("save");
        await().atMost(PATIENCE).until(() -> Files.readString(profile).contains("colour = \"#"));
        look.shows("#use", "Add this skill");
        assertEquals("alive", browser.eval("document.getElementById('skill-when').value").asText());
    }

    @Test
    void whatCameWithFermataIsOnlyLookedAt() {
        browser.eval("const of = document.getElementById('of'); of.value = 'demo';"
                + " of.dispatchEvent(new Event('change', { bubbles: true }))");
        look.shows("#sensor", "It came with Fermata: duplicate it in the studio");
        assertEquals("true", browser.eval("document.getElementById('sensor-new').getAttribute('aria-disabled')")
                .asText());
        look.shoot();
        look.draw(GameScene.LIFE);
        look.shows("#save", "It came with Fermata");
    }

    @Test
    void fitsAPhoneAndThumbsAndAsksNobodyElse() {
        look.shoot();
        look.draw(GameScene.LIFE);
        for (int width : new int[] {360, 640, 900, 1440}) {
            browser.screen(width, 800, width == 640);
            browser.eval("new Promise((done) => { setTimeout(done, 200); })");
            assertTrue(browser.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean(), width + " wide");
        }
        browser.screen(360, 800, false);
        assertEquals(0, browser.eval("[...document.querySelectorAll('.look button')].filter((each) =>"
                + " each.offsetParent && each.offsetHeight < 44).length").asInt());
        assertEquals(List.of(), browser.requests.stream().filter(url -> !url.startsWith(server.url("/"))
                && !url.startsWith("about:")).toList());
        assertEquals(List.of(), browser.requests.stream().filter(url -> url.contains("codemirror")).toList());
        assertEquals(List.of(), browser.complaints);
    }
}
