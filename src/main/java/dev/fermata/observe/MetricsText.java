package dev.fermata.observe;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes metrics in the text format of OpenMetrics 1.0.0, which Prometheus and its like collect:
 * families one after another, {@link #finish} last. Wrong names and families written twice are
 * refused, so that what comes out is always well formed. Not thread-safe; one for each answer.
 */
public final class MetricsText {
    /** What to serve the text as. */
    public static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final double NANOS_PER_SECOND = 1e9;

    private final StringBuilder text = new StringBuilder(4_096);
    private final Set<String> families = new HashSet<>();

    /** Samples of one family; all of them before the next family is begun. */
    public final class Family {
        private final String sample;
        private final Set<String> seen = new HashSet<>();

        private Family(String sample) {
            this.sample = sample;
        }

        /**
         * Adds a sample.
         *
         * @param labels names and values by turns
         * @throws IllegalArgumentException when there is one with these labels, or a name is wrong
         */
        public Family sample(double value, String... labels) {
            add(sample, value, labels);
            return this;
        }

        private void add(String name, double value, String... labels) {
            String line = name + labels(labels);
            if (!seen.add(line)) {
                throw new IllegalArgumentException("written twice: " + line);
            }
            text.append(line).append(' ').append(number(value)).append('\n');
        }

        /**
         * Adds a distribution of durations, in seconds: how many, the median, the 99th percentile and
         * the longest (quantile 1). Only for families made by {@link #durations}.
         */
        public Family durations(Latencies.Summary summary, String... labels) {
            if (summary.count() > 0) {
                quantile("0.5", summary.p50Nanos(), labels);
                quantile("0.99", summary.p99Nanos(), labels);
                quantile("1", summary.maxNanos(), labels);
            }
            add(sample + "_count", summary.count(), labels);
            return this;
        }

        private void quantile(String quantile, long nanos, String... labels) {
            String[] all = new String[labels.length + 2];
            System.arraycopy(labels, 0, all, 0, labels.length);
            all[labels.length] = "quantile";
            all[labels.length + 1] = quantile;
            add(sample, nanos / NANOS_PER_SECOND, all);
        }
    }

    /** Begins a family of values that go up and down. */
    public Family gauge(String name, String unit, String help) {
        return family(name, "gauge", unit, help, name);
    }

    /** Begins a family of totals since the start; its samples' names get {@code _total} added. */
    public Family counter(String name, String help) {
        return family(name, "counter", "", help, name + "_total");
    }

    /** Begins a family of distributions of durations; the name has to end with {@code _seconds}. */
    public Family durations(String name, String help) {
        return family(name, "summary", "seconds", help, name);
    }

    /** Begins a family that tells what something is, in its labels; its samples are 1. */
    public Family info(String name, String help) {
        return family(name, "info", "", help, name + "_info");
    }

    /**
     * Writes which one of several states is on.
     *
     * @param states all there are, {@code current} among them
     */
    public void states(String name, String help, List<String> states, String current) {
        Family family = family(name, "stateset", "", help, name);
        states.forEach(state -> family.sample(state.equals(current) ? 1 : 0, name, state));
    }

    /** Ends the text and returns it. */
    public String finish() {
        return text.append("# EOF\n").toString();
    }

    private Family family(String name, String type, String unit, String help, String sample) {
        if (!NAME.matcher(name).matches() || !unit.isEmpty() && !name.endsWith("_" + unit)) {
            throw new IllegalArgumentException("not a name for a metric in '" + unit + "': " + name);
        }
        if (!families.add(name)) {
            throw new IllegalArgumentException("begun twice: " + name);
        }
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        return new Family(sample);
    }

    private static String labels(String... labels) {
        if (labels.length == 0) {
            return "";
        }
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < labels.length; i += 2) {
            if (!NAME.matcher(labels[i]).matches()) {
                throw new IllegalArgumentException("not a name for a label: " + labels[i]);
            }
            out.append(i == 0 ? "" : ",").append(labels[i]).append("=\"").append(escaped(labels[i + 1])).append('"');
        }
        return out.append('}').toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    /** Whole numbers without decimals, others without an exponent where that is short. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
