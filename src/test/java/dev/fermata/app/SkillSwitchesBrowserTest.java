package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.control.Studios;
import dev.fermata.control.http.Browser;
import dev.fermata.model.Turn;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import dev.fermata.user.RunToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The switches of the live page in headless Chromium, with a whole agent behind it. */
@Tag("browser")
@Timeout(90)
@Tag("proof")
class SkillSwitchesBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SPACE = 32;
    private static final String BOLT = "document.querySelector('[role=switch][aria-label=\"Fire & bolt\"]')";
    private static final String PROFILE = """
            schema = 1
            name = "Switches"
            [[skill]]
            name = "Fire & bolt"
            keys = "q"
            every = "200ms"
            [[skill]]
            name = "Shield"
            keys = "w"
            every = "300ms"
            enabled = false
            """;

    @TempDir
    private Path folder;

    private static Browser browser;

    private final HttpClient client = HttpClient.newHttpClient();
    private Agent agent;
    private PlayedProfile played;
    private ControlService service;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.start();
        browser.screen(1280, 860, false);
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path file = Files.writeString(folder.resolve("switches.toml"), PROFILE);
        Profile profile = ProfileReader.read(file).profile().orElseThrow();
        Settings settings = SettingsLoader.load(new SettingsLoader.Sources(folder.resolve("none"), Optional.empty(),
                Map.of("FERMATA_PORT", "0"), List.of())).settings();
        agent = new Agent(new SystemClock(), new HandDesktop().asDesktop(), new EchoFilter(), profile, settings,
                () -> { });
        played = new PlayedProfile(agent, new ProfileLibrary(List.of(folder)));
        service = ControlService.start(agent, settings, RunToken.random(), "test",
                new PlayService(agent, played, by -> { }), Studios.none(), Optional.empty());
        agent.start();
        agent.core().control().run("test");
        played.begin(profile);
        browser.complaints.clear();
        browser.open(service.page());
        await().atMost(PATIENCE).until(() -> browser.text("link-text"), "Live"::equals);
        shows("Fire & bolt", "true");
    }

    @AfterEach
    void close() {
        browser.open("about:blank");
        service.close();
        played.close();
        agent.close();
    }

    private void shows(String skill, String checked) {
        await("the switch of " + skill + " is " + checked).atMost(PATIENCE).until(() -> browser.eval(
                "document.querySelector('[role=switch][aria-label=\"" + skill
                + "\"]')?.getAttribute('aria-checked') ?? ''")
                .asText(), checked::equals);
    }

    private Node status() throws Exception {
        String answer = client.send(HttpRequest.newBuilder(URI.create(service.page() + "status")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return Json.ANSWERS.read(answer, new ArrayList<>());
    }

    private Node skill(String name) throws Exception {
        return status().get("skills").list().stream().filter(each -> each.get("name").text().equals(name)).findFirst()
                .orElseThrow();
    }

    private long runs(String name) throws Exception {
        return skill(name).get("runs").whole().orElseThrow();
    }

    @Test
    void aClickTurnsASkillOffAndAnotherOneOnAgain() throws Exception {
        await().atMost(PATIENCE).until(() -> runs("Fire & bolt") > 0);

        browser.eval(BOLT + ".click()");

        await().atMost(PATIENCE).until(() -> skill("Fire & bolt").get("enabled").isFalse());
        assertFalse(skill("Fire & bolt").get("next_run_ms").isThere(), "it is not played any more");
        shows("Fire & bolt", "false");
        await().atMost(PATIENCE).until(() -> browser.text("log").contains("skill Fire & bolt off, by api:page"));
        await().atMost(PATIENCE).until(() -> browser.text("skills").contains("Fire & boltoff"));

        browser.eval(BOLT + ".click()");

        await().atMost(PATIENCE).until(() -> skill("Fire & bolt").get("enabled").isTrue());
        await().atMost(PATIENCE).until(() -> runs("Fire & bolt") > 0);
        shows("Fire & bolt", "true");
        await().atMost(PATIENCE).until(() -> browser.text("log").contains("skill Fire & bolt on, by api:page"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void theKeyboardDoesIt() throws Exception {
        browser.eval(BOLT + ".focus()");
        browser.key(" ", SPACE);
        await().atMost(PATIENCE).until(() -> skill("Fire & bolt").get("enabled").isFalse());
        shows("Fire & bolt", "false");
        assertTrue(browser.eval("document.activeElement === " + BOLT).asBoolean());
        browser.key(" ", SPACE);
        await().atMost(PATIENCE).until(() -> skill("Fire & bolt").get("enabled").isTrue());
    }

    /** What somebody else does is shown as well, and a reload begins with what the profile says. */
    @Test
    void anotherClientAndASavedProfileAreShown() throws Exception {
        assertTrue(agent.core().skills().turn("Shield", Turn.ON, "hotkey ctrl+1").orElseThrow());
        shows("Shield", "true");
        await().atMost(PATIENCE).until(() -> browser.text("log").contains("skill Shield on, by hotkey ctrl+1"));

        Files.writeString(folder.resolve("switches.toml"), PROFILE.replace("Fire & bolt", "Ice bolt"));

        shows("Ice bolt", "true");
        shows("Shield", "false");
        await().atMost(PATIENCE).until(() -> browser.text("log")
                .contains("profile Switches in force; new: Ice bolt; changed: Shield; gone: Fire & bolt"));
    }
}
