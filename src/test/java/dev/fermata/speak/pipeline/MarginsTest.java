package dev.fermata.speak.pipeline;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Resampler;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far speech and what is none are from the thresholds that tell them apart; prints what it measures. */
@Tag("proof")
class MarginsTest {
    private static final List<String[]> SPEECH = List.of(
            of("en", "ok", "no", "go", "one", "oh", "a", "e", "I", "mm", "moo", "you", "sh", "yes", "hiss", "7",
                    "life low", "you drive", "The hold is over.", "five six", "1000000",
                    "thank you for the gift, that is very kind of you"),
            of("en+f3", "ok", "life low"), of("en+whisper", "ok", "life low"),
            of("de", "ja", "nein", "zu", "oh", "due", "oh no", "du fährst", "Leben niedrig", "Der Zauber ist bereit.",
                    "Donaudampfschifffahrtsgesellschaft"),
            of("fr", "a", "uh", "oui", "Put", "once"), of("ru", "да"),
            of("cmn-latn-pinyin", "好", "是", "五", "不", "打", "第", "度", "地", "你好", "生命值低", "你好，欢迎来到直播间"));

    private final List<Executable> wrong = new ArrayList<>();

    private static String[] of(String... voiceAndTexts) {
        return voiceAndTexts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"libfvad", "energy"})
    void noNoiseIsSpeech(String name) throws Exception {
        Ear ear = ear(name);
        for (int rate : new int[] {8_000, 16_000, 22_050, 24_000, 48_000}) {
            for (Map.Entry<String, Sound> each : Noises.all().entrySet()) {
                // With silence at its end, or it would be taken for a word that is cut off.
                Sound whole = Resampler.to(each.getValue(), rate);
                Sound sound = new Sound(Arrays.copyOf(whole.samples(), whole.length() + rate / 20), rate);
                print(name, each.getKey() + " at " + rate, sound, ear, "a noise");
                assertThrows(VoiceException.class, () -> new VoiceCheck(ear).apply(sound, said("a noise")),
                        each.getKey() + " at " + rate);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libfvad", "energy"})
    void whatIsLikeSpeechIsSpeech(String name) throws Exception {
        Ear ear = ear(name);
        for (int syllables : new int[] {2, 3, 8, 30}) {
            for (double loud : new double[] {0.03, 0.25, 0.8}) {
                String text = "badumi ".repeat(syllables).substring(0, syllables * 4);
                Sound sound = Babble.of(syllables, 0.15, loud);
                print(name, syllables + " syllables", sound, ear, text);
                new VoiceCheck(ear).apply(sound, said(text));
                new LengthCheck(ear).apply(sound, said(text));
            }
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"libfvad", "energy"})
    void allSpeechOfARealVoiceIsSpeech(String name) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "needs espeak-ng");
        Ear ear = ear(name);
        for (String[] each : SPEECH) {
            for (String text : Arrays.asList(each).subList(1, each.length)) {
                Sound made = SystemVoice.espeak(new SystemClock(), each[0]).make(text);
                print(name, each[0] + " " + text, made, ear, text);
                for (int rate : new int[] {8_000, made.rate(), 48_000}) {
                    Sound sound = Resampler.to(made, rate);
                    wrong.add(() -> new VoiceCheck(ear).apply(sound, said(text)));
                    wrong.add(() -> new LengthCheck(ear).apply(sound, said(text)));
                }
            }
        }
        assertAll(wrong);
    }

    @Tag("long")
    @Test
    void mostOfWhatIsCutOffIsNoticed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "needs espeak-ng");
        Ear ear = ear("libfvad");
        int noticed = 0;
        int all = 0;
        for (String[] each : SPEECH) {
            for (String text : Arrays.asList(each).subList(1, each.length)) {
                Sound made = SystemVoice.espeak(new SystemClock(), each[0]).make(text);
                Sound trimmed = new Trim(new Ear(samples -> new boolean[0])).apply(made, said(text));
                for (int tenths = 1; tenths <= 8; tenths++) {
                    int length = trimmed.length() * tenths / 10;
                    Sound sound = new Sound(Arrays.copyOf(trimmed.samples(), length), made.rate());
                    boolean refused = isRefused(sound, text, ear);
                    all++;
                    noticed += refused ? 1 : 0;
                    if (!refused) {
                        System.out.printf("not noticed: %s at %d of 10, end %.0f dB%n", text, tenths,
                                Loudness.endDb(sound));
                    }
                }
            }
        }
        System.out.printf("cut off at 10 to 80 %%: %d of %d noticed%n", noticed, all);
        assertTrue(noticed > 0.85 * all, noticed + " of " + all);
    }

    @Test
    void farTooLongAndFarTooShortAnAnswerIsRefused() throws Exception {
        Ear ear = ear("libfvad");
        String three = "three short words";
        assertRefused("far too long for its text: 300 s", again(Babble.of(60, 0), 20), three, ear);
        assertRefused("far too short for its text: ", Babble.of(3, 0.1),
                "This text has a good many more words than what has been spoken of it, so most of it is missing.", ear);
        assertRefused("far too short", Babble.of(2, 0.1), "你好，欢迎来到直播间，今天我们一起玩游戏", ear);
        assertFalse(isRefused(Babble.of(5, 0.1), three, ear));
        assertFalse(isRefused(Babble.of(4, 0.1), "nooooooooooooooooooooooooooo", ear));
        assertFalse(isRefused(Babble.of(20, 0.1), "1234567890", ear), "read one by one");
        assertFalse(isRefused(Babble.of(3, 0.1), "1000000000000", ear), "read as one");
    }

    @Test
    void whatEndsInTheMiddleIsRefused() throws Exception {
        Ear ear = ear("libfvad");
        Sound whole = Babble.of(8, 0.1);
        int inAVowel = (int) ((0.1 + 6.6 * Babble.SYLLABLE) * Babble.RATE);
        Sound cut = new Sound(Arrays.copyOf(whole.samples(), inAVowel), whole.rate());
        assertRefused("ends in the middle of a word", cut, "eight syllables of it", ear);
        assertFalse(isRefused(whole, "eight syllables of it", ear));
    }

    private static Sound again(Sound sound, int times) {
        short[] all = new short[sound.length() * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(sound.samples(), 0, all, i * sound.length(), sound.length());
        }
        return new Sound(all, sound.rate());
    }

    private static void assertRefused(String reason, Sound sound, String text, Ear ear) {
        String told = assertThrows(VoiceException.class, () -> {
            new VoiceCheck(ear).apply(sound, said(text));
            new LengthCheck(ear).apply(sound, said(text));
        }).getMessage();
        assertTrue(told.contains(reason), told);
    }

    private static boolean isRefused(Sound sound, String text, Ear ear) {
        try {
            new VoiceCheck(ear).apply(sound, said(text));
            new LengthCheck(ear).apply(sound, said(text));
            return false;
        } catch (VoiceException e) {
            return true;
        }
    }

    private static Ear ear(String name) throws Exception {
        return new Ear(name.equals("libfvad") ? new WebRtcDetector() : new EnergyDetector());
    }

    private static Said said(String text) {
        return new Said(text, Language.of(text, ""));
    }

    private static void print(String name, String what, Sound sound, Ear ear, String text) {
        Hearing heard = ear.hear(sound);
        Traits traits = Traits.of(heard.samples(), sound.rate());
        double seconds = (double) sound.length() / sound.rate();
        System.out.printf(Locale.ROOT, "%-8s %-52s %6.2f s, voiced %.2f of %.2f s, change %5.2f, narrow %.2f, flat %.3f, end"
                + " %4.0f dB, voice/letter %.3f (least %.3f), longest %5.1f s%n", name, what, seconds, heard.seconds(),
                traits.seconds(), traits.change(), traits.narrow(), traits.flatness(), Loudness.endDb(sound),
                heard.seconds() / Math.max(1, said(text).letters(1)), LengthCheck.SHORTEST_A_LETTER,
                LengthCheck.LONGEST + LengthCheck.LONGEST_A_LETTER * said(text).letters(6));
    }
}
