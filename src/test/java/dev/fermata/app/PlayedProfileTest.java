package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running agent is given other profiles: each is in force at once, and from then on its own file is followed. */
class PlayedProfileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Agent agent;
    private PlayedProfile played;

    @BeforeEach
    void begin() throws IOException {
        write("first", "First");
        write("second", "Second");
        ProfileResult first = ProfileReader.read(folder.resolve("first.toml"));
        agent = new Agent(new SystemClock(), new FakeDesktop(true).asDesktop(), new EchoFilter(),
                first.profile().orElseThrow(), Settings.DEFAULTS, () -> { });
        agent.listen(events::add);
        agent.start();
        played = new PlayedProfile(agent, new ProfileLibrary(List.of(folder)));
        played.begin(first.profile().orElseThrow());
    }

    @AfterEach
    void end() {
        played.close();
        agent.close();
    }

    @Test
    void isInForceWhenTheCallReturns() {
        assertEquals(Optional.of("Second"), played.use("second").profile().map(profile -> profile.name()));
        assertEquals("Second", agent.core().profileName());
    }

    @Test
    @Tag("long")
    void theFileOfTheNewOneIsFollowedAndThatOfTheOldOneIsNot() throws IOException {
        played.use("second");
        write("first", "First again");
        write("second", "Second again");
        awaitLoaded("Second again");
        played.use("first");
        assertEquals("First again", agent.core().profileName());
        write("first", "First once more");
        awaitLoaded("First once more");
        assertEquals(List.of("First", "Second", "Second again", "First again", "First once more"), loaded());
    }

    @Test
    void oneThatCannotBeUsedIsRefusedAndTheOneBeforeGoesOn() throws IOException {
        Files.writeString(folder.resolve("broken.toml"), "schema = 1\nname = 7\n");
        Files.writeString(folder.resolve("secret"), "password");
        for (String name : List.of("broken", "secnd", folder.resolve("second.toml").toString(), "../second", "")) {
            assertEquals(Optional.empty(), played.use(name).profile(), name);
        }
        assertTrue(played.use("secnd").render().contains("did you mean second?"));
        Awaitility.await().atMost(PATIENCE).until(() ->
                events.stream().filter(Event.ProfileRefused.class::isInstance).count() == 6);
        assertEquals("First", agent.core().profileName());
        write("first", "First, saved");
        awaitLoaded("First, saved");
    }

    @Test
    void whoeverHasNoTimeIsNotKept() {
        played.useSoon("second");
        awaitLoaded("Second");
    }

    private void awaitLoaded(String name) {
        Awaitility.await().atMost(PATIENCE).until(() -> loaded().contains(name));
    }

    private List<String> loaded() {
        return events.stream().filter(Event.ProfileLoaded.class::isInstance)
                .map(event -> ((Event.ProfileLoaded) event).profile()).toList();
    }

    private void write(String file, String name) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), """
                schema = 1
                name = "%s"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1h"
                """.formatted(name));
        Files.move(draft, folder.resolve(file + ".toml"), StandardCopyOption.REPLACE_EXISTING);
    }
}
