package dev.fermata.speak.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.speak.sound.Resampler;
import dev.fermata.speak.sound.Sound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of sounds before they are heard. */
class SoundStepsTest {
    private static final Said SAID = new Said("a text", Language.ENGLISH);

    private final Ear ear = new Ear(new EnergyDetector());

    @TempDir Path folder;

    private static Sound random(Random random) {
        short[] samples = new short[random.nextInt(20_000)];
        double loud = Math.pow(10, -random.nextInt(5));
        for (int i = 0; i < samples.length; i++) {
            boolean silent = i / 1_500 % 3 == 0;
            // So little that it is silence, but no two places are alike.
            double value = silent ? random.nextInt(7) - 3 : random.nextGaussian() * 32_767 * loud;
            samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return new Sound(samples, 8_000 + random.nextInt(40_000));
    }

    private static double rms(Sound sound, int from, int to) {
        return Loudness.rms(sound.samples(), from, to);
    }

    @Test
    void allIsAsLoudAsEachOther() throws Exception {
        for (double loud : new double[] {0.02, 0.1, 0.3}) {
            Sound made = new Level().apply(Noises.tone(440, 0.5), SAID);
            assertEquals(3_277, rms(made, 0, made.length()), 30);
            Sound speech = new Level().apply(Babble.of(6, 1, loud), SAID);
            // The silence around does not count.
            double voiced = Arrays.stream(Loudness.of(speech)).filter(each -> each > 100).map(each -> each * each)
                    .average().orElseThrow();
            assertEquals(3_277, Math.sqrt(voiced), 200, "of " + loud);
        }
    }

    @Test
    void noLevelClips() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            Sound sound = random(random);
            Sound level = new Level().apply(sound, SAID);
            assertTrue(Loudness.peak(level.samples()) <= Level.CEILING, "round " + round);
            for (int i = 0; i < sound.length(); i++) {
                assertTrue(sound.samples()[i] * level.samples()[i] >= 0, "a sign has turned");
            }
        }
        short[] click = new short[16_000];
        click[8_000] = Short.MIN_VALUE;
        assertEquals(-Level.CEILING, new Level().apply(new Sound(click, 16_000), SAID).samples()[8_000]);
        assertEquals(0, new Level().apply(new Sound(new short[0], 16_000), SAID).length());
    }

    @Test
    void silenceIsTrimmedToARest() throws Exception {
        Sound speech = Babble.of(4, 0);
        Sound padded = Babble.of(4, 1.5);
        Sound trimmed = new Trim(ear).apply(padded, SAID);
        double seconds = (double) trimmed.length() / trimmed.rate();
        double most = (double) speech.length() / speech.rate() + 2 * Trim.REST_MS / 1_000.0 + 0.06;
        assertTrue(seconds <= most, seconds + " of " + most);
        assertEquals(0, trimmed.samples()[0]);
        Sound silence = new Sound(new short[9_000], 16_000);
        assertSame(silence, new Trim(ear).apply(silence, SAID));
    }

    @Test
    void noTrimCutsAVoicedFrameOrWhatIsLoud() throws Exception {
        trimKeeps(new Random(2), 15);
    }

    @Test
    @Tag("soak")
    void noneOfVeryManyTrimsCutsAVoicedFrame() throws Exception {
        trimKeeps(new Random(3), 1_500);
    }

    private void trimKeeps(Random random, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            Sound sound = random(random);
            // Whatever a detector says is kept.
            Random says = new Random(round);
            boolean[] voiced = new boolean[Resampler.to(sound, VoiceDetector.RATE).length() / VoiceDetector.FRAME];
            for (int i = 0; i < voiced.length; i++) {
                voiced[i] = says.nextInt(voiced.length) == 0;
            }
            Sound trimmed = new Trim(new Ear(samples -> voiced)).apply(sound, SAID);
            int from = place(sound, trimmed);
            double frame = (double) VoiceDetector.FRAME * sound.rate() / VoiceDetector.RATE;
            for (int i = 0; i < voiced.length; i++) {
                assertTrue(!voiced[i] || from <= i * frame && from + trimmed.length()
                        >= Math.min(sound.length(), Math.floor((i + 1) * frame)),
                        "frame " + i + " of round " + round);
            }
            double loudest = Loudness.loudest(Loudness.of(sound));
            assertTrue(rms(sound, 0, from) <= 0.02 * loudest + 9);
            assertTrue(rms(sound, from + trimmed.length(), sound.length()) <= 0.02 * loudest + 9);
        }
    }

    private static int place(Sound whole, Sound part) {
        for (int from = 0; from + part.length() <= whole.length(); from++) {
            if (Arrays.equals(whole.samples(), from, from + part.length(), part.samples(), 0, part.length())) {
                return from;
            }
        }
        throw new AssertionError("it is no part of it");
    }

    @Test
    void aBackgroundPlaysBehindIt() throws Exception {
        short[] music = new short[1_000];
        Arrays.fill(music, (short) 10_000);
        Path file = Files.write(folder.resolve("music.wav"), wav(music, 16_000));
        Sound speech = Babble.of(4, 0.5);
        Sound mixed = new Background(file, 0.5).apply(speech, SAID);
        assertEquals(speech.length(), mixed.length());
        assertEquals(5_000, mixed.samples()[4_000], 1, "in the silence before");
        assertTrue(Math.abs(mixed.samples()[0]) < 50, "it swells");
        short[] loud = new short[16_000];
        Arrays.fill(loud, (short) 32_000);
        assertTrue(Loudness.peak(new Background(file, 1).apply(new Sound(loud, 16_000), SAID).samples())
                <= Level.CEILING);
    }

    @Test
    void aBackgroundThatCannotBeReadSaysWhy() throws IOException {
        String missing = assertThrows(UncheckedIOException.class,
                () -> new Background(folder.resolve("none.wav"), 1).apply(Babble.of(1, 0), SAID)).getMessage();
        assertTrue(missing.contains("none.wav cannot be played"), missing);
        Path empty = Files.write(folder.resolve("empty.wav"), wav(new short[0], 16_000));
        assertThrows(UncheckedIOException.class, () -> new Background(empty, 1).apply(Babble.of(1, 0), SAID));
    }

    @Test
    void anotherRateKeepsTheSound() {
        for (int from : new int[] {8_000, 22_050, 48_000}) {
            for (int to : new int[] {8_000, 16_000, 44_100}) {
                short[] samples = new short[from / 2];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * 1_000 * i / from));
                }
                Sound made = Resampler.to(new Sound(samples, from), to);
                assertTrue(Math.abs(to / 2 - made.length()) <= 1);
                for (int i = to / 100; i < made.length() - to / 100; i++) {
                    assertEquals(10_000 * Math.sin(2 * Math.PI * 1_000 * i / to), made.samples()[i], 60,
                            from + " to " + to);
                }
            }
        }
    }

    @Test
    void whatTheLowerRateCannotHoldIsGone() {
        short[] samples = new short[24_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * 11_000 * i / 48_000));
        }
        Sound made = Resampler.to(new Sound(samples, 48_000), 16_000);
        assertTrue(rms(made, 1_000, made.length() - 1_000) < 40, "40 dB below");
        Sound same = new Sound(new short[] {1, 2}, 16_000);
        assertSame(same, Resampler.to(same, 16_000));
        assertArrayEquals(new short[0], Resampler.to(new Sound(new short[0], 8_000), 16_000).samples());
    }

    private static byte[] wav(short[] samples, int rate) {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1)
                .putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }
}
