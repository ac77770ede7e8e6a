package dev.fermata.sense;

import dev.fermata.config.profile.Sensor.Grows;
import java.util.Arrays;

/**
 * Reads how full a bar or an orb is: each line across it is compared with how it looks full and how it looks empty,
 * pixel by pixel on the straight way between the two colours, and the end of what is full is where the lines before it
 * look full and those behind it empty, best of all places ({@link Edge}). A pixel counts by how much the two looks
 * differ there, so a frame says nothing, and by how near it is to that way, so letters or a glow over it say little.
 */
final class FillEye implements Eye {
    /** Where the looks differ by less than this they say nothing, nor where less than this part of the most. */
    private static final double LEAST_DIFFERENCE = 36;
    private static final double LEAST_PART = 0.2;
    /** More light than this, in parts of the difference of the looks, makes a line lit. */
    private static final double BRIGHT = 0.25;
    private static final double CLEARLY = 0.75;
    /**
     * In how many steps the pixels of a line are counted, and how many of them on each side are as good as the same.
     */
    private static final int BINS = 30;
    private static final int NEAR = 5;
    /** Which part of a line's pixels are fuller than what is taken for the line. */
    private static final double FULLER = 0.33;
    /** A line of a bar tells something when it has this part of what the best ones have; those of an orb are short. */
    private static final double BAR_LINE = 0.3;
    private static final double ORB_LINE = 0.04;
    /** Below it what is there is something else. */
    private static final double LEAST_CONFIDENCE = 0.6;
    /** How far off, in parts of the whole, a reading may be, with half a line that no edge is nearer to. */
    private static final double MOST_DOUBT = 0.022;
    private static final double HALF = 0.5;

    private final Picture full;
    private final Picture empty;
    private final Grows grows;
    private final Curve curve;
    private final double leastLine;

    // All of it for one size.
    private int width;
    private int height;
    private boolean emptyIsBlack;
    private int first;
    private int last;
    private int[] from;
    private float[] way;
    private float[] weights;
    private float[] tells;
    private float[] lineWeights;
    /** The picture that was read last. */
    private int[] seen;
    private boolean hasSeen;
    /** Whether anything is another in a line than it was. */
    private boolean[] altered;
    /** Of the picture that is read: how far each pixel is, how much it counts, and whether it is something else. */
    private float[] parts;
    private float[] counted;
    private float[] lights;
    private boolean[] foreign;
    private int foreigners;
    private boolean[] covered;
    private Surroundings surroundings;
    private final Blend blend = new Blend();
    private final double[] bins = new double[BINS];
    private final double[] sums = new double[BINS];
    private Edge edge;

    /** @param curve null for a bar */
    FillEye(Picture full, Picture empty, Grows grows, Curve curve) {
        this.full = full;
        this.empty = empty.scaled(full.width, full.height);
        this.grows = grows;
        this.curve = curve;
        this.leastLine = curve == null ? BAR_LINE : ORB_LINE;
        prepare(full.width, full.height);
    }

    /** Whether the two looks differ enough to tell them apart. */
    boolean canTell() {
        return last - first + 1 >= length() / 2;
    }

    private int length() {
        return isUpright() ? height : width;
    }

    private boolean isUpright() {
        return grows == Grows.UP || grows == Grows.DOWN;
    }

    /** How far it is filled as it looks, before the curve. */
    private void prepare(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        Picture whole = full.scaled(width, height);
        Picture none = empty.scaled(width, height);
        emptyIsBlack = none.isBlack();
        from = none.rgb;
        way = new float[3 * width * height];
        weights = new float[width * height];
        tells = new float[width * height];
        for (int i = 0; i < weights.length; i++) {
            way[3 * i] = Picture.red(whole.rgb[i]) - Picture.red(none.rgb[i]);
            way[3 * i + 1] = Picture.green(whole.rgb[i]) - Picture.green(none.rgb[i]);
            way[3 * i + 2] = Picture.blue(whole.rgb[i]) - Picture.blue(none.rgb[i]);
            weights[i] = (float) Math.sqrt(square(way[3 * i]) + square(way[3 * i + 1]) + square(way[3 * i + 2]));
            tells[i] = Blend.told(way[3 * i], way[3 * i + 1], way[3 * i + 2]);
        }
        parts = new float[width * height];
        counted = new float[width * height];
        lights = new float[width * height];
        foreign = new boolean[width * height];
        foreigners = 0;
        seen = new int[width * height];
        hasSeen = false;
        altered = new boolean[length()];
        covered = new boolean[width * height];
        surroundings = new Surroundings(width, height);
        double usual = usual(weights, LEAST_DIFFERENCE);
        lineWeights = new float[length()];
        for (int line = 0; line < length(); line++) {
            for (int i = 0, at = start(line); i < across(); i++, at += step()) {
                weights[at] = weights[at] < Math.max(LEAST_DIFFERENCE, LEAST_PART * usual) ? 0 : weights[at];
                lineWeights[line] += weights[at];
            }
        }
        double best = usual(lineWeights, 1);
        first = 0;
        while (first < length() && lineWeights[first] <= leastLine * best) {
            first++;
        }
        last = length() - 1;
        while (last > first && lineWeights[last] <= leastLine * best) {
            last--;
        }
        edge = new Edge(Math.max(1, last - first + 1));
    }

    /** What most have of those that have something; a light at one end must not be the measure. */
    private static double usual(float[] of, double least) {
        float[] some = of.clone();
        Arrays.sort(some);
        int from = 0;
        while (from < some.length && some[from] < least) {
            from++;
        }
        return from == some.length ? least : some[(from + some.length) / 2];
    }

    private static double square(double number) {
        return number * number;
    }

    private int across() {
        return isUpright() ? width : height;
    }

    /** Where the pixels of a line begin; the first line is the one that fills first. */
    private int start(int line) {
        return switch (grows) {
            case RIGHT -> line;
            case LEFT -> width - 1 - line;
            case DOWN -> line * width;
            case UP -> (height - 1 - line) * width;
        };
    }

    private int step() {
        return isUpright() ? 1 : width;
    }

    @Override
    public void read(Picture now, int margin, Reading into) {
        if (now.width != width || now.height != height) {
            prepare(now.width, now.height);
        }
        if (!emptyIsBlack && now.isBlack()) {
            into.unknown(Why.BLACK);
            return;
        }
        if (!canTell()) {
            into.unknown(Why.NOT_LEARNED);
            return;
        }
        look(now.rgb);
        double filled = 100 * edge.find();
        if (edge.confidence() < LEAST_CONFIDENCE) {
            into.unknown(Why.UNLIKE, edge.confidence());
        } else if (edge.doubt() + HALF / (last - first + 1) > MOST_DOUBT) {
            into.unknown(Why.UNSURE, edge.confidence());
        } else {
            into.known(curve == null ? filled : curve.value(filled), edge.confidence());
        }
    }

    /** Takes in what is another pixel than last time; of most bars that is little. */
    private void look(int[] rgb) {
        boolean anyWas = foreigners > 0;
        for (int line = first; line <= last; line++) {
            altered[line] = pixels(rgb, line);
        }
        hasSeen = true;
        boolean any = anyWas || foreigners > 0;
        if (any) {
            // What is next to something else may be its edge, dark as what is empty.
            surroundings.of(foreign, covered);
        }
        for (int line = first; line <= last; line++) {
            if (any || altered[line]) {
                line(line);
            }
        }
    }

    /** Returns whether anything is another than last time. */
    private boolean pixels(int[] rgb, int line) {
        boolean any = !hasSeen;
        int step = step();
        int end = start(line) + across() * step;
        for (int at = start(line); at < end; at += step) {
            if (weights[at] > 0 && (rgb[at] != seen[at] || !hasSeen)) {
                any = true;
                seen[at] = rgb[at];
                blend.look(rgb[at], from[at], way[3 * at], way[3 * at + 1], way[3 * at + 2], weights[at], tells[at]);
                parts[at] = (float) blend.part;
                counted[at] = (float) blend.counts;
                lights[at] = (float) blend.light;
                foreigners += (blend.isOther ? 1 : 0) - (foreign[at] ? 1 : 0);
                foreign[at] = blend.isOther;
            }
        }
        return any;
    }

    /** Whether it looks like the brighter of the looks: no letters have such an edge. */
    private boolean isBright(int at) {
        float brighter = way[3 * at] + way[3 * at + 1] + way[3 * at + 2];
        return brighter > weights[at] / 2 ? parts[at] > CLEARLY
                : brighter < -weights[at] / 2 && parts[at] < 1 - CLEARLY;
    }

    /**
     * How far a line is on its way from empty to full. Its pixels should agree; where they do not, the fuller ones are
     * believed, for the dark edge of letters looks empty, and the line counts less.
     */
    private void line(int line) {
        Arrays.fill(bins, 0);
        Arrays.fill(sums, 0);
        double weight = 0;
        double light = 0;
        int step = step();
        int end = start(line) + across() * step;
        for (int at = start(line); at < end; at += step) {
            if (weights[at] > 0 && (!covered[at] || !foreign[at] && isBright(at))) {
                int bin = Math.min(BINS - 1, (int) ((parts[at] + 0.25) / 1.5 * BINS));
                bins[bin] += counted[at];
                sums[bin] += counted[at] * parts[at];
                weight += counted[at];
                light += counted[at] * lights[at] / weights[at];
            }
        }
        int bin = BINS - 1;
        for (double above = bins[bin]; bin > 0 && above < FULLER * weight; above += bins[bin]) {
            bin--;
        }
        double sum = 0;
        double agree = 0;
        for (int i = Math.max(0, bin - NEAR); i <= Math.min(BINS - 1, bin + NEAR); i++) {
            sum += sums[i];
            agree += bins[i];
        }
        edge.set(line - first, agree == 0 ? 0.5 : sum / agree,
                lineWeights[line] == 0 ? 0 : agree / lineWeights[line], light > BRIGHT * weight);
    }
}
