package dev.fermata.speak.pipeline;

/** The power of the frequencies in a piece of sound. Pure. */
final class Spectrum {
    private Spectrum() {
    }

    /**
     * Of so many samples under a Hann window, from 0 to half the rate.
     *
     * @param length a power of two
     * @return {@code length / 2 + 1} values
     */
    static double[] power(short[] samples, int from, int length) {
        double[] real = new double[length];
        double[] imaginary = new double[length];
        for (int i = 0; i < length; i++) {
            // Where the transform below wants it: the bits of its place the other way round.
            int place = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(length) + 1;
            real[place] = samples[from + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
        }
        transform(real, imaginary);
        double[] power = new double[length / 2 + 1];
        for (int bin = 0; bin < power.length; bin++) {
            power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
        }
        return power;
    }

    /** The fast Fourier transform of Cooley and Tukey. */
    private static void transform(double[] real, double[] imaginary) {
        int length = real.length;
        for (int half = 1; half < length; half *= 2) {
            for (int k = 0; k < half; k++) {
                double cos = Math.cos(Math.PI * k / half);
                double sin = -Math.sin(Math.PI * k / half);
                for (int low = k; low < length; low += 2 * half) {
                    int high = low + half;
                    double re = real[high] * cos - imaginary[high] * sin;
                    double im = real[high] * sin + imaginary[high] * cos;
                    real[high] = real[low] - re;
                    imaginary[high] = imaginary[low] - im;
                    real[low] += re;
                    imaginary[low] += im;
                }
            }
        }
    }
}
