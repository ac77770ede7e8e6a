package dev.fermata.speak.sound;

/**
 * Turns samples of one rate into samples of another: band-limited interpolation with a sinc of 16 zero crossings a
 * side under a Kaiser window (beta 8: what is not wanted is about 80 dB down), cut off at 0.46 of the lower rate. Its
 * coefficients are reckoned once. Immutable.
 */
public final class Resampler {
    private static final int CROSSINGS = 16;
    private static final double BETA = 8;
    private static final double CUT_OFF = 0.92;
    /** More places between two samples are not told apart: the nearest stands for them. */
    private static final int MOST_PHASES = 1_024;

    private final int from;
    private final int to;
    private final int phases;
    private final int reach;
    /** A row a place between two samples. */
    private final float[] coefficients;

    /**
     * From so many samples a second to so many.
     *
     * @param from above 0
     * @param to above 0
     */
    Resampler(int from, int to) {
        this.from = from;
        this.to = to;
        phases = Math.min(MOST_PHASES, to / gcd(from, to));
        double band = CUT_OFF * Math.min(1, (double) to / from);
        reach = (int) Math.ceil(CROSSINGS / band);
        coefficients = new float[phases * 2 * reach];
        for (int phase = 0; phase < phases; phase++) {
            fill(phase, band);
        }
    }

    /** The sound at another rate; itself if it has that. @param rate samples a second */
    public static Sound to(Sound sound, int rate) {
        if (sound.rate() == rate) {
            return sound;
        }
        Resampler resampler = new Resampler(sound.rate(), rate);
        short[] samples = new short[(int) resampler.resampled(sound.length())];
        for (int i = 0; i < samples.length; i++) {
            double sample = resampler.at(sound.samples(), i);
            samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
        }
        return new Sound(samples, rate);
    }

    private void fill(int phase, double band) {
        int row = phase * 2 * reach;
        double sum = 0;
        for (int i = 0; i < 2 * reach; i++) {
            double distance = i - reach + 1 - (double) phase / phases;
            double x = Math.PI * band * distance;
            double window = Math.sqrt(Math.max(0, 1 - distance * distance / ((double) reach * reach)));
            double value = (x == 0 ? 1 : Math.sin(x) / x) * bessel(BETA * window);
            coefficients[row + i] = (float) value;
            sum += value;
        }
        // So that what does not change stays as loud as it is.
        for (int i = 0; i < 2 * reach; i++) {
            coefficients[row + i] /= (float) sum;
        }
    }

    /** The modified function of the first kind and order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int i = 1; term > sum * 1e-12; i++) {
            term *= x * x / (4.0 * i * i);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    /** How many samples to either side one depends on. */
    int reach() {
        return reach;
    }

    /** After how many samples one lies again where one of the new rate does. */
    int period() {
        return from / gcd(from, to);
    }

    /** How many samples of the new rate stand for so many; the last one may reach beyond them. */
    long resampled(long count) {
        return (count * to + from - 1) / from;
    }

    /** How many whole samples lie before a sample of the new rate. */
    long original(long index) {
        return index * from / to;
    }

    /** The sample of the new rate at an index; beyond both ends there is silence. */
    double at(short[] samples, long index) {
        long place = index * from;
        int base = (int) (place / to);
        int phase = (int) ((place % to * phases + to / 2) / to);
        if (phase == phases) {
            phase = 0;
            base++;
        }
        int row = phase * 2 * reach + reach - 1;
        int first = Math.max(1 - reach, -base);
        int end = Math.min(reach, samples.length - 1 - base);
        double sum = 0;
        for (int i = first; i <= end; i++) {
            sum += coefficients[row + i] * samples[base + i];
        }
        return sum;
    }
}
