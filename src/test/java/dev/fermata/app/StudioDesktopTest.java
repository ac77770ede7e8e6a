package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.http.Browser;
import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From "New profile" in the studio, by clicks and typed keys, to the keys that the game's window gets. */
@Tag("desktop")
@Tag("browser")
@Tag("long")
@Timeout(120)
@ExtendWith(SharedDesktop.class)
class StudioDesktopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern PAGE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final int TAB = 9;
    private static final int ENTER = 13;

    @TempDir
    private Path folder;

    @Test
    @Tag("proof")
    void aProfileThatIsMadeInTheStudioIsPlayedIntoTheGame(VirtualDesktop desktop) throws Exception {
        Map<String, String> environment = new HashMap<>(Rig.environment(desktop, folder));
        environment.put("XDG_CONFIG_HOME", folder.toString());
        try (AgentProcess agent = new AgentProcess(environment, event -> { }, "-p", "rotation", "--start", "running",
                "--port", "0"); Browser browser = Browser.start()) {
            await().atMost(PATIENCE).until(() -> PAGE.matcher(agent.messages()).find());
            Matcher page = PAGE.matcher(agent.messages());
            assertTrue(page.find());
            browser.screen(1440, 900, false);
            browser.open(page.group() + "/studio");
            shows(browser, "#head h2", "rotation");

            browser.click("#new");
            browser.type("druid");
            browser.key("Enter", ENTER);
            shows(browser, "#head h2", "druid");
            shows(browser, "#skill-0", "First skill");

            browser.click("#skill-0");
            shows(browser, "#f-skill-0-keys-press", "Press");
            browser.click("#f-skill-0-keys-press");
            browser.press("KeyJ", "j");
            shows(browser, "#skill-0", "j");
            browser.click("#f-skill-0-every");
            browser.eval("document.activeElement.select()");
            browser.type("120ms");
            browser.key("Tab", TAB);
            shows(browser, "#skill-0", "every 120ms");
            shows(browser, "#problems .verdict", "No mistakes");
            desktop.target().clear();
            click(browser, "save");
            click(browser, "play");

            await("the game gets the key").atMost(PATIENCE).until(() -> presses(desktop, Key.J) >= 5);
            assertTrue(Files.readString(folder.resolve("fermata/profiles/druid.toml")).contains("every = \"120ms\""));

            shows(browser, "#head", "plays now");
            browser.click("#f-skill-0-keys-press");
            browser.press("KeyK", "k");
            shows(browser, "#skill-0", "k");
            shows(browser, "#problems .verdict", "No mistakes");
            click(browser, "save");
            shows(browser, "#told", "changed: First skill");
            await("the game gets the other key").atMost(PATIENCE).until(() -> presses(desktop, Key.K) >= 5);
            long before = presses(desktop, Key.J);
            await("and goes on").atMost(PATIENCE).until(() -> presses(desktop, Key.K) >= 10);
            assertEquals(before, presses(desktop, Key.J));
            assertEquals(List.of(), browser.complaints);
        }
    }

    private static long presses(VirtualDesktop desktop, Key key) {
        return desktop.target().events().stream().filter(event -> event.key() == key && event.down()).count();
    }

    private static void shows(Browser browser, String selector, String text) {
        await(selector + " shows " + text).atMost(PATIENCE).until(() -> browser.eval("document.querySelector('"
                + selector + "')?.textContent ?? ''").asText(), shown -> shown.contains(text));
    }

    private static void click(Browser browser, String id) {
        await(id + " can be clicked").atMost(PATIENCE).until(() -> browser.eval("document.getElementById('" + id
                + "')?.getAttribute('aria-disabled') ?? ''").asText().equals("false"));
        browser.click("#" + id);
    }
}
