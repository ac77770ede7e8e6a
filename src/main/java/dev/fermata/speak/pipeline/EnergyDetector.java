package dev.fermata.speak.pipeline;

import java.util.Arrays;

/**
 * The loud frames are those with voice: for where there is no better detector. What is loud depends on the loudest
 * frames of the sound, and what is very quiet never is. Pure.
 */
final class EnergyDetector implements VoiceDetector {
    /** Of 32767; what is quieter is silence whatever is around it. About -46 dB. */
    private static final double QUIET = 150;
    /** Of the mean of the loudest frames; speech has 20 dB from its vowels to its quiet consonants. */
    private static final double OF_LOUDEST = 0.1;
    /** 10 dB. */
    private static final double ABOVE_QUIETEST = 3.2;
    /** A frame: the quietest is forgotten by half in seven seconds. */
    private static final double SLOWLY_LOUDER = 1.003;

    @Override
    public boolean[] voiced(short[] samples) {
        double[] means = new double[samples.length / FRAME];
        for (int frame = 0; frame < means.length; frame++) {
            means[frame] = mean(samples, frame * FRAME);
        }
        double[] sorted = means.clone();
        Arrays.sort(sorted);
        double loudest = means.length == 0 ? 0 : sorted[(int) (0.95 * (means.length - 1))];
        boolean[] voiced = new boolean[means.length];
        for (int frame = 0; frame < means.length; frame++) {
            voiced[frame] = means[frame] > Math.max(QUIET, OF_LOUDEST * loudest);
        }
        return voiced;
    }

    private static double mean(short[] samples, int from) {
        double sum = 0;
        for (int i = 0; i < FRAME; i++) {
            sum += Math.abs(samples[from + i]);
        }
        return sum / FRAME;
    }

    /**
     * For sound as it comes, where the loudest frames are not known: the loud frames are those well above the quietest
     * of the last seconds.
     */
    static LiveDetector live() {
        double[] quietest = {Double.MAX_VALUE};
        return frame -> {
            double mean = mean(frame, 0);
            quietest[0] = Math.min(mean, quietest[0] * SLOWLY_LOUDER + 1);
            return mean > Math.max(QUIET, ABOVE_QUIETEST * quietest[0]);
        };
    }
}
