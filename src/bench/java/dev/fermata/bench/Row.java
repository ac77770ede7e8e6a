package dev.fermata.bench;

/**
 * One line of the report.
 *
 * @param measure the measure it belongs to, by which it can be run alone
 * @param what what was measured, with size and percentile
 * @param unit of both figures
 * @param ours our figure
 * @param against whose figure stands beside it; empty when nobody's
 * @param theirs that figure; NaN when there is none
 */
record Row(String measure, String what, String unit, double ours, String against, double theirs, Target target) {

    /** A figure that stands alone. */
    static Row alone(String measure, String what, String unit, double ours, Target target) {
        return new Row(measure, what, unit, ours, "", Double.NaN, target);
    }

    /** Our figure in theirs; NaN when there is none. */
    double ratio() {
        return ours / theirs;
    }

    /** Whether the figure is as promised. A figure that could not be taken never is. */
    boolean isMet() {
        return target instanceof Target.None || !Double.isNaN(ours) && target.isMet(ours, theirs);
    }
}
