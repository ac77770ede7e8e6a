package dev.fermata.sense;

import dev.fermata.config.profile.Sensor.Grows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How well bars are read on painted scenes, in one row for each style and brightness. */
final class BarAccuracy {
    static final double[] GAMMAS = {1, 0.8, 1.2};

    /** @param unknown scenes without a reading, which are in none of the other numbers */
    record Row(BarScene.Style style, double gamma, int scenes, int unknown, double mean, double worst, double bias,
            double oldMean, double oldWorst, double oldBias) {
        static String head() {
            return String.format("%-12s %5s %7s %8s | %6s %6s %6s | %9s %6s %6s", "bar", "gamma", "scenes", "unknown",
                    "mean", "worst", "bias", "old: mean", "worst", "bias");
        }

        @Override
        public String toString() {
            return String.format("%-12s %5.1f %7d %8d | %6.2f %6.2f %+6.2f | %9.2f %6.2f %+6.2f",
                    style.name().toLowerCase(java.util.Locale.ROOT), gamma, scenes, unknown, mean, worst, bias, oldMean,
                    oldWorst, oldBias);
        }
    }

    private BarAccuracy() {
    }

    /** @param bars how many bars each row has, each at 0, 0.5 and so on to 100 */
    static List<Row> rows(int bars) {
        List<Row> rows = new ArrayList<>();
        for (BarScene.Style style : BarScene.Style.values()) {
            for (double gamma : GAMMAS) {
                rows.add(row(style, gamma, bars));
            }
        }
        return rows;
    }

    private static Row row(BarScene.Style style, double gamma, int bars) {
        Random random = new Random(style.ordinal() * 10L + (long) (gamma * 10));
        Sum ours = new Sum();
        Sum old = new Sum();
        int unknown = 0;
        int scenes = 0;
        Reading reading = new Reading();
        for (int bar = 0; bar < bars; bar++) {
            BarScene scene = BarScene.random(style, Grows.values()[bar % 4], gamma, random);
            Picture full = scene.look(100);
            FillEye eye = new FillEye(full, scene.look(0), scene.grows(), null);
            for (double value = 0; value <= 100; value += 0.5) {
                Picture now = scene.scene(value, random);
                eye.read(now, 0, reading);
                scenes++;
                if (!reading.isKnown()) {
                    unknown++;
                } else {
                    ours.add(reading.value() - value);
                    if (Boolean.getBoolean("fermata.show") && Math.abs(reading.value() - value) > 3) {
                        System.out.println(scene + " at " + value + ": " + reading.value() + " sure " + reading.confidence());
                    }
                }
                old.add(OldRule.read(now, full, scene.grows()) - value);
            }
        }
        return new Row(style, gamma, scenes, unknown, ours.mean(), ours.worst, ours.bias(), old.mean(), old.worst, old.bias());
    }

    private static final class Sum {
        private int count;
        private double off;
        private double sum;
        private double worst;

        void add(double error) {
            count++;
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

    public static void main(String[] args) {
        System.out.println(Row.head());
        rows(args.length > 0 ? Integer.parseInt(args[0]) : 24).forEach(System.out::println);
    }
}
