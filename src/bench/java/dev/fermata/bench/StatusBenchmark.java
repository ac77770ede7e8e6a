package dev.fermata.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Everything a status tells: the state, the holds, every task, every lane. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StatusBenchmark {
    private CoreWithoutDesktop agent;

    /** A running agent with the example profile. */
    @Setup
    public void run() {
        agent = new CoreWithoutDesktop(CoreWithoutDesktop.profile("arpg"));
        agent.core.control().run("benchmark");
    }

    /** One status. */
    @Benchmark
    public List<Object> status() {
        return List.of(agent.core.control().state(), agent.core.ledger().holds(), agent.core.schedule(),
                agent.core.lanes(), agent.core.dispatcher().down());
    }
}
