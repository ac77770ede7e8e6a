package dev.fermata.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * What this machine takes for waking a thread that does nothing, by how often it wakes: the floor under
 * every figure of CPU and lateness. None of the figures is ours.
 */
final class WakeMeasure implements Measure {
    private static final int[] PER_SECOND = {1, 10, 30, 400};
    private static final String LOOP = "bare parkNanos loop";

    @Override
    public String name() {
        return "wake";
    }

    @Override
    public String about() {
        return "what waking a thread costs on this machine, 1 to 400 times a second";
    }

    @Override
    public List<Row> run(Effort effort) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Row> rows = new ArrayList<>();
        for (int perSecond : PER_SECOND) {
            int times = Math.max(2, perSecond * effort.pick(1, 5));
            double[] late = new double[times];
            int[] count = {0};
            long cpu = threads.getCurrentThreadCpuTime();
            WakingLoop.wake(perSecond, times, nanos -> late[count[0]++] = nanos / 1e3);
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            rows.add(floor("CPU a wake-up, " + perSecond + " a second", cpu / 1e3 / times));
            rows.add(floor("late, median, " + perSecond + " a second", Figures.median(late)));
        }
        return rows;
    }

    private Row floor(String what, double micros) {
        return new Row(name(), what, "µs", Double.NaN, LOOP, micros, Target.NONE);
    }
}
