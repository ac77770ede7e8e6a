package dev.fermata.sense;

import java.util.Arrays;

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
    /** Further off than this a level is not how bright the picture is, but something else. */
    private static final double MOST_SHIFT = 0.2;
    /** A place is nearly as good as the best when so many numbers, in parts of all, would have to be another. */
    private static final double DOUBTFUL = 0.03;
    /** So much has to be seen, in parts of all; and a usual weight of so much is enough. */
    private static final double LEAST_SEEN = 0.3;
    private static final double WELL = 0.7;
    /** So many lit numbers may be a light at the edge; more are something else that is bright. */
    private static final int LONGEST_LIGHT = 10;
    /** The weight that is usual is the one below which this part of all is; this part of it is enough. */
    private static final double USUAL = 0.8;
    private static final double ENOUGH = 0.6;
    private static final double LEAST_WEIGHT = 0.05;
    /** What has less of a vote than this counts little. */
    private static final double LITTLE = 0.7;

    /** How far off a number is one of another level, and so many of them, in parts of all, are no accident. */
    private static final double OFF = 0.35;
    private static final double TORN = 0.02;
    /** So many numbers between those that count little are no better: the dark between two letters. */
    private static final int BRIDGE = 4;

    private final double[] parts;
    private final double[] weights;
    /** The weights, but that what can be seen in part counts as much as what is seen whole. */
    private final double[] votes;
    private final double[] scratch;
    private final boolean[] lit;
    private double high;
    private double low;
    private double confidence;
    private double doubt;
    private double usual;

    Edge(int size) {
        parts = new double[size];
        weights = new double[size];
        votes = new double[size];
        scratch = new double[size];
        lit = new boolean[size];
    }

    /** @param weight how much it counts, from 0 to 1 */
    void set(int index, double part, double weight, boolean isLit) {
        parts[index] = part;
        weights[index] = weight;
        lit[index] = isLit;
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
        System.arraycopy(weights, 0, scratch, 0, weights.length);
        usual = Median.ranked(scratch, scratch.length, (int) (USUAL * scratch.length));
        for (int i = 0; i < weights.length; i++) {
            votes[i] = Math.min(1, weights[i] / Math.max(LEAST_WEIGHT, ENOUGH * usual));
        }
        for (int i = 0; i < lit.length; i++) {
            int begin = i;
            while (i < lit.length && lit[i]) {
                i++;
            }
            if (i - begin > LONGEST_LIGHT) {
                Arrays.fill(votes, begin, i, 0);
            }
        }
        high = 1;
        low = 0;
        int at = best();
        double above = level(0, at, 1);
        double below = level(at, parts.length, 0);
        if (above - below >= LEAST_STEP) {
            high = Math.max(1 - MOST_SHIFT, Math.min(1 + MOST_SHIFT, above));
            low = Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, below));
            at = best();
        }
        double place = at + fraction(at) + lean(at);
        judge(place);
        if (isTorn(0, at, -1) || isTorn(at, parts.length, 1)) {
            doubt = 1;
        }
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
        return votes[index] * Math.max(-1, Math.min(1, 2 * height(index) - 1));
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
        int end = place;
        for (int i = place; i < parts.length && i <= end + BRIDGE; i++) {
            end = votes[i] < LITTLE ? i + 1 : end;
        }
        int begin = place;
        for (int i = place - 1; i >= 0 && i >= begin - 1 - BRIDGE; i--) {
            begin = votes[i] < LITTLE ? i : begin;
        }
        double lean = (begin + end) / 2.0 - place;
        doubt = Math.max(doubt, Math.abs(lean) / parts.length);
        return lean;
    }

    /** Whether several numbers of a side in a row are not what that side is: there is another edge. */
    private boolean isTorn(int from, int to, int towards) {
        double most = Math.max(LEAST_SIDE, TORN * parts.length);
        int row = 0;
        for (int i = from; i < to; i++) {
            if (votes[i] >= LITTLE && !lit[i]) {
                double off = towards * (height(i) - (towards > 0 ? 0 : 1));
                row = off > OFF ? row + 1 : 0;
                if (row >= most) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How well those that can be seen are what they should be; and what is seen best has to be seen well. */
    private void judge(double place) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < parts.length; i++) {
            double should = i + 0.5 < place ? 1 : 0;
            sum += votes[i] * Math.max(0, 1 - 1.5 * Math.abs(height(i) - should));
            all += votes[i];
        }
        confidence = all < LEAST_SEEN * parts.length ? 0 : sum / all * Math.min(1, usual / WELL);
    }
}
