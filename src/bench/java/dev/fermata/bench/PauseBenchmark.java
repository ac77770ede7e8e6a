package dev.fermata.bench;

import dev.fermata.model.ResumePolicy;
import dev.fermata.schedule.TaskSpec;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.SystemClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A pause and the resume after it, together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PauseBenchmark {
    @Param("20")
    public int tasks;
    @Param("REMAINING")
    public ResumePolicy policy;

    private UnifiedScheduler scheduler;

    /** Schedules tasks that are hours away. */
    @Setup
    public void schedule() {
        scheduler = new UnifiedScheduler(new SystemClock(), () -> { }, (id, failure) -> { });
        scheduler.start();
        for (int i = 0; i < tasks; i++) {
            Duration first = Duration.ofHours(1).plusNanos(i * 7_919L % 1_000_003);
            scheduler.add(new TaskSpec("task" + i, Duration.ofHours(1), first, policy, false, () -> { }));
        }
    }

    /** Both calls. */
    @Benchmark
    public boolean pauseAndResume() {
        return scheduler.pause() & scheduler.resume();
    }
}
