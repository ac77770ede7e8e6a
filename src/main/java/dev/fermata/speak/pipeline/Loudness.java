package dev.fermata.speak.pipeline;

import dev.fermata.speak.sound.Sound;

/** How loud a sound is, in pieces of 10 ms. Pure. */
final class Loudness {
    private static final int PIECES_A_SECOND = 100;

    private Loudness() {
    }

    /** The loudest sample, up to 32768. */
    static int peak(short[] samples) {
        int peak = 0;
        for (short each : samples) {
            peak = Math.max(peak, Math.abs(each));
        }
        return peak;
    }

    /** How many samples are 10 ms. */
    static int piece(Sound sound) {
        return Math.max(1, sound.rate() / PIECES_A_SECOND);
    }

    /** The root of the mean square of each piece; the last one may be shorter. */
    static double[] of(Sound sound) {
        int piece = piece(sound);
        double[] loudness = new double[(sound.length() + piece - 1) / piece];
        for (int i = 0; i < loudness.length; i++) {
            loudness[i] = rms(sound.samples(), i * piece, Math.min(sound.length(), (i + 1) * piece));
        }
        return loudness;
    }

    static double rms(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / Math.max(1, to - from));
    }

    static double loudest(double[] loudness) {
        double loudest = 0;
        for (double each : loudness) {
            loudest = Math.max(loudest, each);
        }
        return loudest;
    }

    /** How loud the last 10 ms are, in dB of the loudest ones. */
    static double endDb(Sound sound) {
        double last = rms(sound.samples(), Math.max(0, sound.length() - piece(sound)), sound.length());
        return 20 * Math.log10((last + 1e-3) / (loudest(of(sound)) + 1e-3));
    }
}
