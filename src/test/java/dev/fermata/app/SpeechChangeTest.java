package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.control.SpeechControl;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.Hold;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose settings of speech and of listening become others while it runs. */
@Tag("long")
@Timeout(60)
class SpeechChangeTest {
    @TempDir
    private Path folder;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Path hum;

    @BeforeEach
    void prepare() throws IOException {
        hum = HumSound.write(folder.resolve("hum.wav"));
    }

    /** @param asked a file that has the texts that were to be made */
    private Settings settings(Path asked, String... more) {
        Map<String, String> variables = new HashMap<>(Map.of("FERMATA_SPEECH_ENGINE", "command",
                "FERMATA_SPEECH_COMMAND", "sh,-c,cat >> " + asked + "; echo >> " + asked + "; cat " + hum,
                "FERMATA_SPEECH_AFTER", "level", "FERMATA_SPEECH_CACHE", "false"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return SettingsLoader.load(new SettingsLoader.Sources(folder.resolve("settings.toml"), Optional.empty(),
                variables, List.of())).settings();
    }

    private Agent agent(Settings settings) {
        Agent agent = new Agent(new SystemClock(), new HandDesktop().asDesktop(), new EchoFilter(),
                ProfileReader.parse("idle", """
                        schema = 1
                        name = "idle"
                        [priority]
                        special = ["space"]
                        [[skill]]
                        name = "Bolt"
                        keys = "1"
                        every = "1h"
                        [[voice]]
                        hear = "drink potion"
                        keys = "1"
                        """).profile().orElseThrow(), settings, () -> { });
        agent.listen(events::add);
        agent.start();
        agent.core().control().run("test");
        return agent;
    }

    private void say(Agent agent, String text) {
        agent.speech().get().orElseThrow().say(new SpeechControl.Wanted(text, Optional.empty(), Optional.empty(), true,
                Duration.ofSeconds(30), "test"));
    }

    private void awaitNews(SpeechNews news, String text) {
        await().until(() -> events.stream().anyMatch(each -> each instanceof Event.Speech speech
                && speech.news() == news && speech.text().equals(text)));
    }

    @Test
    void anotherVoiceSpeaksFromTheNextTextOnAndOffIsSilent() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (Agent agent = agent(settings(first))) {
            say(agent, "one");
            awaitNews(SpeechNews.DONE, "one");
            agent.take(settings(second, "FERMATA_SPEECH_PREFIX", "now:"));
            say(agent, "two");
            awaitNews(SpeechNews.DONE, "two");
            assertEquals("one", Files.readString(first).strip());
            assertTrue(Files.readString(second).strip().endsWith("two"), Files.readString(second));
            assertTrue(Files.readString(second).startsWith("now:"), Files.readString(second));

            agent.core().control().stop("nothing is said for a while");
            agent.core().control().run("test");
            agent.take(settings(second, "FERMATA_SPEECH_ENGINE", "off"));
            assertTrue(agent.speech().get().isEmpty());
            agent.take(settings(first));
            say(agent, "three");
            awaitNews(SpeechNews.DONE, "three");
            assertEquals(List.of("one", "three"), Files.readAllLines(first));
        }
    }

    @Test
    void whatWaitsWhenItIsSwitchedOffIsDroppedWithTheReason() {
        try (Agent agent = agent(settings(folder.resolve("asked")))) {
            agent.core().ledger().add(new Hold(Hold.TALK, "test", 0, OptionalLong.empty(), List.of()), Optional.empty());
            say(agent, "one");
            say(agent, "two");
            agent.take(settings(folder.resolve("asked"), "FERMATA_SPEECH_ENGINE", "off"));
            awaitNews(SpeechNews.DROPPED, "two");
            assertEquals(List.of("speech.engine is off", "speech.engine is off"), events.stream()
                    .filter(each -> each instanceof Event.Speech speech && speech.news() == SpeechNews.DROPPED)
                    .map(each -> ((Event.Speech) each).reason()).toList());
        }
    }

    @Test
    void theMicrophoneIsListenedToFromWhenItIsSwitchedOnUntilItIsSwitchedOff() {
        Path asked = folder.resolve("asked");
        try (Agent agent = agent(settings(asked))) {
            await().until(() -> agent.listening().status().isPresent());
            assertEquals(Optional.of("listen.microphone is off"), agent.listening().status().orElseThrow().whyNot());
            agent.take(settings(asked, "FERMATA_LISTEN_MICROPHONE", "open", "FERMATA_LISTEN_RECOGNISER", "command",
                    "FERMATA_LISTEN_COMMAND", "cat", "FERMATA_LISTEN_DEVICE", "first"));
            assertEquals("first", agent.listening().status().orElseThrow().microphone());
            assertEquals(1, agent.listening().status().orElseThrow().voice().commands());
            agent.take(settings(asked, "FERMATA_LISTEN_MICROPHONE", "open", "FERMATA_LISTEN_RECOGNISER", "command",
                    "FERMATA_LISTEN_COMMAND", "cat", "FERMATA_LISTEN_DEVICE", "second"));
            assertEquals("second", agent.listening().status().orElseThrow().microphone());
            agent.take(settings(asked));
            assertEquals(Optional.of("listen.microphone is off"), agent.listening().status().orElseThrow().whyNot());
        }
    }
}
