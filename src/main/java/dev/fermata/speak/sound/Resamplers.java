package dev.fermata.speak.sound;

/** The resampler to a line's rate; the last one is kept, for sounds of one voice have one rate. One thread. */
final class Resamplers {
    private final int to;
    /** Null before one was needed. */
    private Resampler last;
    private int lastFrom;

    /** @param to samples a second */
    Resamplers(int to) {
        this.to = to;
    }

    /** Null where the rates match. @param from samples a second */
    Resampler from(int from) {
        if (from == to) {
            return null;
        }
        if (from != lastFrom) {
            last = new Resampler(from, to);
            lastFrom = from;
        }
        return last;
    }
}
