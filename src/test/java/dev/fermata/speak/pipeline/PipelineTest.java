package dev.fermata.speak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.settings.AfterStep;
import dev.fermata.config.settings.BeforeStep;
import dev.fermata.config.settings.Settings;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that is done before and after, in the order that the settings want. */
class PipelineTest {
    private static final List<BeforeStep> BEFORE = List.of(BeforeStep.values());
    private static final List<AfterStep> AFTER = List.of(AfterStep.values());
    private static final String LONG = "The first sentence is long enough to be spoken by itself, for it goes on and on until"
            + " it has said all that there is to say. The second sentence is one of those that a voice cannot make at all,"
            + " as happens with the best of them now and then. The third one ends it, and it takes its time as well, for"
            + " else it would be spoken together with the second one.";

    private final List<String> told = new ArrayList<>();

    private Pipeline pipeline(List<BeforeStep> before, List<AfterStep> after, String prefix, String background) {
        return new Pipeline(new Settings.Pipeline(before, after, prefix, Optional.ofNullable(background), 0.2), "",
                EnergyDetector::new, told::add);
    }

    private Pipeline pipeline() {
        return pipeline(BEFORE, AFTER, "", null);
    }

    /** One that speaks as many syllables as the text wants. */
    private static Engine engine(Answer answer) {
        return new Engine() {
            @Override
            public Sound make(String text) throws VoiceException {
                return answer.to(text);
            }

            @Override
            public String name() {
                return "the engine";
            }

            @Override
            public String identity() {
                return "it";
            }
        };
    }

    private interface Answer {
        Sound to(String text) throws VoiceException;
    }

    private static Sound speech(String text) {
        return Babble.of(Math.max(2, (int) (new Said(text, Language.OTHER).letters(3) / 3.5)), 0.3);
    }

    private Engine whole(Pipeline pipeline, Engine engine) {
        return pipeline.bySentence(pipeline.checked(engine));
    }

    @Test
    void aTextIsReadOutAndItsSoundIsFitToBeHeard() throws Exception {
        List<String> asked = new ArrayList<>();
        Sound sound = whole(pipeline(BEFORE, AFTER, "Note:", null), engine(text -> {
            asked.add(text);
            return speech(text);
        })).make("  it is \uD83D\uDC4D 50 %  ");
        assertEquals(List.of("Note: it is 50 percent"), asked);
        assertTrue(Loudness.peak(sound.samples()) <= Level.CEILING);
        assertTrue(sound.length() < speech("Note: it is 50 percent").length(), "silence is gone");
        assertEquals(List.of(), told);
    }

    @Test
    void whatIsNoSpeechNeverComesOut() {
        Noises.all().forEach((what, noise) -> {
            assertThrows(VoiceException.class, () -> whole(pipeline(), engine(text -> noise)).make("two words"), what);
            assertThrows(VoiceException.class, () -> pipeline().checked(engine(text -> noise)).make("two words"), what);
        });
    }

    @Test
    void oneBadSentenceDoesNotSpoilTheRest() throws Exception {
        List<String> asked = new ArrayList<>();
        Sound sound = whole(pipeline(), engine(text -> {
            asked.add(text);
            if (text.contains("second sentence")) {
                return new Sound(new short[20_000], 16_000);
            }
            return speech(text);
        })).make(LONG);
        assertEquals(3, asked.size());
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("a sentence was left out, 'The second"), told.get(0));
        assertTrue(told.get(0).endsWith("the voice answered with silence"), told.get(0));
        assertTrue(sound.length() > 16_000 * 10);
    }

    @Test
    void severalBadSentencesAreAFailure() {
        String reason = assertThrows(VoiceException.class, () -> whole(pipeline(), engine(text -> {
            throw new VoiceException("no voice");
        })).make(LONG)).getMessage();
        assertEquals("no voice", reason);
        assertEquals("nothing of the text can be read aloud", assertThrows(VoiceException.class,
                () -> whole(pipeline(), engine(PipelineTest::speech)).make("\uD83D\uDC4D")).getMessage());
    }

    @Test
    void sentencesOfSeveralRatesAreJoined() throws Exception {
        Sound sound = pipeline(BEFORE, List.of(), "", null).bySentence(engine(text ->
                new Sound(new short[text.startsWith("The first") ? 8_000 : 16_000],
                        text.startsWith("The first") ? 8_000 : 16_000))).make(LONG);
        assertEquals(8_000, sound.rate());
        assertEquals(3 * 8_000 + 2 * 1_600, sound.length());
    }

    @Test
    void aStepThatFailsIsLeftOutAndToldOnce() throws Exception {
        Engine engine = whole(pipeline(BEFORE, AFTER, "", "/no/such/file.wav"), engine(PipelineTest::speech));
        engine.make("two words");
        engine.make("two more words");
        assertEquals(List.of("the step 'background' was left out: /no/such/file.wav cannot be played: /no/such/file.wav"),
                told);
    }

    @Test
    void withoutTheLibraryTheEnergyTells() throws Exception {
        Pipeline pipeline = new Pipeline(new Settings.Pipeline(BEFORE, AFTER, "", Optional.empty(), 0.2), "", () -> {
            throw new IOException("no such file");
        }, told::add);
        whole(pipeline, engine(PipelineTest::speech)).make("two words");
        whole(pipeline, engine(PipelineTest::speech)).make("two words");
        assertThrows(VoiceException.class,
                () -> whole(pipeline, engine(text -> Noises.all().get("zeros"))).make("two words"));
        assertEquals(List.of("libfvad cannot be loaded (no such file); whether a sound is speech is told by its energy"
                + " alone"), told);
    }

    @Test
    void aProcessorThatTheLibraryIsNotMadeForHasNone() throws Exception {
        assertEquals("debian-amd64", WebRtcDetector.folder("liblibfvad-jni.so", "amd64"));
        assertEquals("debian-armv7l", WebRtcDetector.folder("liblibfvad-jni.so", "arm"));
        assertEquals("macos-arm64", WebRtcDetector.folder("liblibfvad-jni.dylib", "aarch64"));
        assertEquals("win-amd64", WebRtcDetector.folder("libfvad-jni.dll", "amd64"));
        // A process of its own, for this one may have loaded it.
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Dos.arch=s390x", "-cp",
                System.getProperty("java.class.path"), LoadDetector.class.getName()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertTrue(said.contains("libfvad cannot be loaded (it has no /debian-s390x/"), said);
    }

    /** Listens with the library, in a process of its own. */
    static final class LoadDetector {
        public static void main(String[] args) {
            new BestDetector(WebRtcDetector::new, System.out::println).voiced(new short[16_000]);
        }
    }

    @Test
    void nothingIsLoadedBeforeTheFirstText() throws Exception {
        List<String> loaded = new ArrayList<>();
        Pipeline pipeline = new Pipeline(new Settings.Pipeline(BEFORE, AFTER, "", Optional.empty(), 0.2), "", () -> {
            loaded.add("library");
            return new EnergyDetector();
        }, told::add);
        Engine engine = whole(pipeline, engine(PipelineTest::speech));
        assertEquals(List.of(), loaded);
        engine.make("two words");
        engine.make("two words");
        assertEquals(List.of("library"), loaded);
    }

    @Test
    void whatShapesASentenceIsInItsIdentity() {
        Engine engine = engine(PipelineTest::speech);
        String usual = pipeline().checked(engine).identity();
        assertNotEquals(usual, pipeline(BEFORE, List.of(AfterStep.LEVEL), "", null).checked(engine).identity());
        assertNotEquals(pipeline(BEFORE, List.of(AfterStep.LEVEL, AfterStep.TRIM), "", null).checked(engine).identity(),
                pipeline(BEFORE, List.of(AfterStep.TRIM, AfterStep.LEVEL), "", null).checked(engine).identity());
        // The sentences are the same, and each may be kept.
        assertEquals(usual, pipeline(BEFORE, AFTER, "x", "music.wav").checked(engine).identity());
        assertNotEquals(whole(pipeline(), engine).identity(),
                whole(pipeline(BEFORE, AFTER, "x", "music.wav"), engine).identity());
        assertEquals("the engine", whole(pipeline(), engine).name());
    }

    @Test
    void anyStepsInAnyOrderThatFailAtRandomGiveASoundOrAReason() {
        soundOrReason(new Random(11), 12);
    }

    @Test
    @Tag("soak")
    void veryManyStepsInAnyOrderGiveASoundOrAReason() {
        soundOrReason(new Random(12), 1_000);
    }

    private void soundOrReason(Random random, int rounds) {
        int sounds = 0;
        for (int round = 0; round < rounds; round++) {
            List<Steps.Named<Sound>> steps = new ArrayList<>();
            Ear ear = new Ear(new EnergyDetector());
            List<Step<Sound>> all = new ArrayList<>(List.of(new VoiceCheck(ear), new LengthCheck(ear), new Trim(ear),
                    new Level(), (sound, said) -> {
                        throw new IllegalStateException("no");
                    }, (sound, said) -> null, (sound, said) -> new Sound(new short[0], 8_000)));
            Collections.shuffle(all, random);
            all.subList(0, random.nextInt(all.size())).forEach(each -> steps.add(new Steps.Named<>("step", each)));
            Sound made = random.nextBoolean() ? Babble.of(1 + random.nextInt(6), 0.1)
                    : new ArrayList<>(Noises.all().values()).get(random.nextInt(Noises.all().size()));
            Sound cut = new Sound(Arrays.copyOf(made.samples(), random.nextInt(made.length() + 1)), made.rate());
            try {
                Sound heard = new Steps<>(steps, told::add).apply(cut, new Said("two words", Language.ENGLISH));
                assertTrue(heard.rate() >= 1);
                sounds++;
            } catch (VoiceException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
        assertTrue(sounds > rounds / 5, sounds + " sounds");
    }

    @Test
    void stepsAreDoneInTheirOrderAndOneThatFailsChangesNothing() throws Exception {
        Steps<String> steps = new Steps<>(List.of(new Steps.Named<>("a", (text, said) -> text + "a"),
                new Steps.Named<>("bad", (text, said) -> {
                    throw new IllegalStateException();
                }), new Steps.Named<>("b", (text, said) -> text + "b")), told::add);
        assertEquals("ab", steps.apply("", new Said("", Language.OTHER)));
        assertEquals(List.of("the step 'bad' was left out: java.lang.IllegalStateException"), told);
        TellOnce once = new TellOnce(told::add);
        once.accept("x");
        once.accept("x");
        assertEquals(2, told.size());
        assertSame("x", told.get(1));
    }
}
