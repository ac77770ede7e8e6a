package dev.fermata.sense;

import java.util.List;
import java.util.TreeMap;

/**
 * From how far something is filled, as it looks, to what that is worth: an orb that is full to the middle may mean 50 %
 * or not. Straight between the points it was calibrated at. Immutable.
 */
final class Curve {
    /** A point of the curve, both from 0 to 100. */
    record Point(double seen, double value) {
    }

    private final double[] seen;
    private final double[] values;

    /** @param points where it was calibrated; where values do not rise with what is seen the later ones are dropped */
    Curve(List<Point> points) {
        TreeMap<Double, Double> sorted = new TreeMap<>();
        points.forEach(point -> sorted.put(point.seen(), point.value()));
        TreeMap<Double, Double> rising = new TreeMap<>();
        double highest = 0;
        for (var each : sorted.entrySet()) {
            if (each.getKey() > 0 && each.getKey() < 100 && each.getValue() > highest && each.getValue() < 100) {
                highest = each.getValue();
                rising.put(each.getKey(), highest);
            }
        }
        rising.put(0.0, 0.0);
        rising.put(100.0, 100.0);
        seen = rising.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        values = rising.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    double value(double at) {
        int i = 1;
        while (i < seen.length - 1 && at > seen[i]) {
            i++;
        }
        return values[i - 1] + (at - seen[i - 1]) * (values[i] - values[i - 1]) / (seen[i] - seen[i - 1]);
    }
}
