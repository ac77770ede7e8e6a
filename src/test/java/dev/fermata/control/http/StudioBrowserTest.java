package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.config.Diagnostic;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.model.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The studio in headless Chromium, with real profiles in a folder of the test's. */
@Tag("browser")
@Tag("long")
@Timeout(120)
@Tag("proof")
class StudioBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static final String VIEW = "document.getElementById('editor').view";
    private static final String GOOD = """
            # My first one.
            schema = 1
            name = "Mage"

            [priority]
            special = ["space"]       # dodge

            [[skill]]
            name  = "Bolt"            # the main attack
            keys  = "q"
            every = "1s"

            [[skill]]
            name  = "Potion"
            keys  = "1"
            every = "15s"
            lane  = "emergency"
            """;
    private static Browser browser;

    private final TestServer server = new TestServer();
    private final Path own = server.folder.resolve("own");

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
    void openPage() throws Exception {
        browser.screen(1440, 900, false);
        Files.createDirectories(own);
        Files.createDirectories(server.folder.resolve("shipped"));
        Files.writeString(server.folder.resolve("shipped/arpg.toml"), Files.readString(Path.of("profiles/arpg.toml")));
        write("mage", GOOD);
        open("mage");
    }

    @AfterEach
    void close() {
        leave();
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(own.resolve(name + ".toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(own.resolve(name + ".toml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page with text that is not saved asks first; the next one is opened when it has gone. */
    private static void leave() {
        browser.open("about:blank");
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> browser.eval("location.href").asText(), "about:blank"::equals);
    }

    private void open(String name) {
        leave();
        browser.complaints.clear();
        browser.requests.clear();
        browser.questions.clear();
        browser.open(server.url("/studio#profile=" + name));
        showsIn("#head h2", name);
        checked("No mistakes");
    }

    private static String textIn(String selector) {
        return browser.eval("document.querySelector(\"" + selector + "\")?.textContent ?? ''").asText();
    }

    private static void showsIn(String selector, String text) {
        await(selector + " shows " + text).atMost(PATIENCE)
                .until(() -> textIn(selector), shown -> shown.contains(text));
    }

    private static void checked(String verdict) {
        showsIn("#problems .verdict", verdict);
    }

    private static boolean isThere(String selector) {
        return browser.eval("document.querySelector(\"" + selector + "\") !== null").asBoolean();
    }

    private static String text() {
        return browser.eval(VIEW + ".state.doc.toString()").asText();
    }

    /** Puts the caret behind some text of the editor and the focus there. */
    private static void caretBehind(String place) {
        browser.eval(VIEW + ".dispatch({ selection: { anchor: " + (text().indexOf(place) + place.length()) + " } }); "
                + VIEW + ".focus(); 0");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    private static String attribute(String id, String name) {
        return browser.eval("document.getElementById('" + id + "')?.getAttribute('" + name + "') ?? ''").asText();
    }

    private static String why(String id) {
        assertEquals("true", attribute(id, "aria-disabled"), id);
        String why = browser.text(id + "-why");
        assertEquals(why, attribute(id, "title"));
        assertEquals(id + "-why", attribute(id, "aria-describedby"));
        return why;
    }

    private static boolean works(String id) {
        return attribute(id, "aria-disabled").equals("false");
    }

    private static void awaitWorks(String id) {
        await(id + " can be clicked").atMost(PATIENCE).until(() -> works(id));
    }

    /** While a change is on its way nothing else can be changed. */
    private static void awaitOpen(String selector) {
        await(selector + " is open").atMost(PATIENCE).until(() ->
                browser.eval("document.querySelector('" + selector + ":not(:disabled, [aria-disabled=true])') !== null")
                        .asBoolean());
    }

    private static void fill(String selector, String value) {
        browser.click(selector);
        browser.eval("document.querySelector(\"" + selector + "\").select()");
        browser.type(value);
        browser.key("Tab", TAB);
    }

    /** What went wrong on the console, but for answers that are refusals and were meant to be. */
    private static List<String> complaints(String refusal) {
        return browser.complaints.stream().filter(each -> refusal.isEmpty() || !each.contains(refusal)).toList();
    }

    @Test
    void aNewProfileIsMadeWrittenSavedPlayedAndDeletedAndComesBack() throws Exception {
        browser.click("#new");
        browser.type("druid.toml");
        showsIn("#dialog-why", "without .toml");
        browser.eval("document.getElementById('dialog-name').select()");
        browser.type("druid");
        browser.key("Enter", ENTER);
        showsIn("#head h2", "druid");
        checked("No mistakes");
        assertTrue(read("druid").contains("name = \"druid\""));
        assertEquals("Nothing has changed since it was saved", why("save"));

        caretBehind("name = \"druid");
        browser.type(" of the north");
        showsIn("#head", "not saved");
        checked("No mistakes");
        assertEquals("Save it first", why("play"));
        browser.ctrl('s');
        await().atMost(PATIENCE).until(() -> read("druid").contains("name = \"druid of the north\""));
        showsIn(".pick[aria-current]", "druid of the north");

        browser.click("#play");
        await().atMost(PATIENCE).until(() -> server.play.calls(), List.of("use druid by api:studio")::equals);

        browser.click("#delete");
        await().atMost(PATIENCE).until(() -> !Files.exists(own.resolve("druid.toml")));
        showsIn(".trash", "Trash (1)");
        browser.click(".trash summary");
        browser.click(".trash button");
        showsIn("#head h2", "druid");
        assertTrue(read("druid").contains("of the north"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void anotherOneIsCopiedAndCalledSomethingElse() {
        browser.click(".list + h3 + .list .pick");
        showsIn("#head h2", "arpg");
        assertTrue(why("save").startsWith("It came with Fermata"));
        assertTrue(why("delete").startsWith("It came with Fermata"));
        assertEquals("false", browser.eval(VIEW + ".contentDOM.contentEditable").asText());

        awaitWorks("copy");
        browser.click("#copy");
        browser.key("Enter", ENTER);
        showsIn("#head h2", "arpg-copy");
        awaitWorks("rename");
        browser.click("#rename");
        browser.eval("document.getElementById('dialog-name').select()");
        browser.type("mage");
        showsIn("#dialog-why", "You have one of this name");
        browser.eval("document.getElementById('dialog-name').select()");
        browser.type("warrior");
        browser.key("Enter", ENTER);
        showsIn("#head h2", "warrior");
        assertFalse(Files.exists(own.resolve("arpg-copy.toml")));
        assertTrue(read("warrior").contains("[[skill]]"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void theMistakesAreThoseOfTheCheckWithTheirPlaceAndWhatToDo() throws Exception {
        String wrong = GOOD.replace("\"q\"", "\"righ_mouse\"").replace("every = \"15s\"", "every = 15");
        browser.eval(VIEW + ".dispatch({ changes: { from: 0, to: " + GOOD.length() + ", insert: " + quoted(wrong)
                + " } })");
        checked("2 mistakes");

        Path file = Files.writeString(server.folder.resolve("wrong.toml"), wrong);
        List<Diagnostic> said = ProfileReader.read(file).diagnostics();
        for (Diagnostic each : said) {
            assertTrue(textIn("#problems").contains(each.problem()), textIn("#problems"));
            assertTrue(textIn("#problems").contains("expected: " + each.expected()), textIn("#problems"));
        }
        assertEquals("righ_mouse", browser.eval(VIEW + ".root.querySelector('.cm-lintRange-error').textContent")
                .asText());
        assertEquals(2, browser.eval(VIEW + ".root.querySelectorAll('.cm-lint-marker-error').length").asInt());
        assertTrue(why("save").contains("2 mistakes"));

        browser.click("#problems li:nth-child(2) .problem");
        assertEquals("15", browser.eval(VIEW + ".state.sliceDoc(" + VIEW + ".state.selection.main.from, "
                + VIEW + ".state.selection.main.to)").asText());
        assertTrue(browser.eval("document.activeElement.id === 'editor'").asBoolean());

        browser.click("#problems li:nth-child(1) button.small");
        await().atMost(PATIENCE).until(StudioBrowserTest::text, wrong.replace("righ_mouse", "right_mouse")::equals);
        checked("1 mistake");
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void theFormChangesTheTextAndNothingElseAndUndoCoversBoth() {
        browser.click("#skill-0");
        fill("#f-skill-0-every", "750ms");
        await().atMost(PATIENCE).until(() -> text().equals(GOOD.replace("every = \"1s\"", "every = \"750ms\"")));

        caretBehind("# My first one");
        browser.type(" and only");
        browser.click("#skill-1-on");
        await().atMost(PATIENCE).until(() -> text().contains("enabled = false"));
        List.of("# the main attack", "# dodge", "# My first one and only.")
                .forEach(each -> assertTrue(text().contains(each)));
        checked("No mistakes");

        browser.click("#undo");
        await().atMost(PATIENCE).until(() -> !text().contains("enabled = false"));
        browser.click("#undo");
        await().atMost(PATIENCE).until(() -> !text().contains("and only"));
        browser.click("#undo");
        await().atMost(PATIENCE).until(() -> text().equals(GOOD));
        assertEquals("Nothing to undo", why("undo"));
        browser.click("#redo");
        await().atMost(PATIENCE).until(() -> text().contains("750ms"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void callOutsAreShownInTheFormAndChanged() {
        String with = GOOD + "\n[[say]]\non = \"hold_added chat\"   # when\ntext = '{a|b}'\nenabled = false\n";
        browser.eval(VIEW + ".dispatch({ changes: { from: 0, to: " + GOOD.length() + ", insert: " + quoted(with)
                + " } })");
        checked("No mistakes");
        await().atMost(PATIENCE).until(() -> isThere("#f-say-0-text"));
        browser.eval("document.querySelector('.call-out').closest('details').open = true");
        fill("#f-say-0-text", "{a|b} c");
        await().atMost(PATIENCE).until(() -> text().equals(with.replace("'{a|b}'", "'{a|b} c'"))
                || text().equals(with.replace("'{a|b}'", "\"{a|b} c\"")));
        browser.click("#f-say-0-enabled");
        await().atMost(PATIENCE).until(() -> text().contains("enabled = true"));
        checked("No mistakes");
    }

    @Test
    void voiceCommandsAreShownInTheFormAndChanged() {
        String with = GOOD + "\n[[voice]]\nhear = [\"jump\", \"hop\"]   # what\nkeys = \"3\"\nconfidence = 0.5\n";
        browser.eval(VIEW + ".dispatch({ changes: { from: 0, to: " + GOOD.length() + ", insert: " + quoted(with)
                + " } })");
        checked("No mistakes");
        await().atMost(PATIENCE).until(() -> isThere("#f-voice-0-hear"));
        browser.eval("document.querySelector('.voice-command').closest('details').open = true");
        fill("#f-voice-0-confidence", "0.75");
        await().atMost(PATIENCE).until(() -> text().equals(with.replace("0.5", "0.75")));
        awaitOpen("#f-voice-0-hear");
        fill("#f-voice-0-hear", "leap");
        await().atMost(PATIENCE).until(() -> text().contains("hear = [\"jump\", \"hop\", \"leap\"]   # what"));
        awaitOpen("#f-voice-0-hear-0-gone");
        browser.click("#f-voice-0-hear-0-gone");
        await().atMost(PATIENCE).until(() -> text().contains("hear = [\"hop\", \"leap\"]   # what"));
        awaitOpen("#f-voice-0-hear-0-gone");
        browser.click("#f-voice-0-hear-0-gone");
        await().atMost(PATIENCE).until(() -> text().contains("hear = \"leap\"   # what"));
        checked("No mistakes");
    }

    @Test
    void whatViewersMayHavePlayedIsShownInTheFormAndChanged() {
        String with = GOOD + "\n[viewers]\non = false\n\n[[viewer]]\nname = \"Jump\"   # what\non = \"chat\"\nwords = [\"jump\"]\nkeys = \"3\"\n";
        browser.eval(VIEW + ".dispatch({ changes: { from: 0, to: " + GOOD.length() + ", insert: " + quoted(with)
                + " } })");
        checked("No mistakes");
        await().atMost(PATIENCE).until(() -> isThere("#f-viewer-0-name"));
        browser.eval("document.querySelector('.viewer-action').closest('details').open = true");
        fill("#f-viewer-0-name", "Hop");
        await().atMost(PATIENCE).until(() -> text().contains("name = \"Hop\"   # what"));
        awaitOpen("#f-viewer-0-words");
        fill("#f-viewer-0-words", "hop");
        await().atMost(PATIENCE).until(() -> text().contains("words = [\"jump\", \"hop\"]"));
        assertTrue(isThere("#f-viewers-on"), "and whether they may");
        checked("No mistakes");
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void skillsAreAddedMovedAndRemovedInTheForm() {
        browser.click("#skill-add");
        await().atMost(PATIENCE).until(() -> text().contains("New skill"));
        await().atMost(PATIENCE).until(() -> isThere("#f-skill-2-name"));
        fill("#f-skill-2-name", "Frenzy");
        await().atMost(PATIENCE).until(() -> text().contains("\"Frenzy\""));
        awaitWorks("skill-2-up");
        browser.click("#skill-2-up");
        await().atMost(PATIENCE).until(() -> text().indexOf("Frenzy") < text().indexOf("Potion"));
        awaitWorks("skill-1-up");
        browser.click("#skill-1-up");
        await().atMost(PATIENCE).until(() -> text().indexOf("Frenzy") < text().indexOf("Bolt"));
        await().atMost(PATIENCE).until(() -> isThere("#skill-0-up"));
        await().atMost(PATIENCE).until(() -> browser.text("skill-0-up-why"), "It is the first"::equals);
        browser.click("#skill-0-gone");
        await().atMost(PATIENCE).until(() -> !text().contains("Frenzy"));
        assertTrue(text().contains("# the main attack") && text().contains("# dodge"));
        checked("No mistakes");
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void aKeyFieldIsFilledByPressingTheKey() {
        browser.click("#skill-0");
        browser.click("#f-skill-0-keys-press");
        showsIn("#f-skill-0-keys-press", "Press it");
        browser.down("ShiftLeft", "Shift");
        browser.press("KeyK", "K");
        browser.up("ShiftLeft", "Shift");
        await().atMost(PATIENCE).until(() -> text().contains("keys  = \"shift+k\""));

        browser.click("#f-skill-0-keys-press");
        browser.press("IntlBackslash", "<");
        showsIn(".with-press .bad", "no name for IntlBackslash");
        browser.press("Escape", "Escape");
        await().atMost(PATIENCE).until(() -> textIn("#f-skill-0-keys-press"), "Press"::equals);
        assertTrue(text().contains("keys  = \"shift+k\""), "Escape has changed nothing");

        browser.click("#f-priority-special-press");
        browser.click("h1", "forward");
        await().atMost(PATIENCE).until(() -> text().contains("special = [\"space\", \"mouse_forward\"]"));
        browser.click("#f-priority-special-0-gone");
        await().atMost(PATIENCE).until(() -> text().contains("special = [\"mouse_forward\"]"));

        browser.click("#f-managed-press");
        browser.press("KeyE", "e");
        await().atMost(PATIENCE).until(() -> text().contains("[priority.managed.e]\nsend = \"e\"\n"));
        checked("No mistakes");
        browser.click("#f-managed-0-gone");
        await().atMost(PATIENCE).until(() -> !text().contains("managed"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void thePreviewPlaysTheNextMinuteAndAHoldSilencesIt() {
        showsIn(".counts", "Bolt");
        int free = count("Bolt");
        assertTrue(free >= 55, "once a second: " + free);

        JsonNode track = track();
        double y = track.get(1).asDouble() + track.get(3).asDouble() / 2;
        double second = track.get(2).asDouble() / 60;
        browser.drag(track.get(0).asDouble() + 10 * second, y, track.get(0).asDouble() + 30 * second, y);
        await().atMost(PATIENCE).until(() -> count("Bolt") <= free - 15);
        int held = count("Bolt");
        assertTrue(browser.eval("document.querySelector('.hold').ariaValueText").asText().startsWith("from 10."));

        browser.eval("document.querySelector('.hold').focus()");
        for (int i = 0; i < 10; i++) {
            browser.eval("document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                    + " { key: 'ArrowRight', shiftKey: true, bubbles: true }))");
        }
        await().atMost(PATIENCE).until(() -> count("Bolt") < held);
        browser.key("Delete", 46);
        await().atMost(PATIENCE).until(() -> count("Bolt") == free);
        assertEquals("hold-add", browser.eval("document.activeElement.id").asText());
        assertEquals(List.of(), complaints("429"));
    }

    @Test
    void aHoldIsDrawnWithAFinger() {
        browser.screen(390, 844, false);
        showsIn(".counts", "Bolt");
        JsonNode track = track();
        double y = track.get(1).asDouble() + track.get(3).asDouble() / 2;
        browser.swipe(track.get(0).asDouble() + 40, y, track.get(0).asDouble() + 140, y);
        await().atMost(PATIENCE).until(() -> isThere(".hold"));
    }

    /** Where the picture of the next minute is, in sight: left, top, width, height. */
    private static JsonNode track() {
        return browser.eval("(() => { const track = document.querySelector('.track');"
                + " track.scrollIntoView({ block: 'center' }); const box = track.getBoundingClientRect();"
                + " return [box.x, box.y, box.width, box.height]; })()");
    }

    private static int count(String skill) {
        return browser.eval("Number([...document.querySelectorAll('.counts tbody tr')]"
                + ".find(row => row.cells[0].textContent === '" + skill + "')?.cells[2].textContent ?? -1)").asInt();
    }

    @Test
    void everyKeyThatABrowserNamesIsOneOfOurs() {
        JsonNode keys = browser.eval("import('/studio-keys.js').then(({ KEYS, BUTTONS }) =>"
                + " Object.values(KEYS).concat(BUTTONS))");
        Set<Key> named = EnumSet.noneOf(Key.class);
        for (JsonNode each : keys) {
            Key key = Key.find(each.asText()).orElseThrow();
            assertEquals(key.id(), each.asText());
            assertTrue(named.add(key), key + " is there twice");
        }
        assertEquals(EnumSet.range(Key.A, Key.MOUSE_FORWARD), named, "the wheel turns, and is no button");
        assertEquals("page_up kp_enter left_bracket", browser.eval("import('/studio-keys.js').then(({ KEYS }) =>"
                + " [KEYS.PageUp, KEYS.NumpadEnter, KEYS.BracketLeft].join(' '))").asText());
    }

    @Test
    void aFileThatWasChangedMeanwhileIsNotWrittenOverUnlessThatIsWanted() {
        caretBehind("name = \"Mage");
        browser.type(" of fire");
        String theirs = GOOD.replace("15s", "20s");
        write("mage", theirs);
        awaitWorks("save");
        browser.click("#save");
        showsIn("#notices", "changed by something else");
        assertEquals(theirs, read("mage"));
        assertTrue(textIn("#notices .theirs").contains("20s") || textIn("#notices .diff").contains("20s"));

        assertEquals("Choose below first which text is to stay", why("save"));

        browser.click("#conflict-mine");
        await().atMost(PATIENCE).until(() -> read("mage").equals(GOOD.replace("Mage", "Mage of fire")));
        assertFalse(isThere("#conflict-mine"));

        caretBehind("name = \"Mage of fire");
        browser.type(" and ice");
        write("mage", theirs);
        awaitWorks("save");
        browser.click("#save");
        showsIn("#notices", "changed by something else");
        browser.click("#conflict-theirs");
        await().atMost(PATIENCE).until(() -> text().equals(theirs));
        awaitWorks("undo");
        browser.click("#undo");
        await().atMost(PATIENCE).until(() -> text().contains("fire and ice"));
        assertEquals(theirs, read("mage"));
        assertEquals(List.of(), complaints("409"));
    }

    @Test
    void aFileThatIsGoneIsWrittenAnew() throws Exception {
        caretBehind("name = \"Mage");
        browser.type(" of fire");
        Files.delete(own.resolve("mage.toml"));
        browser.eval("window.dispatchEvent(new Event('focus'))");
        showsIn("#told", "Its file is gone");
        checked("No mistakes");
        awaitWorks("save");
        browser.click("#save");
        await().atMost(PATIENCE).until(() -> Files.exists(own.resolve("mage.toml")));
        assertEquals(GOOD.replace("Mage", "Mage of fire"), read("mage"));
        showsIn(".list", "Mage of fire");
    }

    @Test
    void aFileThatSomethingElseSavedIsShownAsItIsNow() {
        write("mage", GOOD.replace("15s", "20s"));
        browser.eval("window.dispatchEvent(new Event('focus'))");
        await().atMost(PATIENCE).until(StudioBrowserTest::text, GOOD.replace("15s", "20s")::equals);
        assertEquals("Nothing has changed since it was saved", why("save"));
    }

    @Test
    void whatWasNotSavedIsAskedAboutAndOfferedAgain() {
        caretBehind("name = \"Mage");
        browser.type(" of fire");
        showsIn(".pick[aria-current]", "not saved");
        // A page is asked only if somebody has touched it.
        browser.click("#fields-title");
        open("mage");
        showsIn("#notices", "text of yours that was not saved");
        assertEquals(GOOD, text());

        browser.click("#draft-take");
        await().atMost(PATIENCE).until(() -> text().contains("Mage of fire"));
        leave();
        assertEquals(List.of("beforeunload"), browser.questions);
        open("mage");
        browser.click("#draft-drop");
        await().atMost(PATIENCE).until(() -> !isThere("#draft-drop"));
        assertEquals(GOOD, text());
        open("mage");
        assertFalse(isThere("#notices .notice"), "it was thrown away");
    }

    @Test
    void asksNobodyElseAndTheLivePageLoadsNothingOfIt() {
        caretBehind("name = \"Mage");
        browser.type(" of fire");
        showsIn("#head", "not saved");
        String site = server.url("/");
        assertTrue(browser.requests.stream().anyMatch(url -> url.contains("/lib/codemirror__view/")));
        assertEquals(List.of(), browser.requests.stream()
                .filter(url -> !url.startsWith(site) && !url.startsWith("about:")).toList());
        assertEquals(List.of(), browser.complaints);

        browser.click("nav a");
        await().atMost(PATIENCE).until(() -> browser.text("state"), "Running"::equals);
        browser.requests.clear();
        browser.open(server.url("/"));
        await().atMost(PATIENCE).until(() -> browser.text("link-text"), "Live"::equals);
        assertEquals(List.of(), browser.requests.stream()
                .filter(url -> url.contains("/lib/") || url.contains("studio")).toList());
        browser.click("nav a[href='/studio']");
        await().atMost(PATIENCE).until(() -> browser.eval("location.pathname").asText(), "/studio"::equals);
    }

    @Test
    void fitsAPhoneAndThumbsAndWorksInTheDark() {
        for (int width : new int[] {360, 640, 900, 1440}) {
            browser.screen(width, 800, width == 640);
            browser.eval("document.getElementById('skill-0').getAttribute('aria-expanded') === 'true'"
                    + " || document.getElementById('skill-0').click()");
            assertEquals(width, browser.eval("document.documentElement.scrollWidth").asInt(), "no scrolling sideways");
            for (String each : List.of("profiles", "head", "editor", "problems", "fields", "preview", "live")) {
                assertTrue(browser.eval("document.getElementById('" + each + "').offsetHeight").asInt() > 20, each);
            }
        }
        browser.screen(390, 844, true);
        JsonNode small = browser.eval("[...document.querySelectorAll('main button, main select, main "
                + "input[type=text]')].filter(each => each.offsetParent && Math.min(each.offsetHeight, "
                + "each.offsetWidth) < 44).map(each => each.outerHTML)");
        assertEquals(0, small.size(), small.toString());
        JsonNode colours = browser.eval("[document.body, " + VIEW + ".dom].map(each =>"
                + " getComputedStyle(each).backgroundColor)");
        assertEquals("rgb(20, 23, 26)", colours.get(0).asText());
        assertEquals("rgb(28, 32, 36)", colours.get(1).asText());
    }

    /** What its buttons say of why they do nothing is there for ears, and takes no room. */
    @Test
    void whatCannotBeChangedFitsAPhoneToo() {
        open("arpg");
        browser.screen(360, 800, false);
        await().atMost(PATIENCE).until(() -> isThere("#delete-why"));
        assertEquals(360, browser.eval("document.documentElement.scrollWidth").asInt(), "no scrolling sideways");
    }

    @Test
    void everyControlHasANameAndIsReachedWithTheKeyboard() {
        browser.click("#skill-0");
        await().atMost(PATIENCE).until(() -> isThere("#f-skill-0-keys"));
        JsonNode nameless = browser.eval("[...document.querySelectorAll('button, input, select, [role=slider]')]"
                + ".filter(each => !(each.getAttribute('aria-label') || each.textContent.trim() || "
                + "each.labels?.length)).map(each => each.outerHTML)");
        assertEquals(0, nameless.size(), nameless.toString());
        browser.eval("document.activeElement.blur(); document.getElementById('new').focus()");
        Set<String> reached = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            reached.add(browser.eval("document.activeElement.id").asText());
            browser.key("Tab", TAB);
        }
        assertTrue(reached.containsAll(Set.of("new", "save", "play", "copy", "editor", "f-priority-special-press",
                "skill-0-on", "f-skill-0-keys", "f-skill-0-keys-press", "skill-add")), reached.toString());
    }

    @Test
    void withoutTheAgentTheButtonsSayWhyAndTheTextStays() {
        caretBehind("name = \"Mage");
        browser.type(" of fire");
        awaitWorks("save");
        server.close();
        await().atMost(PATIENCE).until(() -> browser.text("link-text"), text -> text.startsWith("Disconnected"));
        await().atMost(PATIENCE).until(() -> browser.text("save-why"), "The agent does not answer"::equals);
        assertEquals("The agent does not answer", why("new"));
        assertTrue(text().contains("Mage of fire"));
        assertTrue(browser.eval("localStorage.getItem('fermata draft mage')").asText().contains("Mage of fire"));
    }
}
