package dev.fermata.speak.sound;

import java.util.Arrays;

/** Turns sound of one rate into sound of another as it comes, in pieces of any length. One thread. */
public final class LiveResampler {
    private final Resampler resampler;
    /** What is needed still. */
    private short[] kept;
    /** The next sample of the new rate, counted from the beginning of what is kept. */
    private long next;

    /**
     * From so many samples a second to so many.
     *
     * @param from above 0
     * @param to above 0
     */
    public LiveResampler(int from, int to) {
        resampler = from == to ? null : new Resampler(from, to);
        // Silence before the first, so that what comes of it is what would come of the whole.
        kept = new short[resampler == null ? 0 : (resampler.reach() / resampler.period() + 1) * resampler.period()];
        next = resampler == null ? 0 : resampler.resampled(kept.length);
    }

    /** What can be told of the new rate; what depends on samples that are to come is told with those. */
    public short[] take(short[] samples, int count) {
        if (resampler == null) {
            return Arrays.copyOf(samples, count);
        }
        short[] all = Arrays.copyOf(kept, kept.length + count);
        System.arraycopy(samples, 0, all, kept.length, count);
        short[] out = new short[(int) Math.max(0, resampler.resampled(all.length) - next)];
        int made = 0;
        while (resampler.original(next) + resampler.reach() < all.length) {
            double sample = resampler.at(all, next++);
            out[made++] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
        }
        forget(all);
        return Arrays.copyOf(out, made);
    }

    /** Whole periods only: then the samples of one rate stay where they are between those of the other. */
    private void forget(short[] all) {
        long unneeded = Math.max(0, resampler.original(next) - resampler.reach());
        int forgotten = (int) (unneeded - unneeded % resampler.period());
        next -= resampler.resampled(forgotten);
        kept = Arrays.copyOfRange(all, forgotten, all.length);
    }
}
