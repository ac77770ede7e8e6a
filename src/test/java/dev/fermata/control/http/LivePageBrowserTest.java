package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live page in headless Chromium. */
@Tag("browser")
@Tag("long")
@Timeout(90)
class LivePageBrowserTest {
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static Browser browser;

    private TestServer server = new TestServer();

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
    void openPage() {
        browser.screen(1280, 860, false);
        open(server.url("/"));
    }

    @AfterEach
    void close() {
        browser.open("about:blank");
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private void open(String url) {
        browser.open("about:blank");
        browser.complaints.clear();
        browser.requests.clear();
        browser.open(url);
        shows("link-text", "Live");
    }

    private static void shows(String id, String text) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> browser.text(id), text::equals);
    }

    private static void click(String id) {
        browser.eval("document.getElementById('" + id + "').click()");
    }

    @Test
    void everyButtonDoesWhatItSays() {
        shows("state", "Running");

        click("pause");
        shows("state", "Paused");
        assertEquals(List.of("api:page"), server.agent.holders());
        shows("notice", "Paused");

        click("resume");
        shows("state", "Running");
        assertEquals(List.of(), server.agent.holders());

        click("toggle");
        shows("state", "Paused");
        click("toggle");
        shows("state", "Running");

        click("stop");
        shows("state", "Stopped");
        assertEquals("stop api:page: stopped on the page", server.agent.calls().get(0));

        click("start");
        shows("state", "Running");
        assertEquals("start api:page", server.agent.calls().get(1));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    @Tag("proof")
    void aButtonThatCannotDoAnythingSaysWhyAndDoesNothing() {
        shows("state", "Running");
        whyNot("resume", "There is no client's pause to end");
        whyNot("start", "It is running already");
        whyNot("pause", "");
        click("resume");
        click("start");

        click("pause");
        shows("state", "Paused");
        whyNot("pause", "This page pauses it already");
        whyNot("resume", "");
        click("stop");
        shows("state", "Stopped");
        whyNot("stop", "It is stopped already");
        whyNot("start", "");
        whyNot("toggle", "");
        assertEquals(List.of("stop api:page: stopped on the page"), server.agent.calls());
        assertEquals("", browser.text("notice").replaceAll("^Stopped.*", ""));

        server.close();
        whyNot("toggle", "The agent does not answer");
    }

    /** What a button says why it does nothing, read out too; an empty reason is none. */
    private static void whyNot(String id, String why) {
        String button = "document.getElementById('" + id + "')";
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.eval(button + ".title").asText(), why::equals);
        assertEquals(!why.isEmpty(), browser.eval(button + ".getAttribute('aria-disabled') === 'true'").asBoolean());
        assertEquals(why, browser.eval("document.getElementById(" + button
                + ".getAttribute('aria-describedby'))?.textContent ?? ''")
                .asText());
    }

    @Test
    void resumeEndsEveryClientsPauseAndSaysWhatStillHolds() {
        server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"deck\"}");
        server.agent.playerPresses(Key.SPACE);
        shows("state", "Paused");

        click("resume");

        shows("notice", "Resumed; still held by priority-keys");
        shows("state", "Holding");
        assertEquals(List.of(Hold.PRIORITY_KEYS), server.agent.holders());
    }

    @Test
    @Tag("proof")
    void aPauseOfSpeechAloneIsShownAndNothingElseStandsStill() {
        server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"mute\",\"scope\":\"speech\"}");
        await().until(() -> browser.text("holds").startsWith("api:mute speech"));
        shows("state", "Running");

        open(server.url("/"));
        await().until(() -> browser.text("holds").startsWith("api:mute speech"));
        shows("state", "Running");

        server.post("/pause_control", "{\"action\":\"pause\",\"client\":\"deck\"}");
        shows("state", "Paused");
    }

    @Test
    @Tag("proof")
    void showsWhatTheSensorsReadAndTheirLastMinute() {
        shows("sense-list", "hp63.2sure to 98 %meteorreadysure to 90 %life120 / 345sure to 97 %burningnosure to 100 %"
                + "manaunknowncovered by another window");
        shows("senses-note", "Reads 40.3 places of the screen a second");
        server.agent.life(12.5);
        await("two steps in the minute of hp").until(() -> browser.eval("document.querySelector('#sense-list .line')"
                + ".getAttribute('d').match(/H/g).length").asInt() == 2);
        server.agent.playerPresses(Key.SPACE);
        shows("sense-list", "hpunknownnot looked at in a holdmeteorunknownnot looked at in a hold");
        shows("senses-note", "Does not read the screen now");
        assertEquals(0, browser.eval("[...document.querySelectorAll('#sense-list .reads')].filter((each) =>"
                + " each.textContent !== 'unknown').length").asInt());
        assertTrue(browser.eval("document.querySelector('#sense-list .blind').getAttribute('d').length").asInt() > 0);
    }

    @Test
    @Tag("proof")
    void worksWithTheKeyboardAndShowsTheFocus() {
        browser.eval("document.activeElement.blur()");
        for (String page : List.of("Live", "Studio", "Look")) {
            browser.key("Tab", TAB);
            assertEquals(page, browser.eval("document.activeElement.textContent").asText());
        }
        browser.key("Tab", TAB);
        assertEquals("pause", browser.eval("document.activeElement.id").asText());
        assertTrue(browser.eval("parseFloat(getComputedStyle(document.activeElement).outlineWidth)").asDouble() >= 2);

        browser.key("Enter", ENTER);

        shows("state", "Paused");
        Set<String> reached = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            reached.add(browser.eval("document.activeElement.id").asText());
            browser.key("Tab", TAB);
        }
        assertTrue(reached.containsAll(Set.of("pause", "resume", "toggle", "start", "stop", "log-keys")),
                reached.toString());
        assertEquals("polite", browser.eval("document.getElementById('state-live').getAttribute('aria-live')")
                .asText());
    }

    @Test
    void showsEveryHoldOnceAndInOrder() {
        browser.eval("window.seen = []; new MutationObserver(() => seen.push("
                + "document.getElementById('state').textContent))"
                + ".observe(document.getElementById('state'), {childList: true, characterData: true, "
                + "subtree: true}); 0");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            server.agent.playerPresses(Key.SPACE);
            shows("state", "Holding");
            server.agent.playerReleases();
            shows("state", "Running");
            expected.addAll(List.of("Holding", "Running"));
        }
        assertEquals(String.join(",", expected), browser.eval("seen.join()").asText());
    }

    @Test
    void saysThatItIsDisconnectedAndComesBackAfterARestart() {
        int port = server.port();
        server.agent.playerPresses(Key.SPACE);
        shows("state", "Holding");
        server.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.text("link-text"), t -> t.startsWith("Disconnected"));

        server = new TestServer(port, settings -> settings);

        shows("link-text", "Live");
        shows("state", "Running");
        server.agent.plays("Fire bolt", Lane.NORMAL);
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.text("log").contains("Fire bolt"));
        assertFalse(browser.text("log").contains("space"), "the log of the agent before is gone");
        assertFalse(browser.complaints.stream().anyMatch(text -> text.contains("exception")),
                browser.complaints.toString());
    }

    @Test
    void showsSkillsLanesLatenciesAlertsAndTheTimeline() {
        server.agent.playerPresses(Key.SPACE, Key.MOUSE_RIGHT);
        server.agent.plays("Fire bolt", Lane.NORMAL);
        shows("state", "Holding");

        assertTrue(browser.text("holds").contains("space + mouse_right"), browser.text("holds"));
        assertTrue(browser.text("skills").contains("Fire bolt"));
        assertEquals(4, browser.eval("document.querySelectorAll('#lanes tr').length").asInt());
        assertTrue(browser.text("latencies").contains("0.41"));
        assertTrue(browser.text("alerts").contains("process CPU"));
        String before = browser.text("holds");
        await().atMost(Duration.ofSeconds(3)).until(() -> !browser.text("holds").equals(before));
        assertTrue(browser.eval("(() => { const c = document.getElementById('timeline');"
                + " const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " return new Set(p).size; })()").asInt() > 10, "something is drawn");
    }

    @Test
    void asksNobodyElseAndComplainsOfNothing() {
        server.agent.playerPresses(Key.SPACE);
        shows("state", "Holding");
        click("pause");
        shows("state", "Paused");

        String own = server.url("/");
        assertTrue(browser.requests.size() >= 6, browser.requests.toString());
        assertEquals(List.of(), browser.requests.stream()
                .filter(url -> !url.startsWith(own) && !url.startsWith("about:") && !url.startsWith("data:")).toList());
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    @Tag("proof")
    void eachSkillTellsHowOftenAndWhenItWasPlayedAndWhyItIsNotNow() {
        await().until(() -> skill("Whirlwind").equals("is being played"));
        assertEquals("waits for its time", skill("Fire bolt"));
        assertEquals("its lane was full", skill("Combo"));
        assertEquals("turned off", skill("Shield wall"));
        assertTrue(browser.text("skills").matches("(?s).*waits for its time2 ×, last 2:0\\d ago.*"),
                browser.text("skills"));
        assertTrue(browser.text("skills").endsWith("turned offnot played yet"), browser.text("skills"));

        server.agent.playerPresses(Key.SPACE);

        await().until(() -> skill("Whirlwind").equals("held by space"));
        assertEquals("held by space", skill("Fire bolt"));
        assertEquals("turned off", skill("Shield wall"));
    }

    @Test
    @Tag("proof")
    void aRefusedProfileAndASilentHookStandWhereTheyAreSeenUntilTheyAreOver() {
        shows("state", "Running");
        assertEquals("", browser.text("troubles"));

        server.agent.savesAProfile("/home/ann/arpg.toml", "there is no key 'Q1'");
        await().until(() -> browser.text("troubles")
                .startsWith("profile refusedarpg.toml:3:5: there is no key 'Q1'since "));
        assertTrue(browser.text("log").contains("profile refused, the one before stays in force: arpg.toml:3:5"),
                browser.text("log"));
        server.agent.hears(false);
        await().until(() -> browser.text("troubles").startsWith("nothing heardno input for a minute"));
        assertEquals("alert", browser.eval("document.getElementById('troubles').getAttribute('role')").asText());

        server.agent.hears(true);
        server.agent.loadsAProfile();
        await().until(() -> browser.text("troubles").isEmpty());
        assertEquals(List.of(), browser.complaints);
    }

    /** What is said of a skill. */
    private String skill(String name) {
        return browser.eval("document.querySelector('[role=switch][aria-label=\"" + name + "\"]')?.parentNode"
                + ".querySelector('.why').textContent ?? ''").asText();
    }

    /** What the agent answers is shown, and what it does not allow is said beside the switches. */
    @Test
    void aSkillThatCannotBeTurnedSaysWhy() {
        String combo = "document.querySelector('[role=switch][aria-label=Combo]')";
        await().until(() -> browser.eval(combo + "?.getAttribute('aria-disabled') ?? ''").asText().equals("false"));
        assertEquals("", browser.text("skills-note"));

        browser.eval(combo + ".click()");

        await().until(() -> browser.text("skills-note").startsWith("the profile has no skill of this name"));
        assertEquals("true", browser.eval(combo + ".getAttribute('aria-checked')").asText());
        assertEquals(List.of("off Combo by api:page"), server.play.calls());
        browser.complaints.removeIf(text -> text.contains("404"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    @Tag("proof")
    void withoutTheAgentTheSwitchesAreDisabledSayWhyAndKeepTheFocus() {
        String first = "document.querySelector('[role=switch]')";
        await().until(() -> browser.eval(first + "?.getAttribute('aria-disabled') ?? ''").asText().equals("false"));
        browser.eval(first + ".focus()");
        int port = server.port();
        server.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.text("skills-note"), text -> !text.isEmpty());
        assertEquals("The switches wait for the agent to answer", browser.text("skills-note"));
        assertEquals("true", browser.eval(first + ".getAttribute('aria-disabled')").asText());
        assertEquals("The switches wait for the agent to answer", browser.eval(first + ".title").asText());
        browser.key("Enter", ENTER);

        server = new TestServer(port, settings -> settings);

        shows("link-text", "Live");
        await().until(() -> browser.eval(first + ".getAttribute('aria-disabled')").asText().equals("false"));
        assertEquals("", browser.text("skills-note"));
        assertEquals(List.of(), server.play.calls(), "what was pressed meanwhile is not done later");
        assertTrue(browser.eval("document.activeElement === " + first).asBoolean());
        browser.key("Enter", ENTER);
        await().until(server.play::calls, List.of("off Fire bolt by api:page")::equals);
    }

    @Test
    @Tag("proof")
    void theLogNamesTurnedSkillsAndWhatAnotherLoadOfTheProfileHasChanged() {
        server.server.events().accept(new Event.SkillTurned(server.clock.nanos(), "Combo", false, "hotkey ctrl+1"));
        server.server.events().accept(new Event.SkillTurned(server.clock.nanos(), "Combo", true, "api:deck"));
        server.server.events().accept(new Event.ProfileLoaded(server.clock.nanos(), "Druid",
                Optional.of(new ProfileChanges(List.of("Moonfire", "Bear"), List.of("Combo"), List.of("Potion"),
                        List.of("hotkeys")))));
        server.server.events().accept(new Event.ProfileLoaded(server.clock.nanos(), "Bear",
                Optional.of(new ProfileChanges(List.of(), List.of(), List.of(), List.of()))));

        await().until(() -> browser.text("log").contains("profile Bear in force; nothing changed"));
        String log = browser.text("log");
        assertTrue(log.contains("skill Combo off, by hotkey ctrl+1"), log);
        assertTrue(log.contains("skill Combo on, by api:deck"), log);
        assertTrue(log.contains("profile Druid in force; new: Moonfire, Bear; changed: Combo; gone: Potion; settings: "
                + "hotkeys"), log);
    }

    @Test
    void aSwitchIsLargeEnoughForAThumbOnAPhone() {
        browser.screen(390, 844, false);
        await().until(() -> browser.eval("document.querySelectorAll('[role=switch]').length").asInt() == 5);
        assertTrue(browser.eval("Math.min(...[...document.querySelectorAll('[role=switch]')]"
                + ".flatMap(each => [each.offsetWidth, each.offsetHeight]))").asDouble() >= 44);
    }

    @Test
    void fitsAPhone() {
        for (int width : new int[] {360, 640, 1000, 1280}) {
            browser.screen(width, 740, false);
            server.agent.playerPresses(Key.SPACE, Key.MOUSE_RIGHT);
            assertEquals(width, browser.eval("document.documentElement.scrollWidth").asInt(), "no scrolling sideways");
        }
    }

    @Test
    @Tag("proof")
    void worksWithATokenFromTheAddress() {
        server.close();
        server = new TestServer(settings -> settings.withToken("0123456789abcdef"));
        open(server.url("/#token=0123456789abcdef"));

        assertEquals("", browser.eval("location.hash").asText());
        click("pause");
        shows("state", "Paused");
        server.agent.plays("Fire bolt", Lane.NORMAL);
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.text("log").contains("Fire bolt"));
        browser.eval("sessionStorage.clear()");
    }
}
