package dev.fermata.sense;

/**
 * Finds where a row of numbers falls from about 1 to about 0: the best place of all, and between two numbers by what
 * the one at the edge is. The two levels are taken from the numbers themselves where there are enough on that side, so
 * it does not matter that the whole picture is brighter or darker than it was. Numbers that count little next to the
 * edge may belong to either side.
 */
final class Edge {
    /** A side with fewer numbers has no level of its own. */
    private static final int LEAST_SIDE = 4;
    private static final double LEAST_STEP = 0.45;
    /** A place is nearly as good as the best when so many numbers, in parts of all, would have to be another. */
    private static final double DOUBTFUL = 0.03;
    /** What counts less than this part of what is usual counts little. */
    private static final double LITTLE = 0.7;

    /** Where in so many, in parts of all, on each side of the place, a third or this many count little, it may be elsewhere. */
    private static final double AROUND = 0.06;
    private static final int MANY = 6;
    /** So many numbers between those that count little are no better: the dark between two letters. */
    private static final int BRIDGE = 4;

    private final double[] parts;
    private final double[] weights;
    private final double[] scratch;
    private double high;
    private double low;
    private double confidence;
    private double doubt;

    Edge(int size) {
        parts = new double[size];
        weights = new double[size];
        scratch = new double[size];
    }

    /** @param weight how much it counts, from 0 to 1 */
    void set(int index, double part, double weight) {
        parts[index] = part;
        weights[index] = weight;
    }

    /** How sure the last place is, from 0 to 1: how well all numbers are what they should be by it. */
    double confidence() {
        return confidence;
    }

    /** How far off, in parts of the whole, the last place may be. */
    double doubt() {
        return doubt;
    }

    /** The place, from 0 (none is high) to 1. */
    double find() {
        high = 1;
        low = 0;
        int at = best();
        double above = level(0, at, 1);
        double below = level(at, parts.length, 0);
        if (above - below >= LEAST_STEP) {
            high = above;
            low = below;
            at = best();
        }
        double place = at + fraction(at) + lean(at);
        judge(place);
        return Math.max(0, Math.min(1, place / parts.length));
    }

    /** How many numbers are before the best place. */
    private int best() {
        double sum = 0;
        double best = 0;
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += vote(i);
            if (sum > best) {
                best = sum;
                at = i + 1;
            }
        }
        doubt(best);
        return at;
    }

    private void doubt(double best) {
        double least = best - DOUBTFUL * parts.length;
        int lowest = parts.length;
        int highest = 0;
        double sum = 0;
        for (int i = 0; i <= parts.length; i++) {
            if (sum >= least) {
                lowest = Math.min(lowest, i);
                highest = i;
            }
            sum += i < parts.length ? vote(i) : 0;
        }
        doubt = Math.max(0, (highest - lowest) / (2.0 * parts.length) - DOUBTFUL);
    }

    private double vote(int index) {
        return weights[index] * Math.max(-1, Math.min(1, 2 * height(index) - 1));
    }

    /** From 0 at the low level to 1 at the high one. */
    private double height(int index) {
        return (parts[index] - low) / (high - low);
    }

    private double level(int from, int to, double otherwise) {
        double sum = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            sum += weights[i] * parts[i];
            weight += weights[i];
        }
        return weight < LEAST_SIDE ? otherwise : sum / weight;
    }

    /** How much of the two numbers at the edge belongs to the other side. */
    private double fraction(int place) {
        double before = place == 0 ? 0 : Math.min(1, height(place - 1)) - 1;
        double behind = place == parts.length ? 0 : Math.max(0, height(place));
        return Math.max(-0.5, Math.min(0.5, before + behind));
    }

    /** How far the middle of the numbers that count little is from the place they are around. */
    private double lean(int place) {
        System.arraycopy(weights, 0, scratch, 0, weights.length);
        double little = LITTLE * Median.of(scratch, scratch.length);
        int end = place;
        for (int i = place; i < parts.length && i <= end + BRIDGE; i++) {
            end = weights[i] < little ? i + 1 : end;
        }
        int begin = place;
        for (int i = place - 1; i >= 0 && i >= begin - 1 - BRIDGE; i--) {
            begin = weights[i] < little ? i : begin;
        }
        double lean = (begin + end) / 2.0 - place;
        int hidden = 0;
        int around = (int) (AROUND * parts.length);
        for (int i = Math.max(0, place - around); i < Math.min(parts.length, place + around); i++) {
            hidden += weights[i] < little ? 1 : 0;
        }
        boolean lost = hidden > Math.max(MANY, AROUND / 3 * parts.length);
        doubt = Math.max(doubt, lost ? AROUND : Math.abs(lean) / parts.length);
        return lean;
    }

    private void judge(double place) {
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            double should = i + 0.5 < place ? 1 : 0;
            sum += weights[i] * Math.max(0, 1 - 1.5 * Math.abs(height(i) - should));
        }
        confidence = sum / parts.length;
    }
}
