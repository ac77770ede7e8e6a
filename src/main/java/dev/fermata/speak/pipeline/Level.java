package dev.fermata.speak.pipeline;

import dev.fermata.speak.sound.Sound;

/**
 * Makes all voices as loud as each other: what is no silence has -20 dB (root of the mean square, of the loudest
 * possible), or as much as is possible without clipping. Pure.
 */
public final class Level implements Step<Sound> {
    /** The seed's. */
    static final double TARGET = 32_768 * Math.pow(10, -20 / 20.0);
    /** The loudest sample there may be, -0.3 dB: a device that filters may make it a little louder. */
    static final int CEILING = 31_650;
    /** 30 dB: what needs more is hiss more than speech. */
    private static final double MOST_GAIN = 31.6;
    /** Of the loudest 10 ms, -35 dB: what is quieter is a pause, and pauses make no speech quieter. */
    private static final double PAUSE = 0.018;

    @Override
    public Sound apply(Sound sound, Said said) {
        return levelled(sound);
    }

    /** The sound as loud as any other. */
    public static Sound levelled(Sound sound) {
        double[] loudness = Loudness.of(sound);
        double loudest = Loudness.loudest(loudness);
        double squares = 0;
        int heard = 0;
        for (double each : loudness) {
            if (each > loudest * PAUSE) {
                squares += each * each;
                heard++;
            }
        }
        if (heard == 0) {
            return sound;
        }
        double gain = Math.min(MOST_GAIN, Math.min(TARGET / Math.sqrt(squares / heard),
                (double) CEILING / Loudness.peak(sound.samples())));
        short[] samples = new short[sound.length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(sound.samples()[i] * gain);
        }
        return new Sound(samples, sound.rate());
    }
}
