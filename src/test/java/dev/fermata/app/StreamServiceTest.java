package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.config.settings.SettingsRefusedException;
import dev.fermata.control.StreamControl;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.net.FakeRelay;
import dev.fermata.net.RawServer;
import dev.fermata.observe.MetricsText;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent, a relay and a voice: from what a viewer does to what is heard. */
@Tag("long")
@Timeout(120)
class StreamServiceTest {
    @TempDir
    private Path folder;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    private Settings settings(String rules, Map<String, String> more) throws IOException {
        Files.writeString(folder.resolve("stream.toml"), rules);
        HumSound.write(folder.resolve("hum.wav"));
        Map<String, String> variables = new HashMap<>(Map.of("FERMATA_STREAM_ON", "true", "FERMATA_SPEECH_ENGINE", "command",
                "FERMATA_SPEECH_COMMAND", "cat," + folder.resolve("hum.wav"), "FERMATA_SPEECH_AFTER", "level",
                "FERMATA_SPEECH_CACHE", "false"));
        variables.putAll(more);
        return SettingsLoader.load(new SettingsLoader.Sources(folder.resolve("settings.toml"), Optional.empty(), variables,
                List.of())).settings();
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
                        """).profile().orElseThrow(), settings, () -> { });
        agent.listen(events::add);
        return agent;
    }

    @Test
    void whatARelayTellsIsHeardAndAGiftIsAnsweredWithinASecond() throws Exception {
        try (FakeRelay relay = new FakeRelay(); Agent agent = agent(settings("""
                [[feed]]
                name = "douyin"
                kind = "barrage-grab"
                address = "ws://%s"
                [[answer]]
                on = "gift"
                text = "thanks, %%user%%"
                [[answer]]
                on = "chat"
                text = "%%user%% says %%text%%"
                """.formatted(relay.address().hostAndPort()), Map.of()))) {
            agent.start();
            agent.core().control().run("test");
            FakeRelay.Client client = relay.client();
            StreamControl stream = agent.companions().stream().orElseThrow();
            await().until(() -> stream.status().feeds().get(0).isOpen());
            // The first sound has what speaks made and the device opened.
            client.text("{\"Type\":1,\"Data\":\"{\\\"Content\\\":\\\"hello\\\",\\\"User\\\":{\\\"Nickname\\\":\\\"Bob\\\"}}\"}");
            await().until(() -> stream.status().answered() == 1);
            client.text("{\"Type\":5,\"Data\":\"{\\\"GiftName\\\":\\\"rose\\\",\\\"GiftCount\\\":1,\\\"User\\\":{\\\"Nickname\\\":\\\"Ann\\\"}}\"}");
            await().until(() -> stream.status().answered() == 2);
            long came = events.stream().filter(StreamEvent.Came.class::isInstance).map(StreamEvent.Came.class::cast)
                    .filter(each -> each.message().kind() == StreamKind.GIFT).findFirst().orElseThrow().atNanos();
            long heard = events.stream().filter(Event.Speech.class::isInstance).map(Event.Speech.class::cast)
                    .filter(each -> each.news() == SpeechNews.STARTED && each.text().equals("thanks, Ann")).findFirst()
                    .orElseThrow().atNanos();
            assertTrue(heard - came < Duration.ofSeconds(1).toNanos(), "after " + (heard - came) / 1_000_000 + " ms");
            assertEquals(List.of(), relay.texts());
            client.drop();
            relay.client();
            await().until(() -> stream.status().feeds().get(0).isOpen());
            MetricsText metrics = new MetricsText();
            agent.companions().writeTo(metrics);
            String text = metrics.finish();
            assertTrue(text.contains("fermata_stream_feed_open{feed=\"douyin\"} 1"), text);
            agent.core().control().stop("test");
            stream.tell(new StreamMessage("", StreamKind.CHAT, "x", Viewer.NOBODY, "hi", "", 1, 0));
            assertEquals(1, stream.status().dropped().get(StreamDrop.STOPPED));
        }
    }

    @Test
    void whereNothingSpeaksItSaysSo() throws Exception {
        try (Agent agent = agent(settings("[[answer]]\non = \"chat\"\ntext = \"%text%\"\n",
                Map.of("FERMATA_SPEECH_ENGINE", "off")))) {
            agent.start();
            agent.core().control().run("test");
            StreamControl stream = agent.companions().stream().orElseThrow();
            await().until(() -> events.stream().anyMatch(each -> each instanceof Event.Advice advice
                    && advice.message().contains("speech.engine is off")));
            stream.tell(new StreamMessage("", StreamKind.CHAT, "x", Viewer.NOBODY, "hi", "", 1, 0));
            await().until(() -> stream.status().dropped().getOrDefault(StreamDrop.STOPPED, 0L) == 1);
            assertEquals(Optional.of("speech.engine is off"), stream.status().silent());
        }
    }

    private static String replying(RawServer server) {
        return """
                [[model]]
                name = "here"
                kind = "ollama"
                address = "%s"
                model = "qwen3"
                [[answer]]
                on = "chat"
                text = "hello, %%user%%"
                reply = true
                """.formatted(server.address());
    }

    /** One that loads its model at once, and writes as the test says. */
    private static RawServer server(RawServer.Handler writes) throws IOException {
        return new RawServer((asked, to) -> {
            if (asked.path().equals("/api/chat")) {
                writes.answer(asked, to);
            } else {
                to.answer(200, "application/json", "{\"done\":true}".getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static byte[] written(String text, boolean end) {
        return (Json.write(end ? Map.of("message", Map.of("role", "assistant", "content", text), "done", true,
                "done_reason", "stop", "prompt_eval_count", 9, "eval_count", 5)
                : Map.of("message", Map.of("role", "assistant", "content", text), "done", false)) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static StreamMessage chat(String text) {
        return new StreamMessage("", StreamKind.CHAT, "x", new Viewer("", "Ann", 0, false), text, "", 1, 0);
    }

    private boolean spoken(SpeechNews news, String text) {
        return events.stream().anyMatch(each -> each instanceof Event.Speech speech && speech.news() == news
                && speech.text().equals(text));
    }

    private StreamEvent.Became end() {
        await().until(() -> events.stream().anyMatch(StreamEvent.Became.class::isInstance));
        return events.stream().filter(StreamEvent.Became.class::isInstance).map(StreamEvent.Became.class::cast).findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstSentenceOfAReplyIsSpokenBeforeTheServerHasWrittenTheRest() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (RawServer server = server((asked, to) -> {
            to.begin("application/x-ndjson");
            to.part(written("I am well, thank", false));
            to.part(written(" you. And", false));
            heard.await();
            to.part(written(" how are you?", false));
            to.part(written("", true));
            to.end();
        }); Agent agent = agent(settings(replying(server), Map.of()))) {
            agent.start();
            agent.core().control().run("test");
            StreamControl stream = agent.companions().stream().orElseThrow();
            stream.tell(chat("how are you?"));
            await().until(() -> spoken(SpeechNews.STARTED, "I am well, thank you."));
            heard.countDown();
            StreamEvent.Became end = end();
            assertEquals("I am well, thank you. And how are you?", end.text());
            assertEquals("here", end.model());
            assertEquals("", end.detail());
            RawServer.Asked asked = server.asked().stream().filter(each -> each.path().equals("/api/chat")).findFirst()
                    .orElseThrow();
            assertTrue(asked.body().contains("You speak for somebody who streams"), asked.body());
            assertTrue(asked.body().contains("how are you?"), asked.body());
            assertEquals(1, stream.status().replies().said());
            await().untilAsserted(() -> assertEquals(1, stream.status().models().get(0).answered()));
            MetricsText metrics = new MetricsText();
            agent.companions().writeTo(metrics);
            assertTrue(metrics.finish().contains("fermata_stream_model_answered_total{model=\"here\"} 1"));
        }
    }

    @Test
    void aReplyThatNobodyWantsAnyMoreIsEndedAtTheServer() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = server((asked, to) -> {
            to.begin("application/x-ndjson");
            to.part(written("I am well. And ", false));
            to.awaitClose();
            closed.countDown();
        }); Agent agent = agent(settings(replying(server), Map.of()))) {
            agent.start();
            agent.core().control().run("test");
            StreamControl stream = agent.companions().stream().orElseThrow();
            stream.tell(chat("how are you?"));
            await().until(() -> spoken(SpeechNews.STARTED, "I am well."));
            agent.core().control().stop("test");
            assertTrue(closed.await(10, TimeUnit.SECONDS), "the request is closed");
            // Whether the sentence was heard to its end before the stop or not.
            assertEquals(Optional.of(StreamDrop.STOPPED), end().why());
            assertEquals(0, stream.status().replies().writing());
        }
    }

    @Test
    void theTextOfTheRulesIsSaidWhereTheServerDoesNotWrite() throws Exception {
        try (RawServer server = server((asked, to) -> to.answer(404, "application/json",
                "{\"error\":\"model 'qwen3' not found\"}".getBytes(StandardCharsets.UTF_8)));
                Agent agent = agent(settings(replying(server), Map.of()))) {
            agent.start();
            agent.core().control().run("test");
            agent.companions().stream().orElseThrow().tell(chat("how are you?"));
            StreamEvent.Became end = end();
            assertEquals("hello, Ann", end.text());
            assertEquals("", end.model());
            assertTrue(end.detail().startsWith("no model wrote it: denied, "), end.detail());
        }
    }

    @Test
    void wrongRulesAreToldAtTheStart() {
        SettingsRefusedException refused = Assertions.assertThrows(SettingsRefusedException.class, () -> settings(
                "[[answer]]\non = \"chatt\"\ntext = \"x\"\n", Map.of()));
        assertTrue(refused.getMessage().contains("stream.toml"), refused.getMessage());
        assertTrue(refused.getMessage().contains("\"chat\""), refused.getMessage());
    }
}
