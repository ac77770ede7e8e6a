package dev.fermata.speak.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.voices.VoiceModel;
import dev.fermata.config.voices.VoiceService;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpClient;
import dev.fermata.net.RawServer;
import dev.fermata.secret.Secret;
import dev.fermata.speak.engine.FakeSovits.Fault;
import dev.fermata.speak.engine.VoiceException.Kind;
import dev.fermata.speak.pipeline.Pipeline;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Voices of servers: what is asked of them, and that nothing of what they do wrong is heard. */
@Timeout(60)
class ServedEnginesTest {
    private static final String TEXT = "three short words";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(120);
    private static Sound voice;

    private final Clock clock = new SystemClock();
    private final HttpClient http = new HttpClient("test-voice-http");
    private final List<String> told = new ArrayList<>();
    private FakeSovits server;

    @BeforeAll
    static void speak() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "needs espeak-ng");
        voice = SystemVoice.espeak(new SystemClock(), "").make(TEXT);
    }

    @BeforeEach
    void start() throws IOException {
        server = new FakeSovits(voice);
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.close();
    }

    private static VoiceModel model(Duration most, Optional<String> weights, Map<String, Object> asked) {
        return new VoiceModel("alice", VoiceService.GPT_SOVITS, "alice", Optional.empty(), 1, asked, List.of(), weights,
                weights.map(each -> each + ".pth"), voice.rate(), Optional.empty(), most, most);
    }

    private SovitsEngine engine(Duration most, Map<String, Object> asked) {
        return new SovitsEngine(new SovitsServer(http, server.address()), model(most, Optional.empty(), asked),
                Map.of());
    }

    @ParameterizedTest
    @CsvSource({"wav, 0", "wav, 1", "wav, 3", "raw, 0", "raw, 2"})
    void theSoundIsTheSameHoweverItComes(String type, long streaming) throws Exception {
        Sound sound = engine(LONG, Map.of("media_type", type, "streaming_mode", streaming)).make(TEXT);
        assertArrayEquals(voice.samples(), sound.samples());
        assertEquals(voice.rate(), sound.rate());
    }

    @Test
    void everyParameterIsSentAsTheServerCallsIt() throws Exception {
        VoiceModel model = model(LONG, Optional.empty(), Map.of("ref_audio_path", "a b.wav", "top_k", 5L,
                "aux_ref_audio_paths", List.of("c.wav"), "split_bucket", true, "temperature", 0.8));
        new SovitsEngine(new SovitsServer(http, server.address()), model, Map.of("top_k", 7L)).make("说“好”");
        RawServer.Asked asked = server.asked().get(0);
        assertEquals("POST /tts application/json", asked.method() + " " + asked.path() + " "
                + asked.headers().get("content-type"));
        assertEquals("{\"aux_ref_audio_paths\":[\"c.wav\"],\"ref_audio_path\":\"a b.wav\",\"split_bucket\":true,"
                + "\"temperature\":0.8,\"text\":\"说“好”\",\"top_k\":7}", asked.body());
    }

    @Test
    void weightsAreLoadedWhenAnotherVoiceSpeaksAndNoSooner() throws Exception {
        SovitsServer shared = new SovitsServer(http, server.address());
        Engine alice = new SovitsEngine(shared, model(LONG, Optional.of("w/a 1"), Map.of()), Map.of());
        Engine bob = new SovitsEngine(shared, model(LONG, Optional.of("w/b"), Map.of()), Map.of());
        alice.make(TEXT);
        alice.make(TEXT);
        bob.make(TEXT);
        assertEquals(List.of("/set_gpt_weights?weights_path=w%2Fa+1", "/set_sovits_weights?weights_path=w%2Fa+1.pth",
                "/tts", "/tts", "/set_gpt_weights?weights_path=w%2Fb", "/set_sovits_weights?weights_path=w%2Fb.pth",
                "/tts"), server.asked().stream().map(RawServer.Asked::path).toList());
    }

    /** However many ask at once, nobody speaks with the weights of another. */
    @Test
    void oneAtATimeIsAsked() throws Exception {
        SovitsServer shared = new SovitsServer(http, server.address());
        List<Thread> threads = Stream.of("a", "b", "c").map(each -> new Thread(() -> {
            try {
                for (int i = 0; i < 4; i++) {
                    new SovitsEngine(shared, model(LONG, Optional.of(each), Map.of("prompt_text", each)), Map.of())
                            .make(TEXT);
                }
            } catch (VoiceException | InterruptedException e) {
                throw new AssertionError(e);
            }
        })).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        String loaded = "";
        int spoken = 0;
        for (RawServer.Asked each : server.asked()) {
            if (each.path().startsWith("/set_gpt")) {
                loaded = each.path().substring(each.path().length() - 1);
            } else if (each.path().equals("/tts")) {
                spoken++;
                assertTrue(each.body().contains("\"prompt_text\":\"" + loaded + "\""), each.body() + " by " + loaded);
            }
        }
        assertEquals(12, spoken);
    }

    @ParameterizedTest
    @Tag("long")
    @CsvSource({"REFUSES, REFUSED, it answered 400: tts failed: cuda is out of memory",
        "FAILS, FAILED, it answered 500: Internal Server Error", "SECOND_OF_ZEROS, SILENT, ", "EMPTY, BROKEN, ",
        "CUT_OFF, BROKEN, ", "STREAM_CUT_OFF, BROKEN, ", "RESET, UNREACHABLE, ", "RESET_IN_THE_MIDDLE, BROKEN, ",
        "NO_FIRST_BYTE, SLOW, ", "HEAD_ONLY, SLOW, ", "STALLS, SLOW, ", "ENDLESS, SLOW, ", "LENGTH_TOO_LARGE, BROKEN, ", "NOISE, SILENT, ", "LENGTH_TOO_SMALL, BROKEN, ", "WRONG_RATE, BROKEN, ", "NO_RATE, BROKEN, ", "FIVE_MINUTES, LENGTH, ",
        "JSON_AS_SOUND, BROKEN, the sound is no WAV file: no such character",
        "REDIRECT, DENIED, 'it answered 307, a redirect, which is not followed'",
        "TOO_BUSY, BUSY, it answered 503: busy"})
    void noFaultIsHeard(Fault fault, Kind kind, String message) {
        server.always(fault);
        Duration most = kind == Kind.SLOW ? SHORT : LONG;
        VoiceException failure = assertThrows(VoiceException.class,
                () -> checked(engine(most, Map.of())).make(TEXT));
        assertEquals(kind, failure.kind(), failure.getMessage());
        if (message != null) {
            assertEquals(message, failure.getMessage());
        }
    }

    private Engine checked(Engine engine) {
        return new Pipeline(Settings.DEFAULTS.speech().pipeline(), "", told::add).checked(engine);
    }

    private Ladder ladder(Duration most, Figures figures) {
        Engine served = engine(most, Map.of());
        ServerHealth health = new ServerHealth("the server", told::add);
        Engine rung = new WatchedEngine(clock, checked(served), figures, Optional.of(health));
        Engine last = new Engine() {
            @Override
            public Sound make(String text) {
                return new Sound(new short[] {1}, 8_000);
            }

            @Override
            public String name() {
                return "last";
            }

            @Override
            public String identity() {
                return "last";
            }
        };
        Ladder.Model alice = new Ladder.Model("alice", "the server", 1, List.of(rung, rung), figures);
        return new Ladder(clock, List.of(alice), last, 6, LONG);
    }

    /** Every one leads on to the system's voice, within its limits, and is counted. */
    @ParameterizedTest
    @Tag("long")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFaultyServerIsClimbedOver(Fault fault) throws Exception {
        server.always(fault);
        Figures figures = new Figures("alice", "the server");
        boolean slow = List.of(Fault.NO_FIRST_BYTE, Fault.HEAD_ONLY, Fault.STALLS, Fault.ENDLESS).contains(fault);
        assertEquals(1, ladder(slow ? SHORT : LONG, figures).make(TEXT).length());
        long failed = figures.snapshot(clock.nanos()).failed().values().stream().mapToLong(each -> each).sum();
        assertTrue(failed >= 1 && failed <= 2, figures.snapshot(clock.nanos()).toString());
        assertEquals(0, figures.snapshot(clock.nanos()).made());
    }

    @Test
    void oneBadAnswerIsFollowedByAGoodOne() throws Exception {
        server.next(Fault.SECOND_OF_ZEROS);
        Figures figures = new Figures("alice", "the server");
        assertTrue(ladder(LONG, figures).make(TEXT).length() > voice.length() / 2);
        assertEquals("2 1 {silent=1}", figures.snapshot(0).asked() + " " + figures.snapshot(0).made() + " "
                + figures.snapshot(0).failed());
        assertEquals(List.of(), told);
    }

    @Test
    void aServerThatIsDownIsNotAskedByEachTextAgain() throws Exception {
        Figures figures = new Figures("alice", "the server");
        Ladder ladder = ladder(LONG, figures);
        server.close();
        for (int i = 0; i < 20; i++) {
            assertEquals(1, ladder.make(TEXT).length());
        }
        assertEquals(1, figures.snapshot(clock.nanos()).asked());
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).startsWith("the voices of the server do not answer, and others speak until they do: "),
                told.get(0));
    }

    @Test
    void aTextThatIsDroppedClosesItsConnection() throws Exception {
        server.always(Fault.NO_FIRST_BYTE);
        try (Voices voices = new Voices(ladder(LONG, new Figures("alice", "the server")))) {
            voices.ask(1, TEXT, new dev.fermata.speak.Voice.Listener() {
                @Override
                public void sounds(long id, Sound sound) {
                    told.add("sounds");
                }

                @Override
                public void cannot(long id, String reason) {
                    told.add(reason);
                }
            });
            while (server.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            voices.cancel(1);
            assertTrue(server.clientGoes());
        }
        assertEquals(List.of(), told);
    }

    @Test
    void whetherAServerIsThereIsAskedWithoutHavingItSpeak() throws Exception {
        assertEquals("GPT-SoVITS answers", engine(LONG, Map.of()).probe());
        assertEquals(List.of(), server.asked());
        try (RawServer other = new RawServer((asked, to) -> to.answer(404, "text/html", new byte[0]))) {
            Engine wrong = new SovitsEngine(new SovitsServer(http, other.address()),
                    model(LONG, Optional.empty(), Map.of()), Map.of());
            assertEquals(Kind.DENIED, assertThrows(VoiceException.class,
                    () -> ((ServedEngine) wrong).probe()).kind());
        }
    }

    private OpenAiEngine openAi(ServerAddress address, Optional<Secret> key, String format) {
        VoiceModel model = new VoiceModel("bob", VoiceService.OPENAI, "bob", Optional.empty(), 1,
                Map.of("model", "tts-1", "voice", "alloy", "response_format", format, "speed", 1.5), List.of(),
                Optional.empty(), Optional.empty(), voice.rate(), Optional.empty(), LONG, LONG);
        return new OpenAiEngine(http, address, model, key, Map.of());
    }

    @Test
    void anOpenAiEndpointSpeaksAndIsToldTheKeyThatNobodyElseHears() throws Exception {
        byte[] wav = FakeSovits.wav(voice.samples(), voice.rate(), 2 * voice.length());
        try (RawServer endpoint = new RawServer((asked, to) -> {
            boolean known = "Bearer sk-s3cr3t".equals(asked.headers().get("authorization"));
            to.answer(known ? 200 : 401, "audio/wav", known ? wav
                    : ("{\"error\":{\"message\":\"Incorrect API key provided: "
                            + asked.headers().get("authorization") + "\"}}").getBytes(StandardCharsets.UTF_8));
        })) {
            Sound sound = openAi(endpoint.address(), Optional.of(Secret.of("sk-s3cr3t")), "wav").make(TEXT);
            assertArrayEquals(voice.samples(), sound.samples());
            RawServer.Asked asked = endpoint.asked().take();
            assertEquals("POST /v1/audio/speech {\"input\":\"three short words\",\"model\":\"tts-1\","
                    + "\"response_format\":\"wav\",\"speed\":1.5,\"voice\":\"alloy\"}",
                    asked.method() + " " + asked.path() + " " + asked.body());
            assertTrue(openAi(endpoint.address(), Optional.of(Secret.of("sk-s3cr3t")), "wav").probe()
                    .contains("takes the key"));
            OpenAiEngine wrong = openAi(endpoint.address(), Optional.of(Secret.of("sk-wr0ng")), "wav");
            VoiceException denied = assertThrows(VoiceException.class, () -> wrong.make(TEXT));
            assertEquals("DENIED it answered 401: Incorrect API key provided: Bearer (the key)",
                    denied.kind() + " " + denied.getMessage());
            assertFalse(wrong.identity().contains("wr0ng"));
            String longKey = "k3y".repeat(90);
            OpenAiEngine cut = openAi(endpoint.address(), Optional.of(Secret.of(longKey)), "wav");
            assertFalse(assertThrows(VoiceException.class, () -> cut.make(TEXT)).getMessage().contains("k3y"));
            assertThrows(VoiceException.class, wrong::probe);
            assertEquals(44 / 2 + voice.length(),
                    openAi(endpoint.address(), Optional.of(Secret.of("sk-s3cr3t")), "pcm").make(TEXT).length());
        }
    }
}
