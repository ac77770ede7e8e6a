package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.control.http.Browser;
import dev.fermata.control.http.LookSteps;
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

/**
 * From a picture of a game that another program paints, by drawing and clicks, to a skill that plays by what it sees.
 */
@Tag("desktop")
@Tag("browser")
@Tag("long")
@Timeout(120)
@ExtendWith(SharedDesktop.class)
class LookDesktopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern PAGE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final int[] LIFE = {20, 30, 200, 12};
    private static final String PROFILE = """
            # The one of the test.
            schema = 1

            [window]
            title = "Painted Game"
            unfocused = "ignore"      # xev has the focus

            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "1h"
            """;

    @TempDir
    private Path folder;

    @Test
    @Tag("proof")
    void aSensorThatIsFoundInAPictureMakesASkillPlay(VirtualDesktop desktop) throws Exception {
        Map<String, String> environment = new HashMap<>(Rig.environment(desktop, folder));
        environment.put("XDG_CONFIG_HOME", folder.toString());
        Path own = Files.createDirectories(folder.resolve("fermata/profiles"));
        Path profile = Files.writeString(own.resolve("mage.toml"), PROFILE);
        try (PaintedGame game = new PaintedGame(desktop.display(), folder);
                AgentProcess agent = new AgentProcess(environment, event -> { }, "-p", "mage", "--start", "running",
                        "--port", "0");
                Browser browser = Browser.start()) {
            await().atMost(PATIENCE).until(() -> PAGE.matcher(agent.messages()).find());
            Matcher page = PAGE.matcher(agent.messages());
            assertTrue(page.find());
            browser.screen(1440, 900, false);
            browser.open(page.group() + "/look");
            LookSteps look = new LookSteps(browser);
            look.shows("#sensors", "New sensor");

            look.shoot();
            look.shows("#shown", "The game's window, 400 × 300");
            look.draw(LIFE);
            assertEquals("20,30,200,12", browser.eval("['x','y','width','height'].map((each) => "
                    + "document.getElementById('place-' + each).value).join()").asText());
            look.name("hp");
            look.learn("full");
            game.hp(0);
            look.shoot();
            look.learn("empty");
            game.hp(80);
            look.shoot();
            look.shows("#value", "80 %");
            look.click("save");
            look.shows("#sensors", "hp");
            await("the running agent takes it over").atMost(PATIENCE)
                    .until(() -> agent.events().stream().anyMatch(event ->
                    event.name().equals("profile_loaded") && event.text("load").equals("changed")));
            await("the event tells that a page saw the screen").atMost(PATIENCE).until(() -> agent.events().stream()
                    .filter(event -> event.name().equals("screen_shown")).count() == 1);

            assertEquals(3, browser.eval("fetch('/status').then((answer) => answer.json())"
                    + ".then((status) => status.counters.pictures)").asInt());

            browser.click("#skill-keys");
            browser.type("p");
            look.shows("#use", "Add this skill");
            assertEquals("hp < 50", browser.eval("document.getElementById('skill-when').value").asText());
            look.click("skill-add");
            await("it is in the profile").atMost(PATIENCE).until(() -> Files.readString(profile).contains("hp < 50"));
            await("the agent sees").atMost(PATIENCE).until(() -> agent.events().stream().anyMatch(event ->
                    event.name().equals("reading") && event.text("state").equals("known")));
            assertEquals(0, presses(desktop));
            game.hp(30);
            await("the game gets the key").atMost(PATIENCE).until(() -> presses(desktop) > 0);
            assertTrue(Files.readString(profile).startsWith(PROFILE.substring(0, PROFILE.indexOf("[[skill]]"))),
                    Files.readString(profile));
            assertEquals(List.of(), browser.complaints);
        }
    }

    private static long presses(VirtualDesktop desktop) {
        return desktop.target().events().stream().filter(event -> event.key() == Key.P && event.down()).count();
    }
}
