package dev.fermata.schedule;

import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same with the JDK's heap, which knows no move: take out and put in. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PriorityQueueBenchmark {
    @Param("1000")
    public int tasks;

    private final PriorityQueue<Task> heap = new PriorityQueue<>(
            Comparator.<Task>comparingLong(task -> task.due).thenComparingLong(task -> task.sequence));

    /** Fills the heap. */
    @Setup
    public void fill() {
        for (int i = 0; i < tasks; i++) {
            Task task = new Task(new TaskSpec("task" + i, Duration.ofNanos(1_000_003), Duration.ZERO,
                    ResumePolicy.REMAINING, false, () -> { }), i);
            task.due = i * 7_919L % 1_000_003;
            heap.add(task);
        }
    }

    /** Moves the first on. */
    @Benchmark
    public long advanceFirst() {
        Task first = heap.poll();
        first.advance(first.due);
        heap.add(first);
        return first.due;
    }
}
