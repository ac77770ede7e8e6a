package dev.fermata.speak.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of sounds whose rate is not the line's. */
class ResamplerTest {

    private static short[] tone(double frequency, int rate, double seconds) {
        short[] samples = new short[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return samples;
    }

    /** The largest difference from the tone itself, away from both ends. */
    private static double worst(double frequency, int from, int to) {
        short[] samples = tone(frequency, from, 0.2);
        Resampler resampler = new Resampler(from, to);
        double worst = 0;
        for (long i = to / 50; i < resampler.resampled(samples.length) - to / 50; i++) {
            double meant = frequency < Math.min(from, to) / 2.0 ? 10_000 * Math.sin(2 * Math.PI * frequency * i / to) : 0;
            worst = Math.max(worst, Math.abs(resampler.at(samples, i) - meant));
        }
        return worst;
    }

    @ParameterizedTest
    @CsvSource({"22050, 48000", "24000, 48000", "16000, 48000", "32000, 48000", "44100, 48000", "48000, 44100",
        "48000, 22050", "11025, 48000", "8000, 48000", "24000, 24000"})
    void aToneStaysTheToneItIs(int from, int to) {
        assertTrue(worst(300, from, to) < 6, "300 Hz: " + worst(300, from, to));
        assertTrue(worst(3_000, from, to) < 10, "3 kHz: " + worst(3_000, from, to));
    }

    @ParameterizedTest
    @CsvSource({"22051, 48000", "47999, 48000", "37811, 44100"})
    void ratesWithoutACommonMeasureAreNearlyAsGood(int from, int to) {
        assertTrue(worst(1_000, from, to) < 20, "was " + worst(1_000, from, to));
    }

    @ParameterizedTest
    @CsvSource({"48000, 22050, 15000", "48000, 16000, 10000"})
    void whatTheLowerRateCannotHoldIsLeftOut(int from, int to, double frequency) {
        assertTrue(worst(frequency, from, to) < 20, "was " + worst(frequency, from, to));
    }

    @ParameterizedTest
    @CsvSource({"22050, 48000", "48000, 22050", "24000, 48000", "44100, 48000", "48000, 44100"})
    void aPositionComesBackAtLeastWhereItWas(int from, int to) {
        LineSound sound = new LineSound(new Sound(new short[from], from), new Resampler(from, to), 1);
        for (int position = 0; position <= from; position += 7) {
            long again = sound.positionOf(sound.indexOf(position));
            assertTrue(again >= position && again - position <= 1 + from / to, position + " became " + again);
        }
        assertEquals(to, sound.length());
    }
}
