package dev.fermata.speak.pipeline;

import java.util.Arrays;

/**
 * What tells speech from other sounds that have a voice for a detector, in the frames that are not silent. Speech
 * goes from sound to sound, a tone and a noise stay what they are; speech has many harmonics, a tone one; a noise has
 * all frequencies alike. Pure.
 *
 * @param frames how many are not silent
 * @param change how far their spectra are from the mean of all, in dB (mean over bands, median over frames: one that
 *     begins or ends at once is unlike all others)
 * @param narrow which share of its power each has within 100 Hz of its strongest frequency (mean)
 * @param flatness the geometric by the arithmetic mean of the power of each (mean): 0 of a tone, 0.56 of white noise
 */
record Traits(int frames, double change, double narrow, double flatness) {
    private static final int WINDOW = 512;
    private static final int HOP = 256;
    private static final int BANDS = 18;
    private static final double LOWEST_HZ = 100;
    private static final double HIGHEST_HZ = 7_000;
    /** Of the rate: a sound of fewer samples has nothing above. */
    private static final double OF_RATE = 0.42;
    private static final double BIN_HZ = (double) VoiceDetector.RATE / WINDOW;
    private static final int NEAR_BINS = (int) Math.round(100 / BIN_HZ);
    /** Of the power of the loudest: 35 dB below it nobody hears the frame. */
    private static final double SILENT = 3e-4;
    /** What is 40 dB below the strongest band of a frame does not count for its shape. */
    private static final double FLOOR = 1e-4;

    /** How long it is not silent, in seconds. */
    double seconds() {
        return (double) frames * HOP / VoiceDetector.RATE;
    }

    /**
     * Those of a sound.
     *
     * @param samples at {@link VoiceDetector#RATE}
     * @param rate that it had before
     */
    static Traits of(short[] samples, int rate) {
        double highest = Math.min(HIGHEST_HZ, rate * OF_RATE);
        int bands = BANDS;
        while (bin(bands) * BIN_HZ > highest) {
            bands--;
        }
        int count = samples.length < WINDOW ? 0 : (samples.length - WINDOW) / HOP + 1;
        double[][] powers = new double[count][];
        double[] all = new double[count];
        double loudest = 0;
        for (int frame = 0; frame < count; frame++) {
            powers[frame] = Spectrum.power(samples, frame * HOP, WINDOW);
            for (double each : powers[frame]) {
                all[frame] += each;
            }
            loudest = Math.max(loudest, all[frame]);
        }
        int heard = 0;
        double narrow = 0;
        double flatness = 0;
        double[][] shapes = new double[count][];
        double[] mean = new double[bands];
        for (int frame = 0; frame < count; frame++) {
            if (all[frame] <= loudest * SILENT) {
                continue;
            }
            narrow += narrow(powers[frame], all[frame]);
            flatness += flatness(powers[frame], highest);
            shapes[heard] = shape(powers[frame], bands);
            for (int band = 0; band < bands; band++) {
                mean[band] += shapes[heard][band];
            }
            heard++;
        }
        double[] changes = new double[heard];
        for (int frame = 0; frame < heard; frame++) {
            for (int band = 0; band < bands; band++) {
                changes[frame] += Math.abs(shapes[frame][band] - mean[band] / heard) / bands;
            }
        }
        Arrays.sort(changes);
        return heard == 0 ? new Traits(0, 0, 0, 0)
                : new Traits(heard, changes[heard / 2], narrow / heard, flatness / heard);
    }

    private static double narrow(double[] power, double all) {
        int peak = 1;
        for (int bin = 1; bin < power.length; bin++) {
            peak = power[bin] > power[peak] ? bin : peak;
        }
        double near = 0;
        for (int bin = Math.max(0, peak - NEAR_BINS); bin <= Math.min(power.length - 1, peak + NEAR_BINS); bin++) {
            near += power[bin];
        }
        return near / all;
    }

    private static double flatness(double[] power, double highest) {
        double logs = 0;
        double sum = 0;
        int first = (int) (LOWEST_HZ / BIN_HZ);
        int last = (int) (highest / BIN_HZ);
        for (int bin = first; bin <= last; bin++) {
            logs += Math.log(power[bin] + 1e-9);
            sum += power[bin] + 1e-9;
        }
        int count = last - first + 1;
        return Math.exp(logs / count) / (sum / count);
    }

    /** The power of bands as wide as the ear's, in dB, without how loud the frame is. */
    private static double[] shape(double[] power, int bands) {
        double[] shape = new double[bands];
        double most = 0;
        for (int band = 0; band < bands; band++) {
            int first = bin(band);
            int last = Math.max(first, bin(band + 1) - 1);
            for (int bin = first; bin <= last; bin++) {
                shape[band] += power[bin];
            }
            shape[band] /= last - first + 1;
            most = Math.max(most, shape[band]);
        }
        double mean = 0;
        for (int band = 0; band < bands; band++) {
            shape[band] = 10 * Math.log10(shape[band] + most * FLOOR + 1e-9);
            mean += shape[band] / bands;
        }
        for (int band = 0; band < bands; band++) {
            shape[band] -= mean;
        }
        return shape;
    }

    private static int bin(int band) {
        double mel = mel(LOWEST_HZ) + (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * band / BANDS;
        return (int) Math.round(700 * (Math.pow(10, mel / 2595) - 1) / BIN_HZ);
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }
}
