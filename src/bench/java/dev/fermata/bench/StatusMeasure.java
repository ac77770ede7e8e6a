package dev.fermata.bench;

import java.util.List;
import java.util.Map;

/** How long an answer to "what are you doing" takes. */
final class StatusMeasure implements Measure {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public String about() {
        return "a status in process";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        Jmh.Case status = new Jmh.Case(StatusBenchmark.class, Map.of());
        Jmh.Outcome found = Jmh.run(effort, effort.pick(1, 2), List.of(status)).get(status);
        return List.of(
                Row.alone(name(), "p50, in process", "ms", found.percentile(50) / 1_000, Target.NONE),
                Row.alone(name(), "p99, in process", "ms", found.percentile(99) / 1_000, new Target.AtMost(0.05)));
    }
}
