package dev.fermata.sense;

import dev.fermata.config.profile.Sensor.Grows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How well bars and orbs are read on painted scenes, in one row for each style and brightness. */
final class FillAccuracy {
    static final double[] GAMMAS = {1, 0.8, 1.2};
    /** A reading that is further off is wrong. */
    static final double WRONG = 3;
    private static final int LONG = 150;
    private static final List<String> STYLES = List.of("plain", "framed", "glowing", "translucent", "numbers");
    private static final List<String> MISLEADING = List.of("striped", "same_ground", "depth_16", "stretched",
            "recoloured", "same_letters", "plate", "tinted");

    /**
     * @param unknownPart the share of scenes without a reading, which are in none of the other numbers
     * @param unknownLong the same of bars that are not short
     */
    record Row(String style, double gamma, int scenes, double unknownPart, double unknownLong, int wrong, double mean,
            double worst, double bias, double oldMean, double oldWorst, double oldBias) {
        static String head() {
            return "| bar | gamma | scenes | unknown | from 150 px on | wrong | mean error | worst | bias | old rule: "
                    + "mean | worst | bias |\n|---|---|---|---|---|---|---|---|---|---|---|---|";
        }

        @Override
        public String toString() {
            return String.format("| %s | %.1f | %d | %.1f %% | %.1f %% | %d | %.2f | %.2f | %+.2f | %.2f | %.2f | "
                    + "%+.2f |", style,
                    gamma, scenes, 100 * unknownPart, 100 * unknownLong, wrong, mean, worst, bias, oldMean,
                    oldWorst, oldBias);
        }
    }

    private FillAccuracy() {
    }

    /** @param bars how many bars each row has, each at 0, 0.5 and so on to 100 */
    static List<Row> bars(int bars) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String style : STYLES) {
            for (double gamma : GAMMAS) {
                rows.add(row(style, gamma, "bars", bars, gamma, style));
            }
        }
        return rows;
    }

    /** Bars that are made to mislead; see the painter. */
    static List<Row> misleading(int bars) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String style : MISLEADING) {
            rows.add(row(style, 1, "bars", bars, 1.0, style));
        }
        return rows;
    }

    static List<Row> orbs(int orbs) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (double gamma : GAMMAS) {
            rows.add(row("orb", gamma, "orbs", orbs, gamma));
        }
        return rows;
    }

    private static Row row(String style, double gamma, Object... arguments) throws IOException {
        Sum ours = new Sum();
        Sum old = new Sum();
        int[] unknown = new int[2];
        int[] scenes = new int[2];
        Reading reading = new Reading();
        int count = (int) arguments[1];
        try (Painted painted = new Painted(arguments)) {
            for (int bar = 0; bar < count; bar++) {
                Grows grows = Grows.valueOf(painted.in.readUTF());
                Picture full = painted.picture();
                Picture empty = painted.picture();
                FillEye eye = new FillEye(full, empty, grows, curve(painted, full, empty, grows));
                for (int left = painted.in.readInt(); left > 0; left--) {
                    double value = painted.in.readDouble();
                    Picture now = painted.picture();
                    eye.read(now, 0, reading);
                    int size = Math.max(full.width, full.height) < LONG ? 0 : 1;
                    scenes[size]++;
                    if (reading.isKnown()) {
                        ours.add(reading.value() - value);
                    } else {
                        unknown[size]++;
                    }
                    if (Boolean.getBoolean("fermata.show")
                            && (!reading.isKnown() || Math.abs(reading.value() - value) > WRONG)) {
                        System.out.println(style + " " + bar + " " + grows + " " + full.width + "x" + full.height
                                + " at "
                                + value + ": " + reading.value() + " " + reading.why() + " sure "
                                + reading.confidence());
                    }
                    old.add(OldRule.read(now, full.scaled(now.width, now.height), grows) - value);
                }
            }
        }
        int all = scenes[0] + scenes[1];
        return new Row(style, gamma, all, (double) (unknown[0] + unknown[1]) / all,
                (double) unknown[1] / Math.max(1, scenes[1]), ours.wrong, ours.mean(), ours.worst, ours.bias(),
                old.mean(), old.worst, old.bias());
    }

    /** What an orb was calibrated at. */
    private static Curve curve(Painted painted, Picture full, Picture empty, Grows grows) throws IOException {
        List<Curve.Point> points = new ArrayList<>();
        FillEye plain = new FillEye(full, empty, grows, new Curve(List.of()));
        Reading reading = new Reading();
        int count = painted.in.readInt();
        for (int i = 0; i < count; i++) {
            double value = painted.in.readDouble();
            plain.read(painted.picture(), 0, reading);
            if (reading.isKnown()) {
                points.add(new Curve.Point(reading.value(), value));
            }
        }
        return count == 0 ? null : new Curve(points);
    }

    private static final class Sum {
        private int count;
        private int wrong;
        private double off;
        private double sum;
        private double worst;

        void add(double error) {
            count++;
            wrong += Math.abs(error) > WRONG ? 1 : 0;
            off += Math.abs(error);
            sum += error;
            worst = Math.max(worst, Math.abs(error));
        }

        double mean() {
            return off / Math.max(1, count);
        }

        double bias() {
            return sum / Math.max(1, count);
        }
    }
}
