package dev.fermata.bench;

import dev.fermata.schedule.HeapBenchmark;
import dev.fermata.schedule.PriorityQueueBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The scheduler's heap beside the JDK's. */
final class HeapMeasure implements Measure {
    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String about() {
        return "moving the first task to its next slot, beside java.util.PriorityQueue";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int size : new int[] {20, 1_000, 100_000}) {
            Map<String, String> parameters = Map.of("tasks", Integer.toString(size));
            Jmh.Case ours = new Jmh.Case(HeapBenchmark.class, parameters);
            Jmh.Case theirs = new Jmh.Case(PriorityQueueBenchmark.class, parameters);
            Map<Jmh.Case, Jmh.Outcome> found = Jmh.run(effort, effort.pick(1, 2), List.of(ours, theirs));
            rows.add(new Row(name(), String.format("mean, %,d tasks", size), "ns", found.get(ours).median(),
                    "PriorityQueue", found.get(theirs).median(), new Target.Within(1.1)));
        }
        return rows;
    }
}
