package dev.fermata.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How late tasks start, and what a start costs, beside the JDK's executor and a bare parking loop. */
final class LatenessMeasure implements Measure {
    private static final String EXECUTOR = "ScheduledThreadPoolExecutor";
    private static final String BARE = "bare parkNanos loop";

    private record Size(int tasks, long intervalMillis) {
    }

    /** About 400, 1,000 and 1,700 starts a second: an agent has a few. */
    private static final List<Size> SIZES =
            List.of(new Size(20, 50), new Size(1_000, 1_000), new Size(100_000, 60_000));

    @Override
    public String name() {
        return "lateness";
    }

    @Override
    public String about() {
        return "task starts: how late, and CPU a start, at 20, 1,000 and 100,000 tasks";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        long length = TimeUnit.MILLISECONDS.toNanos(effort.pick(1_000, 2_500));
        for (LateTasks each : LateTasks.values()) {
            each.play(TaskPlan.of(1_000, 500_000_000L, TimeUnit.MILLISECONDS.toNanos(effort.pick(400, 1_500))));
        }
        List<Row> rows = new ArrayList<>();
        for (Size size : SIZES) {
            TaskPlan plan = TaskPlan.of(size.tasks(), TimeUnit.MILLISECONDS.toNanos(size.intervalMillis()), length);
            Map<LateTasks, List<LateTasks.Played>> played = new EnumMap<>(LateTasks.class);
            for (int round = 0; round < effort.rounds(); round++) {
                for (LateTasks each : LateTasks.values()) {
                    played.computeIfAbsent(each, key -> new ArrayList<>()).add(each.play(plan));
                }
            }
            rows.addAll(rows(String.format("%,d tasks", size.tasks()), played));
        }
        return rows;
    }

    private List<Row> rows(String tasks, Map<LateTasks, List<LateTasks.Played>> played) {
        List<Row> rows = new ArrayList<>();
        for (int percent : new int[] {50, 99}) {
            double ours = late(played.get(LateTasks.OURS), percent);
            rows.add(new Row(name(), "p" + percent + ", " + tasks, "µs", ours, BARE,
                    late(played.get(LateTasks.BARE_PARK), percent), new Target.Within(1.2)));
            rows.add(new Row(name(), "p" + percent + ", " + tasks, "µs", ours, EXECUTOR,
                    late(played.get(LateTasks.EXECUTOR), percent), new Target.Within(0.5)));
        }
        double cpu = cpu(played.get(LateTasks.OURS));
        rows.add(new Row(name(), "CPU a start, " + tasks, "µs", cpu, BARE,
                cpu(played.get(LateTasks.BARE_PARK)), Target.NONE));
        rows.add(new Row(name(), "CPU a start, " + tasks, "µs", cpu, EXECUTOR,
                cpu(played.get(LateTasks.EXECUTOR)), Target.NONE));
        return rows;
    }

    private static double late(List<LateTasks.Played> rounds, double percent) {
        return Figures.median(rounds.stream().mapToDouble(each -> each.percentileMicros(percent)).toArray());
    }

    private static double cpu(List<LateTasks.Played> rounds) {
        return Figures.median(rounds.stream().mapToDouble(each -> each.cpuNanosPerStart() / 1_000).toArray());
    }
}
