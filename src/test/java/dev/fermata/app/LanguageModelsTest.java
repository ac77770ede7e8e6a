package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.RawServer;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import dev.fermata.stream.llm.LanguageModel;
import dev.fermata.stream.llm.ModelException;
import dev.fermata.stream.llm.Prompt;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The models of stream.toml, over real HTTP. */
@Timeout(60)
class LanguageModelsTest {
    private static final Prompt PROMPT = new Prompt("", List.of(), "hello");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<RawServer> servers = new ArrayList<>();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() throws IOException {
        for (RawServer each : servers) {
            each.close();
        }
    }

    private WritingModel model(String name, ModelKind kind, Duration first, RawServer.Handler handler)
            throws IOException {
        RawServer server = new RawServer(handler);
        servers.add(server);
        return new WritingModel(name, kind, server.address(), "m", Optional.empty(), 0, 2, 100, 300, 0, first, LONG,
                LONG, Optional.empty());
    }

    private LanguageModels models(WritingModel... all) {
        return new LanguageModels(new SystemClock(), List.of(all), told::add);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final byte[] ANSWER = json("{\"message\":{\"content\":\"Hello! How are\"},\"done\":false}\n"
            + "{\"message\":{\"content\":\" you?\"},\"done\":true,\"done_reason\":\"stop\"}\n");

    @Test
    void oneThatCannotIsFollowedByTheNext() throws Exception {
        WritingModel busy = model("local", ModelKind.OPENAI, LONG, (asked, to) ->
                to.answer(401, "application/json", json("{\"error\":{\"message\":\"no key\"}}")));
        WritingModel fine = model("cloud", ModelKind.OLLAMA, LONG, (asked, to) ->
                to.answer(200, "application/x-ndjson", ANSWER));
        List<String> parts = new ArrayList<>();
        try (LanguageModels models = models(busy, fine)) {
            assertTrue(models.sentences(PROMPT, (model, text) -> parts.add(text)).whole());
            assertEquals(List.of("Hello!", "How are you?"), parts);
            assertEquals(List.of("the language model local does not answer, and others or templates do until it does: it"
                    + " answered 401: no key"), told);
            assertEquals("local 1 0, cloud 1 1", String.join(", ", models.figures().stream().map(each -> each.name() + " "
                    + each.asked() + " " + each.answered()).toList()));
            parts.clear();
            LanguageModel plain = models.plain();
            plain.write(PROMPT, parts::add);
            assertEquals("Hello! How are you?", String.join("", parts));
        }
    }

    /** Ollama stops loading when whoever asked hangs up, and would never have it. */
    @Test
    void aModelThatIsNotLoadedInTimeIsLoadedAllTheSame() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        AtomicBoolean ready = new AtomicBoolean();
        WritingModel cold = model("local", ModelKind.OLLAMA, Duration.ofMillis(100), (asked, to) -> {
            if (asked.path().equals("/api/generate")) {
                assertTrue(asked.body().contains("\"keep_alive\":\"30m\"") && !asked.body().contains("prompt"));
                ready.set(true);
                to.answer(200, "application/json", json("{\"done\":true,\"done_reason\":\"load\"}"));
                loaded.countDown();
            } else if (ready.get()) {
                to.answer(200, "application/x-ndjson", ANSWER);
            } else {
                to.awaitClose();
            }
        });
        try (LanguageModels models = models(cold)) {
            assertEquals(ModelException.Kind.SLOW, assertThrows(ModelException.class, () ->
                    models.sentences(PROMPT, (model, text) -> { })).kind());
            assertTrue(loaded.await(20, TimeUnit.SECONDS));
            models.sentences(PROMPT, (model, text) -> { });
        }
    }

    /** The room waits for a first sentence, and not as long as a model may need. */
    @Test
    void aModelThatNobodyWaitedForIsLoadedAllTheSame() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch loaded = new CountDownLatch(1);
        WritingModel cold = model("local", ModelKind.OLLAMA, LONG, (request, to) -> {
            if (request.path().equals("/api/generate")) {
                to.answer(200, "application/json", json("{\"done\":true}"));
                loaded.countDown();
            } else {
                asked.countDown();
                to.awaitClose();
            }
        });
        try (LanguageModels models = models(cold)) {
            Thread writing = new Thread(() -> assertThrows(InterruptedException.class, () ->
                    models.plain().write(PROMPT, part -> { })));
            writing.start();
            assertTrue(asked.await(20, TimeUnit.SECONDS));
            writing.interrupt();
            assertTrue(loaded.await(20, TimeUnit.SECONDS));
            writing.join();
        }
    }

    @Test
    void whatBeginsHasItsFirstModelOfOllamaLoaded() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        WritingModel never = model("cloud", ModelKind.OPENAI, LONG, (asked, to) -> to.answer(500, "text/plain", json("")));
        WritingModel local = model("local", ModelKind.OLLAMA, LONG, (asked, to) -> {
            to.answer(404, "application/json", json("{\"error\":\"model 'm' not found\"}"));
            loaded.countDown();
        });
        try (LanguageModels models = models(never, local)) {
            models.prepare();
            assertTrue(loaded.await(20, TimeUnit.SECONDS));
        }
        assertEquals(0, servers.get(0).asked().size());
    }

    @Test
    void whatIsSentElsewhereIsSaid() {
        ServerAddress far = ServerAddress.of("https://ark.example/api/v3").orElseThrow();
        WritingModel cloud = new WritingModel("c", ModelKind.OPENAI, far, "m", Optional.of(SecretReference.of(
                SecretForm.KEY, "env:FERMATA_TEST_NO_SUCH_KEY").orElseThrow()), 0, 1, 1, 100, 0, LONG, LONG, LONG,
                Optional.empty());
        try (LanguageModels models = models(cloud)) {
            assertEquals(List.of("what viewers write is sent to https://ark.example:443/api/v3"), models.elsewhere());
        }
        assertEquals(List.of("the language model c is asked without a key: the environment variable"
                + " FERMATA_TEST_NO_SUCH_KEY is not set"), told);
    }

    @Test
    void eachIsAskedWhetherItIsThere() throws Exception {
        WritingModel there = model("local", ModelKind.OLLAMA, LONG, (asked, to) ->
                to.answer(200, "application/json", json("{\"models\":[{\"name\":\"m:latest\"}]}")));
        WritingModel other = model("cloud", ModelKind.OPENAI, LONG, (asked, to) ->
                to.answer(200, "text/html", json("<html>")));
        List<String> said = new ArrayList<>();
        try (LanguageModels models = models(there, other)) {
            assertEquals(false, models.reach(said::add));
        }
        assertEquals("local (" + there.address() + "): it has the model", said.get(0));
        assertTrue(said.get(1).startsWith("cloud (" + other.address() + "): cannot be used: it answered something else"),
                said.get(1));
    }
}
