package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.LoadedSettings;
import dev.fermata.config.settings.LogLevel;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.control.Studios;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running session whose settings are saved. */
class SettingsReloadTest {
    @TempDir Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<LogLevel> levels = new CopyOnWriteArrayList<>();
    private Path toml;
    private Session session;
    private SettingsReload reload;

    @BeforeEach
    void start() throws IOException {
        toml = Files.writeString(folder.resolve("settings.toml"), "enable_api = false\nport = 8010\n");
        Path file = Files.writeString(folder.resolve("p.toml"),
                "schema = 1\nname = \"p\"\n[[skill]]\nname = \"Bolt\"\nkeys = \"q\"\nevery = \"1h\"\n");
        Profile profile = ProfileReader.read(file).profile().orElseThrow();
        session = Session.start(new Session.Options(profile, new ProfileLibrary(List.of(folder)), folder,
                Studios.noPreview(), load().settings(), AgentState.READY, OptionalLong.empty(), false,
                Optional.empty()), (echoes, clock) -> new FakeDesktop(true).asDesktop(), folder,
                new SessionEvents(this::hear));
        reload = new SettingsReload(session.agent(), List.of(toml), load(), this::load, this::take);
    }

    @AfterEach
    void stop() {
        session.close();
    }

    private LoadedSettings load() {
        return SettingsLoader.load(new SettingsLoader.Sources(toml, Optional.empty(),
                Map.of("FERMATA_ALERTS_STATUS_MS", "3"), List.of()));
    }

    private void hear(Event event) {
        if (event instanceof Event.Advice advice) {
            told.add(advice.message());
        } else if (event instanceof Event.Failure failure) {
            told.add(failure.part() + ": " + failure.message());
        }
    }

    private void take(Settings settings) {
        levels.add(settings.logLevel());
    }

    private void save(String text) throws IOException {
        Files.writeString(toml, "enable_api = false\n" + text);
    }

    private String lastTold(int count) {
        Awaitility.await("told " + count).atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(5))
                .until(() -> told.size() == count);
        return told.get(count - 1);
    }

    @Test
    void whatCanChangeIsInForceAndWhatCannotIsNamed() throws IOException {
        save("port = 9000\nlog_level = \"debug\"\nbuffer_size = 5\n[speech]\nvolume = 0.1\n");
        reload.get();
        assertEquals("the settings were read anew: buffer_size, log_level, speech.volume are in force; "
                + "port needs a restart", lastTold(1));
        assertEquals(List.of(LogLevel.DEBUG), levels);
        save("port = 9000 # the same\nlog_level = \"debug\"\nbuffer_size = 5\n[speech]\nvolume = 0.1\n");
        reload.get();
        save("port = 8010\nlog_level = \"info\"\nbuffer_size = 5\n[speech]\nvolume = 0.1\n");
        reload.get();
        assertEquals("the settings were read anew: log_level is in force", lastTold(2));
        assertEquals(List.of(LogLevel.DEBUG, LogLevel.INFO), levels);
        save("token = \"0123456789abcdef\"\n[alerts]\nstatus_ms = 7\n");
        reload.get();
        assertEquals("the settings were read anew: buffer_size, log_level, speech.volume are in force; "
                + "token needs a restart", lastTold(3), "what a variable says stays");
        save("token = \"0123456789abcdeg\"\n");
        reload.get();
        assertEquals("the settings were read anew: token needs a restart", lastTold(4));
    }

    @Test
    void brokenOnesAreRefusedAsAWholeAndToldOnce() throws IOException {
        save("log_level = \"debug\"\nport = \"x\"\ntoken = \"s3cr3t\n");
        reload.get();
        reload.get();
        String problems = lastTold(1);
        assertTrue(problems.startsWith("settings: not read anew, those before stay in force: "), problems);
        assertTrue(problems.contains(toml + ":4:"), problems);
        assertEquals(List.of(), levels);
        save("");
        reload.get();
        assertEquals("the settings were read anew", lastTold(2));
    }

    @Test
    @Tag("long")
    void aSaveIsSeenByTheSession() throws IOException {
        session.followSettings(List.of(toml), load(), this::load, this::take);
        save("log_level = \"trace\"\n");
        assertEquals("the settings were read anew: log_level is in force", lastTold(1));
        Files.delete(toml);
        assertTrue(lastTold(2).contains("log_level is in force; enable_api needs a restart"), told::toString);
        assertEquals(List.of(LogLevel.TRACE, LogLevel.WARN), levels);
    }
}
