package dev.fermata.bench;

import dev.fermata.model.ResumePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What pausing and resuming the scheduler costs, by how many tasks it has. */
final class PauseCallMeasure implements Measure {
    private static final int MOST_FOR_EXECUTOR = 100_000;

    @Override
    public String name() {
        return "pause-call";
    }

    @Override
    public String about() {
        return "a pause and the resume after it, at 20 to 1,000,000 tasks, for each policy";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        int[] sizes = effort.quick() ? new int[] {20, 100_000} : new int[] {20, 1_000, 100_000, 1_000_000};
        List<Row> rows = new ArrayList<>();
        for (int size : sizes) {
            rows.addAll(rows(effort, size));
        }
        return rows;
    }

    private List<Row> rows(Effort effort, int size) throws Exception {
        String tasks = Integer.toString(size);
        List<Jmh.Case> cases = new ArrayList<>();
        for (ResumePolicy policy : ResumePolicy.values()) {
            cases.add(new Jmh.Case(PauseBenchmark.class, Map.of("tasks", tasks, "policy", policy.name())));
        }
        Jmh.Case executor = new Jmh.Case(ExecutorPauseBenchmark.class, Map.of("tasks", tasks));
        if (size <= MOST_FOR_EXECUTOR) {
            cases.add(executor);
        }
        Map<Jmh.Case, Jmh.Outcome> found = Jmh.run(effort, size > MOST_FOR_EXECUTOR ? 1 : effort.pick(1, 2), cases);
        double theirs = found.containsKey(executor) ? found.get(executor).percentile(99) : Double.NaN;
        List<Row> rows = new ArrayList<>();
        for (ResumePolicy policy : ResumePolicy.values()) {
            double ours = found.get(cases.get(policy.ordinal())).percentile(99);
            boolean promised = policy != ResumePolicy.RESTART;
            rows.add(new Row(name(), String.format("p99, %,d tasks, %s", size, policy.name().toLowerCase(Locale.ROOT)), "µs", ours,
                    Double.isNaN(theirs) ? "" : "executor: cancel, schedule again", theirs,
                    promised ? new Target.AtMost(100) : Target.NONE));
        }
        return rows;
    }
}
