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

    @Override
    public boolean[] voiced(short[] samples) {
        double[] means = new double[samples.length / FRAME];
        for (int frame = 0; frame < means.length; frame++) {
            double sum = 0;
            for (int i = 0; i < FRAME; i++) {
                sum += Math.abs(samples[frame * FRAME + i]);
            }
            means[frame] = sum / FRAME;
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
}
