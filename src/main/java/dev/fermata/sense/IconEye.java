package dev.fermata.sense;

import java.util.Arrays;

/**
 * Says whether an icon is ready or cooling. The icon is cut into tiles; of each it is known how bright its channels are
 * when it is ready, at several gammas. What fits most tiles best is how bright the whole picture is today. Ready is an
 * icon of which then no tile is darker or otherwise coloured; one tile that is makes it cooling, as does an icon that is
 * dark as a whole. In between, and where the drawing of the icon cannot be recognised, it says nothing.
 */
final class IconEye implements Eye {
    /** How far the icon may have moved, in pixels. */
    private static final int SEARCH = 2;
    private static final double[] GAMMAS = {0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3};
    /** Tiles are about that wide: smaller than the first piece of a sweeping shade that matters. */
    private static final int TILE = 5;
    /** A tile that is off by so much is changed, by less it is the same: parts of its brightness. */
    private static final double CHANGED = 0.2;
    private static final double SAME = 0.11;
    /** Darker than this as a whole it is cooling; what is above the second is ready; beyond the third it is no icon. */
    private static final double DIM = 0.62;
    private static final double BRIGHT = 0.75;
    private static final double TOO_BRIGHT = 1.6;
    /** Below it the drawing is another. */
    private static final double LEAST_LIKENESS = 0.3;
    private static final double LIKE_ENOUGH = 0.985;
    /** Differences in the dark are noise; and how much one of them counts at most. */
    private static final int FLOOR = 8;
    private static final double MOST_STEP = 0.3;
    /** Darker than this a tile says nothing. */
    private static final double DARK = 14;

    private final Picture ready;
    private final Eye cooling;

    // All of it for one size.
    private int width;
    private int height;
    private int columns;
    private int rows;
    /** Of each gamma, tile and channel. */
    private float[] usual;
    private float[] drawing;
    private float[] seen;
    private double[] ratios;
    private int atX;
    private int atY;
    private int gamma;

    /** @param cooling knows how it looks while it is cooling, where that is another drawing; else null */
    IconEye(Picture ready, IconEye cooling) {
        this.ready = ready;
        this.cooling = cooling;
        prepare(ready.width, ready.height);
    }

    @Override
    public int margin() {
        return SEARCH;
    }

    private void prepare(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        columns = Math.max(1, Math.round((float) width / TILE));
        rows = Math.max(1, Math.round((float) height / TILE));
        Picture look = ready.scaled(width, height);
        int cells = columns * rows * 3;
        usual = new float[GAMMAS.length * cells];
        seen = new float[cells];
        ratios = new double[columns * rows];
        int[] counts = new int[columns * rows];
        drawing = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = look.at(x, y);
                int tile = tile(x, y);
                counts[tile]++;
                drawing[y * width + x] = Picture.brightness(pixel);
                for (int gamma = 0; gamma < GAMMAS.length; gamma++) {
                    for (int channel = 0; channel < 3; channel++) {
                        int level = pixel >> 16 - 8 * channel & 0xff;
                        usual[gamma * cells + 3 * tile + channel] += 255 * Math.pow(level / 255.0, GAMMAS[gamma]);
                    }
                }
            }
        }
        for (int i = 0; i < usual.length; i++) {
            usual[i] /= counts[i % cells / 3];
        }
    }

    private int tile(int x, int y) {
        return y * rows / height * columns + x * columns / width;
    }

    @Override
    public void read(Picture now, int margin, Reading into) {
        if (now.width - 2 * margin != width || now.height - 2 * margin != height) {
            prepare(now.width - 2 * margin, now.height - 2 * margin);
        }
        if (now.isBlack()) {
            into.unknown(Why.BLACK);
            return;
        }
        readReady(now, margin, into);
        if (!into.isKnown() && cooling != null) {
            Why why = into.why();
            cooling.read(now, margin, into);
            if (into.isKnown() && into.value() == 1) {
                into.known(0, into.confidence());
            } else {
                into.unknown(why, into.confidence());
            }
        }
    }

    private void readReady(Picture now, int margin, Reading into) {
        double likeness = find(now, margin);
        look(now, margin);
        double gain = fit();
        double worst = worst(gain);
        if (likeness < LEAST_LIKENESS || gain > TOO_BRIGHT) {
            into.unknown(Why.UNLIKE, likeness);
        } else if (gain < DIM || worst > CHANGED) {
            into.known(0, 0.5 + Math.max((DIM - gain) / DIM, worst - CHANGED));
        } else if (gain < BRIGHT || worst > SAME) {
            into.unknown(Why.UNSURE, likeness);
        } else {
            into.known(1, likeness - worst);
        }
    }

    /** Finds where the icon is; looks around only where it is not found at its last place. */
    private double find(Picture now, int margin) {
        int most = Math.min(SEARCH, margin);
        atX = Math.max(-most, Math.min(most, atX));
        atY = Math.max(-most, Math.min(most, atY));
        double best = likeness(now, margin + atX, margin + atY);
        if (best >= LIKE_ENOUGH) {
            return best;
        }
        int bestX = atX;
        int bestY = atY;
        for (int y = -most; y <= most; y++) {
            for (int x = -most; x <= most; x++) {
                double like = likeness(now, margin + x, margin + y);
                if (like > best + 0.01) {
                    best = like;
                    bestX = x;
                    bestY = y;
                }
            }
        }
        atX = bestX;
        atY = bestY;
        return best;
    }

    /**
     * How much the drawing is the same whatever its brightness: as a number from -1 to 1, each pixel seen against its
     * neighbours, for a shade over a part of the icon leaves those as they are but at its edge.
     */
    private double likeness(Picture now, int left, int top) {
        double both = 0;
        double own = 0;
        double other = 0;
        for (int y = 0; y < height; y++) {
            int before = -1;
            for (int x = 0; x < width; x++) {
                int bright = Picture.brightness(now.at(left + x, top + y));
                if (x > 0) {
                    // The logarithm would be exact; this is near enough and quick.
                    double here = cut((bright - before) / (double) (bright + before + FLOOR));
                    float is = drawing[y * width + x];
                    float was = drawing[y * width + x - 1];
                    double learned = cut((is - was) / (is + was + FLOOR));
                    both += here * learned;
                    own += here * here;
                    other += learned * learned;
                }
                before = bright;
            }
        }
        return other == 0 ? own == 0 ? 1 : 0 : own == 0 ? 0 : both / Math.sqrt(own * other);
    }

    /** What is written over the icon must not drown the rest. */
    private static double cut(double step) {
        return Math.max(-MOST_STEP, Math.min(MOST_STEP, step));
    }

    private void look(Picture now, int margin) {
        Arrays.fill(seen, 0);
        Arrays.fill(ratios, 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = now.at(margin + atX + x, margin + atY + y);
                int tile = tile(x, y);
                ratios[tile]++;
                seen[3 * tile] += Picture.red(pixel);
                seen[3 * tile + 1] += Picture.green(pixel);
                seen[3 * tile + 2] += Picture.blue(pixel);
            }
        }
        for (int i = 0; i < seen.length; i++) {
            seen[i] /= (float) ratios[i / 3];
        }
    }

    /** Chooses the gamma with which the tiles differ least in how bright they are, and tells how bright that is. */
    private double fit() {
        double least = Double.MAX_VALUE;
        double bestGain = 1;
        for (int i = 0; i < GAMMAS.length; i++) {
            int count = 0;
            for (int tile = 0; tile < columns * rows; tile++) {
                double learned = bright(usual, i * seen.length + 3 * tile);
                if (learned >= DARK) {
                    ratios[count++] = bright(seen, 3 * tile) / learned;
                }
            }
            if (count == 0) {
                continue;
            }
            double gain = Median.of(ratios, count);
            double off = 0;
            for (int k = 0; k < count; k++) {
                off += Math.min(0.3, Math.abs(ratios[k] / Math.max(0.05, gain) - 1));
            }
            off = off / count + 0.002 * Math.abs(GAMMAS[i] - 1);
            if (off < least) {
                least = off;
                bestGain = gain;
                gamma = i;
            }
        }
        return bestGain;
    }

    private static double bright(float[] cells, int at) {
        return (cells[at] * 77 + cells[at + 1] * 151 + cells[at + 2] * 28) / 256;
    }

    /** How far off the tile is that is most off, in parts of its brightness. */
    private double worst(double gain) {
        double worst = 0;
        for (int tile = 0; tile < columns * rows; tile++) {
            int at = gamma * seen.length + 3 * tile;
            double learned = bright(usual, at) * gain;
            worst = Math.max(worst, Math.abs(bright(seen, 3 * tile) - learned) / Math.max(30, learned));
            for (int channel = 0; channel < 3; channel++) {
                double off = Math.abs(seen[3 * tile + channel] - usual[at + channel] * gain);
                worst = Math.max(worst, 0.6 * off / Math.max(60, usual[at + channel] * gain));
            }
        }
        return worst;
    }
}
