package dev.fermata.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs JMH benchmarks, each round of a benchmark in a JVM of its own, the contestants in turns. */
final class Jmh {
    private Jmh() {
    }

    /** One case: parameters and, where threads play different parts, how many of each. */
    record Case(Class<?> benchmark, Map<String, String> parameters, int... threads) {
    }

    /**
     * What the rounds of one case gave.
     *
     * @param rounds of each round the statistics of its samples or iterations
     */
    record Outcome(List<Statistics> rounds) {
        double median() {
            return Figures.median(rounds.stream().mapToDouble(Statistics::getMean).toArray());
        }

        double percentile(double percent) {
            return Figures.median(rounds.stream().mapToDouble(each -> each.getPercentile(percent)).toArray());
        }
    }

    /** Runs every case once a round. */
    static Map<Case, Outcome> run(Effort effort, int rounds, List<Case> cases) throws RunnerException {
        Map<Case, List<Statistics>> found = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Case each : cases) {
                found.computeIfAbsent(each, key -> new ArrayList<>()).add(once(effort, each));
            }
        }
        Map<Case, Outcome> outcomes = new LinkedHashMap<>();
        found.forEach((each, statistics) -> outcomes.put(each, new Outcome(statistics)));
        return outcomes;
    }

    private static Statistics once(Effort effort, Case one) throws RunnerException {
        int millis = effort.pick(120, 250);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + one.benchmark().getName().replace(".", "\\.").replace("$", "\\.") + "\\..*")
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(effort.pick(2, 3)).warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(3).measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xmx1g", "-XX:+UseSerialGC", "-XX:-UsePerfData");
        if (one.threads().length > 0) {
            options.threadGroups(one.threads());
        }
        one.parameters().forEach((name, value) -> options.param(name, value));
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.iterator().next().getPrimaryResult().getStatistics();
    }
}
