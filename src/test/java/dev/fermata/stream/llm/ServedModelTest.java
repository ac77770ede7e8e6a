package dev.fermata.stream.llm;

import static dev.fermata.stream.llm.FakeModel.begin;
import static dev.fermata.stream.llm.FakeModel.bytes;
import static dev.fermata.stream.llm.FakeModel.end;
import static dev.fermata.stream.llm.FakeModel.part;
import static dev.fermata.stream.llm.FakeModel.settings;
import static dev.fermata.stream.llm.FakeModel.thought;
import static dev.fermata.stream.llm.FakeModel.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpClient;
import dev.fermata.net.RawServer;
import dev.fermata.secret.Secret;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers of language models answer, with every fault that they can have, and what comes of it. */
@Timeout(60)
class ServedModelTest {
    private static final String KEY = "sk-0123456789abcdef/+=";
    private static final Duration SHORT = Duration.ofMillis(80);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Prompt PROMPT = new Prompt("be kind", List.of(new Prompt.Turn("hi", "hello")), "how are you?");

    private final HttpClient http = new HttpClient("test-model-http");
    private final List<String> parts = new ArrayList<>();
    private RawServer server;

    @AfterEach
    void close() throws IOException {
        http.close();
        if (server != null) {
            server.close();
        }
    }

    private ServedModel model(WritingModel settings) {
        return ServedModel.of(new SystemClock(), http, settings, Optional.of(Secret.of(KEY)));
    }

    private WritingModel serve(ModelKind kind, RawServer.Handler handler) throws IOException {
        server = new RawServer(handler);
        return settings(kind, server.address());
    }

    private LanguageModel.Written write(WritingModel settings) throws ModelException, InterruptedException {
        return write(settings, part -> true);
    }

    private LanguageModel.Written write(WritingModel settings, Predicate<String> taker)
            throws ModelException, InterruptedException {
        parts.clear();
        return model(settings).write(PROMPT, part -> {
            parts.add(part);
            return taker.test(part);
        });
    }

    private String text() {
        return String.join("", parts);
    }

    /** How it failed; no message ever has the key. */
    private String failure(WritingModel settings) {
        ModelException failure = assertThrows(ModelException.class, () -> write(settings));
        assertFalse(failure.getMessage().contains(KEY), failure.getMessage());
        assertFalse(failure.getMessage().contains("0123456789abcdef"), failure.getMessage());
        return failure.kind() + " " + failure.getMessage();
    }

    private String failure(ModelKind kind, RawServer.Handler handler) throws IOException {
        String told = failure(serve(kind, handler));
        server.close();
        return told;
    }

    @Test
    void ollamaIsAskedAsItsInterfaceSays() throws Exception {
        LanguageModel.Written written = write(serve(ModelKind.OLLAMA, (asked, to) -> {
            begin(ModelKind.OLLAMA, to);
            to.part(bytes(thought(ModelKind.OLLAMA, "hm") + part(ModelKind.OLLAMA, "Fine, ") + part(ModelKind.OLLAMA,
                    "你好!") + end(ModelKind.OLLAMA, "stop", 31, 7)));
            to.end();
        }));
        assertEquals("Fine, 你好!", text());
        assertEquals(new LanguageModel.Written(31, 7, true), written);
        RawServer.Asked asked = server.asked().take();
        assertEquals("POST /api/chat Bearer " + KEY, asked.method() + " " + asked.path() + " "
                + asked.headers().get("authorization"));
        Node body = Json.parse(asked.body()).orElseThrow();
        assertEquals("qwen3:8b true 200 0.5 30m", body.get("model").text() + " " + body.get("stream").isTrue() + " "
                + body.get("options").get("num_predict").text() + " " + body.get("options").get("temperature").text()
                + " " + body.get("keep_alive").text());
        assertTrue(body.get("think").isFalse());
        assertEquals(List.of("system be kind", "user hi", "assistant hello", "user how are you?"),
                body.get("messages").list().stream().map(each -> each.get("role").text() + " "
                        + each.get("content").text()).toList());
    }

    @Test
    void ollamaIsNotAskedNotToThinkWhereItRefusesThat() throws Exception {
        ServedModel old = model(serve(ModelKind.OLLAMA, (asked, to) -> {
            if (asked.body().contains("\"think\"")) {
                to.answer(400, "application/json", bytes("{\"error\":\"\\\"m\\\" does not support thinking\"}"));
            } else {
                to.answer(200, "application/x-ndjson", bytes(part(ModelKind.OLLAMA, "ok") + end(ModelKind.OLLAMA, "stop",
                        1, 1)));
            }
        }));
        assertTrue(old.write(PROMPT, part -> true).whole());
        assertTrue(old.write(PROMPT, part -> true).whole());
        assertEquals(3, server.asked().size(), "once for all");
    }

    @Test
    void openAisServersAreAskedAsTheirInterfaceSays() throws Exception {
        LanguageModel.Written written = write(serve(ModelKind.OPENAI, (asked, to) -> {
            begin(ModelKind.OPENAI, to);
            to.part(bytes(": waiting\r\n\r\nevent: message\r\n" + thought(ModelKind.OPENAI, "hm")
                    + part(ModelKind.OPENAI, "Fine, ").replace("\n", "\r\n") + part(ModelKind.OPENAI, "你好!")
                    + end(ModelKind.OPENAI, "length", 31, 7)));
            to.end();
        }));
        assertEquals("Fine, 你好!", text());
        assertEquals(new LanguageModel.Written(31, 7, false), written);
        RawServer.Asked asked = server.asked().take();
        assertEquals("POST /v1/chat/completions Bearer " + KEY, asked.method() + " " + asked.path() + " "
                + asked.headers().get("authorization"));
        Node body = Json.parse(asked.body()).orElseThrow();
        assertEquals("qwen3:8b true 200 0.5 true", body.get("model").text() + " " + body.get("stream").isTrue() + " "
                + body.get("max_tokens").text() + " " + body.get("temperature").text() + " "
                + body.get("stream_options").get("include_usage").isTrue());
    }

    @Test
    void anAddressWithAPathIsTakenAsItIs() throws Exception {
        WritingModel local = serve(ModelKind.OPENAI, (asked, to) -> to.answer(404, "text/plain", new byte[0]));
        ServerAddress ark = new ServerAddress(false, local.address().host(), local.address().port(), "/api/v3");
        failure(settings(ModelKind.OPENAI, ark));
        assertEquals("/api/v3/chat/completions", server.asked().take().path());
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void whereTheAnswerIsCutMeansNothing(ModelKind kind) throws Exception {
        WritingModel each = serve(kind, (asked, to) -> {
            begin(kind, to);
            for (byte one : bytes(part(kind, "<think>no</think>日本語 ") + part(kind, "ok 🎮.") + end(kind, "stop", 1, 2))) {
                to.part(new byte[] {one});
            }
            to.end();
        });
        assertEquals(new LanguageModel.Written(1, 2, true), write(each));
        assertEquals("日本語 ok 🎮.", text());
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void whatItThinksIsNoTextHoweverItIsMarked(ModelKind kind) throws Exception {
        write(serve(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(thought(kind, "what shall I say") + part(kind, "<th") + part(kind, "ink>say no") + part(kind,
                    "thing</thi") + part(kind, "nk>3 < 4, I say") + end(kind, "stop", 1, 2)));
            to.end();
        }));
        assertEquals("3 < 4, I say", text());
        server.close();
        assertEquals("FAILED it wrote nothing but thoughts", failure(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(thought(kind, "what shall I say") + part(kind, "<think>nothing") + end(kind, "stop", 1, 2)));
            to.end();
        }));
        assertEquals("FAILED it wrote nothing", failure(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(end(kind, "stop", 1, 2)));
            to.end();
        }));
    }

    /** The first is taken while the server has not written the second. */
    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void eachPartIsTakenAsSoonAsItIsThere(ModelKind kind) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        write(serve(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(part(kind, "one ")));
            assertTrue(first.await(20, TimeUnit.SECONDS));
            to.part(bytes(part(kind, "two") + end(kind, "stop", 1, 2)));
            to.end();
        }), part -> {
            first.countDown();
            return true;
        });
        assertEquals("one two", text());
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void whoWantsNoMoreStopsTheServer(ModelKind kind) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        LanguageModel.Written written = write(serve(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(part(kind, "eight letters")));
            to.awaitClose();
            closed.countDown();
        }), part -> false);
        assertFalse(written.whole());
        assertEquals(Tokens.of("eight letters"), written.tokens());
        assertTrue(closed.await(20, TimeUnit.SECONDS), "the server sees the end");
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void whoIsInterruptedStopsTheServer(ModelKind kind) throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        WritingModel settings = serve(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(part(kind, "a")));
            to.awaitClose();
            closed.countDown();
        });
        Thread writing = new Thread(() -> {
            try {
                write(settings, part -> {
                    began.countDown();
                    return true;
                });
            } catch (InterruptedException e) {
                interrupted.set(true);
            } catch (ModelException e) {
                throw new AssertionError(e);
            }
        });
        writing.start();
        assertTrue(began.await(20, TimeUnit.SECONDS));
        writing.interrupt();
        writing.join();
        assertTrue(interrupted.get());
        assertTrue(closed.await(20, TimeUnit.SECONDS), "the server sees the end");
    }

    @Test
    void nobodyIsThere() throws Exception {
        ServerAddress nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = ServerAddress.of("http://127.0.0.1:" + free.getLocalPort()).orElseThrow();
        }
        assertTrue(failure(settings(ModelKind.OLLAMA, nobody)).startsWith("UNREACHABLE no connection to 127.0.0.1:"));
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void itMayTakeNoLongerThanItsLimits(ModelKind kind) throws Exception {
        RawServer.Handler silent = (asked, to) -> to.awaitClose();
        assertEquals("SLOW nothing was written within 80 ms", failure(within(serve(kind, silent), SHORT, LONG, LONG)));
        server.close();
        // Signs of life are no text, and the limit is not that of one part.
        RawServer.Handler alive = (asked, to) -> {
            begin(kind, to);
            while (true) {
                to.part(bytes(thought(kind, "hm")));
                TimeUnit.MILLISECONDS.sleep(10);
            }
        };
        assertEquals("SLOW it did nothing but think within 80 ms", failure(within(serve(kind, alive), SHORT, LONG, LONG)));
        server.close();
        RawServer.Handler once = (asked, to) -> {
            begin(kind, to);
            to.part(bytes(thought(kind, "hm")));
            to.awaitClose();
        };
        assertEquals("SLOW it did nothing but think within 80 ms",
                failure(within(serve(kind, once), SHORT, Duration.ofMinutes(5), Duration.ofMinutes(5))));
        server.close();
        RawServer.Handler stalls = (asked, to) -> {
            begin(kind, to);
            to.part(bytes(part(kind, "I was about to")));
            to.awaitClose();
        };
        assertEquals("SLOW the answer stopped, for 80 ms", failure(within(serve(kind, stalls), LONG, SHORT, LONG)));
        assertEquals("I was about to", text());
        server.close();
        RawServer.Handler endless = (asked, to) -> {
            begin(kind, to);
            while (true) {
                to.part(bytes(part(kind, "and ")));
                TimeUnit.MILLISECONDS.sleep(5);
            }
        };
        assertEquals("SLOW the answer was not whole within 80 ms",
                failure(within(serve(kind, endless), LONG, LONG, SHORT)));
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void whatIsNotWholeIsAFailureAfterWhatCame(ModelKind kind) throws Exception {
        String half = part(kind, "one") + part(kind, "two");
        String cut = failure(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(half.substring(0, half.length() - 8)));
        });
        assertTrue(cut.startsWith("FAILED the answer was cut off after "), cut);
        assertEquals("one", text());
        String reset = failure(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(half));
            to.reset();
        });
        assertTrue(reset.startsWith("FAILED the answer was cut off after "), reset);
        assertEquals("FAILED the answer ended before it was whole", failure(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(half));
            to.end();
        }));
        assertEquals("onetwo", text());
    }

    @Test
    void serversThatLeaveOutTheLastLineHaveFinishedAllTheSame() throws Exception {
        LanguageModel.Written written = write(serve(ModelKind.OPENAI, (asked, to) -> {
            begin(ModelKind.OPENAI, to);
            to.part(bytes(part(ModelKind.OPENAI, "eight letters") + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":"
                    + "\"stop\"}]}"));
            to.end();
        }));
        assertEquals(new LanguageModel.Written(Tokens.of(PROMPT), Tokens.of("eight letters"), true), written);
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void whatIsNoAnswerIsToldInAFewWords(ModelKind kind) throws Exception {
        String page = failure(kind, (asked, to) -> to.answer(200, "text/html", bytes("<html>\n<b>hello</b>" + KEY)));
        assertTrue(page.startsWith("FAILED it answered something else than "), page);
        assertTrue(page.length() < 400, page);
        String noise = failure(kind, (asked, to) -> to.answer(200, "text/plain", new byte[] {(byte) 0xFF, 0, 7, '\n', 9}));
        assertTrue(noise.startsWith("FAILED it answered something else than "), noise);
        String other = failure(kind, (asked, to) -> to.answer(200, "application/json", bytes("[1]\n")));
        assertTrue(other.startsWith("FAILED it answered something else than "), other);
        assertEquals("FAILED it wrote a line of more than 262144 bytes", failure(kind, (asked, to) -> {
            begin(kind, to);
            while (true) {
                to.part(new byte[50_000]);
            }
        }));
        String ssh = failure(kind, (asked, to) -> to.write("SSH-2.0-" + KEY + "\r\n\r\n"));
        assertTrue(ssh.startsWith("FAILED the answer is no HTTP"), ssh);
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void aComplaintInTheMiddleIsNoText(ModelKind kind) throws Exception {
        String line = kind == ModelKind.OLLAMA ? "{\"error\":\"out of memory, key " + KEY + "\"}\n"
                : "data: {\"error\":{\"code\":\"ServerOverloaded\",\"message\":\"out of memory, key " + KEY + "\"}}\n\n";
        String told = failure(kind, (asked, to) -> {
            begin(kind, to);
            to.part(bytes(part(kind, "one") + line + part(kind, "two") + end(kind, "stop", 1, 2)));
            to.end();
        });
        assertEquals((kind == ModelKind.OLLAMA ? "FAILED" : "BUSY") + " it says in its answer: out of memory, key (the key)",
                told);
        assertEquals("one", text());
    }

    @Test
    void llamaCppComplainsInAFieldOfItsOwn() throws Exception {
        assertEquals("FAILED it says in its answer: the context is full", failure(ModelKind.OPENAI, (asked, to) -> {
            begin(ModelKind.OPENAI, to);
            to.part(bytes("error: {\"code\":500,\"message\":\"the context is full\"}\n\n"));
            to.end();
        }));
        assertEquals("FAILED it says in its answer: no", failure(ModelKind.OPENAI, (asked, to) ->
                to.answer(200, "application/json", bytes("{\"error\":{\"message\":\"no\"}}\n"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "401 | {\"error\":{\"message\":\"wrong key KEY\"}} | DENIED it answered 401: wrong key (the key)",
        "403 | no | DENIED it answered 403: no",
        "404 | {\"error\":\"model 'x' not found\"} | DENIED it answered 404: model 'x' not found",
        "429 | {\"error\":{\"code\":\"RateLimitExceeded.EndpointRPMExceeded\",\"message\":\"slower\"}} | BUSY it answered 429: slower",
        "429 | {\"error\":{\"code\":\"QuotaExceeded\",\"message\":\"paid up\"}} | DENIED it answered 429: paid up",
        "429 | {\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}} | DENIED it answered 429: pay",
        "429 | {\"error\":{\"code\":\"ServerOverloaded\",\"message\":\"later\"}} | BUSY it answered 429: later",
        "503 | {\"error\":\"server busy, please try again.\"} | BUSY it answered 503: server busy, please try again.",
        "500 | {\"error\":{\"code\":\"InternalServiceError\",\"message\":\"oh KEY\"}} | FAILED it answered 500: oh (the key)",
        "400 | {\"error\":{\"code\":\"SensitiveContentDetected\",\"message\":\"not that\"}} | REFUSED it answered 400: not that",
        "302 | x | DENIED it answered 302, a redirect, which is not followed"})
    void aRefusalMeansWhatTheTableSays(int status, String body, String told) throws Exception {
        for (ModelKind kind : ModelKind.values()) {
            assertEquals(told, failure(kind, (asked, to) ->
                    to.answer(status, "application/json", bytes(body.replace("KEY", KEY)))));
        }
    }

    @Test
    void aProbeAsksForTheListOfModels() throws Exception {
        WritingModel has = serve(ModelKind.OLLAMA, (asked, to) -> to.answer(200, "application/json",
                bytes("{\"models\":[{\"name\":\"qwen3:8b\"}]}")));
        assertEquals("it has the model", model(has).probe());
        assertEquals("GET /api/tags", server.asked().peek().method() + " " + server.asked().take().path());
        server.close();
        WritingModel other = serve(ModelKind.OLLAMA, (asked, to) -> to.answer(200, "application/json",
                bytes("{\"models\":[{\"name\":\"llama3:latest\"}]}")));
        assertEquals("it has no model qwen3:8b, but llama3:latest; 'ollama pull qwen3:8b' brings it",
                assertThrows(ModelException.class, () -> model(other).probe()).getMessage());
        server.close();
        WritingModel ark = serve(ModelKind.OPENAI, (asked, to) -> to.answer(200, "application/json",
                bytes("{\"data\":[{\"id\":\"qwen3:8b\"}]}")));
        assertEquals("it answers and takes the key", model(ark).probe());
        assertEquals("GET /v1/models", server.asked().peek().method() + " " + server.asked().take().path());
        server.close();
        WritingModel none = serve(ModelKind.OPENAI, (asked, to) -> to.answer(404, "text/plain", new byte[0]));
        assertEquals("it answers, and has no list of models", model(none).probe());
        server.close();
        WritingModel denied = serve(ModelKind.OPENAI, (asked, to) -> to.answer(401, "text/plain", bytes(KEY)));
        assertEquals("it answered 401: (the key)",
                assertThrows(ModelException.class, () -> model(denied).probe()).getMessage());
    }
}
