package dev.fermata.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The only way to pause the JDK's executor: cancel every task, and schedule it again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExecutorPauseBenchmark {
    @Param("20")
    public int tasks;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private List<ScheduledFuture<?>> futures = new ArrayList<>();

    /** Schedules tasks that are hours away. */
    @Setup
    public void schedule() {
        executor.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < tasks; i++) {
            futures.add(schedule(TimeUnit.HOURS.toNanos(1) + i * 7_919L % 1_000_003));
        }
    }

    /** Both steps. */
    @Benchmark
    public List<ScheduledFuture<?>> cancelAndScheduleAgain() {
        List<ScheduledFuture<?>> again = new ArrayList<>(tasks);
        long[] left = new long[tasks];
        for (int i = 0; i < tasks; i++) {
            left[i] = futures.get(i).getDelay(TimeUnit.NANOSECONDS);
            futures.get(i).cancel(false);
        }
        for (long delay : left) {
            again.add(schedule(delay));
        }
        futures = again;
        return again;
    }

    private ScheduledFuture<?> schedule(long delayNanos) {
        return executor.scheduleAtFixedRate(() -> { }, delayNanos, TimeUnit.HOURS.toNanos(1), TimeUnit.NANOSECONDS);
    }

    /** Ends the executor's thread. */
    @TearDown
    public void stop() {
        executor.shutdownNow();
    }
}
