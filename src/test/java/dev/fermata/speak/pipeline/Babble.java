package dev.fermata.speak.pipeline;

import dev.fermata.speak.sound.Sound;
import java.util.Random;

/**
 * Something like speech, for tests without a voice: syllables of a hiss and a vowel, on a voice that rises and falls.
 */
public final class Babble {
    static final int RATE = 16_000;
    /** Seconds a syllable; as espeak-ng speaks, that is three letters and a half. */
    static final double SYLLABLE = 0.25;
    private static final double[][] VOWELS = {{730, 1_090}, {270, 2_290}, {300, 870}, {530, 1_840}, {570, 840}};

    private Babble() {
    }

    /** So many syllables, with silence around them. */
    public static Sound of(int syllables, double silentSeconds) {
        return of(syllables, silentSeconds, 0.25);
    }

    /** @param loud the loudest sample about, of 1 */
    static Sound of(int syllables, double silentSeconds, double loud) {
        Random random = new Random(syllables);
        int silent = (int) (silentSeconds * RATE);
        int length = (int) (SYLLABLE * RATE);
        short[] samples = new short[2 * silent + syllables * length];
        double phase = 0;
        for (int syllable = 0; syllable < syllables; syllable++) {
            double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
            boolean hisses = random.nextInt(3) == 0;
            for (int i = 0; i < length; i++) {
                double at = (double) i / length;
                double pitch = 110 + 40 * Math.sin(Math.PI * at) + 10 * (syllable % 3);
                phase += 2 * Math.PI * pitch / RATE;
                double value = 0;
                for (int harmonic = 1; harmonic * pitch < 4_000; harmonic++) {
                    value += formants(vowel, harmonic * pitch) * Math.sin(harmonic * phase);
                }
                double shape = at < 0.25 ? 0 : Math.sin(Math.PI * Math.min(1, (at - 0.25) / 0.7));
                double hiss = at < 0.25 && hisses ? 0.3 * random.nextGaussian() * Math.sin(Math.PI * at / 0.25) : 0;
                samples[silent + syllable * length + i] =
                        (short) Math.max(-32_767, Math.min(32_767, 32_767 * loud * (value * shape * 0.4 + hiss)));
            }
        }
        return new Sound(samples, RATE);
    }

    private static double formants(double[] vowel, double hertz) {
        return Math.exp(-Math.pow((hertz - vowel[0]) / 150, 2)) + 0.5 * Math.exp(-Math.pow((hertz - vowel[1]) / 200, 2))
                + 0.02;
    }
}
