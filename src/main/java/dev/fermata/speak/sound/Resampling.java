package dev.fermata.speak.sound;

/**
 * Gives a sound another rate: each new sample is the sum of the old ones around it, weighed by a sinc that falls off with
 * a Hann window {@value #REACH} zeros to either side. What the lower of both rates cannot hold is filtered away, so
 * nothing of it comes back as another tone. Pure.
 */
public final class Resampling {
    private static final int REACH = 12;
    /** The filter begins to cut a little below half the rate, for it needs room to fall. */
    private static final double KEPT = 0.92;
    /** So many weights from one zero to the next; what is between two is on the line between them. */
    private static final int FINE = 512;
    private static final double[] TABLE = table();

    private Resampling() {
    }

    /** The sound at another rate; itself if it has that. @param rate samples a second */
    public static Sound to(Sound sound, int rate) {
        if (sound.rate() == rate) {
            return sound;
        }
        double step = (double) sound.rate() / rate;
        double cut = Math.min(1, 1 / step) * KEPT;
        double reach = REACH / cut;
        short[] from = sound.samples();
        short[] to = new short[(int) ((long) from.length * rate / sound.rate())];
        for (int i = 0; i < to.length; i++) {
            double at = i * step;
            int first = Math.max(0, (int) Math.ceil(at - reach));
            int last = Math.min(from.length - 1, (int) Math.floor(at + reach));
            double sum = 0;
            double weights = 0;
            for (int k = first; k <= last; k++) {
                double weight = weight((k - at) * cut);
                sum += from[k] * weight;
                weights += weight;
            }
            to[i] = clipped(weights == 0 ? 0 : sum / weights);
        }
        return new Sound(to, rate);
    }

    private static double[] table() {
        double[] table = new double[REACH * FINE + 2];
        for (int i = 0; i < table.length; i++) {
            double angle = Math.PI * i / FINE;
            table[i] = i == 0 ? 1 : i >= REACH * FINE ? 0
                    : Math.sin(angle) / angle * (0.5 + 0.5 * Math.cos(angle / REACH));
        }
        return table;
    }

    private static double weight(double x) {
        double place = Math.abs(x) * FINE;
        int index = (int) place;
        return index >= REACH * FINE ? 0 : TABLE[index] + (TABLE[index + 1] - TABLE[index]) * (place - index);
    }

    private static short clipped(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }
}
