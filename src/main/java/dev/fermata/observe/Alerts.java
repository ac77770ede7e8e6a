package dev.fermata.observe;

import dev.fermata.event.Event;
import dev.fermata.observe.Latencies.Measure;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Tells when the agent is slower or heavier than it promises, and when it is not any more: one event
 * each. Looks at recent values only, so an alert ends within about a minute of its cause.
 *
 * <p>Passive: {@link #step} is called by one thread, which is none of those it watches; everything
 * else may be called from any thread. Without recorded latencies it does nothing.
 */
public final class Alerts implements Stepped {
    /** How often it looks. */
    static final Duration PERIOD = Duration.ofSeconds(1);
    /** How many slow status answers it takes: one may be a garbage collection, or the first. */
    static final int SLOW_ANSWERS = 3;

    /**
     * What is too much. A value equal to its threshold is not.
     *
     * @param pause the slowest pause of the last half to whole minute
     * @param resume the slowest resume of that time
     * @param status the slowest hundredth of that time's status answers
     * @param cpuPercent of one core, the whole process, over the last half to whole minute
     * @param memoryBytes of the pause-control part
     */
    public record Thresholds(Duration pause, Duration resume, Duration status, double cpuPercent, long memoryBytes) {
        /** What the pause-control service promises. */
        public static final Thresholds DEFAULTS = new Thresholds(
                Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(1), 1.0, 10_000_000L);
    }

    /** An alert that is raised. */
    public record Raised(String alert, String message, long sinceNanos) {
    }

    private final ProcessUsage process;
    private final Consumer<Event> post;
    private final List<AlertRule> rules;
    private volatile Thresholds thresholds;
    private long nextLook;
    private volatile List<Raised> raised = List.of();

    /**
     * @param post takes the events, on the stepping thread
     */
    public Alerts(Latencies latencies, ProcessUsage process, MemoryUse memory, Thresholds thresholds,
            Consumer<Event> post) {
        this.process = process;
        this.post = post;
        this.thresholds = thresholds;
        this.rules = latencies.enabled() ? rules(latencies, process, memory) : List.of();
    }

    /** Changes what is too much, from the next look on. Any thread. */
    public void raiseAbove(Thresholds newThresholds) {
        thresholds = newThresholds;
    }

    /** Looks at every measure if it is time to. */
    @Override
    public long step(long now) {
        if (rules.isEmpty()) {
            return Clock.NEVER;
        }
        if (now >= nextLook) {
            nextLook = now + PERIOD.toNanos();
            process.sample(now);
            List<Event> events = new ArrayList<>();
            rules.forEach(rule -> rule.evaluate(now).ifPresent(events::add));
            if (!events.isEmpty()) {
                raised = rules.stream().map(AlertRule::raised).flatMap(Optional::stream).toList();
                events.forEach(post);
            }
        }
        return nextLook;
    }

    /** The alerts that are raised now, in a fixed order. */
    public List<Raised> raised() {
        return raised;
    }

    private List<AlertRule> rules(Latencies latencies, ProcessUsage process, MemoryUse memory) {
        return List.of(
                new AlertRule("pause_latency", "slowest pause", () -> thresholds.pause().toNanos(), Alerts::millis,
                        now -> some(latencies.of(Measure.PAUSE).recentWorst(now))),
                new AlertRule("resume_latency", "slowest resume", () -> thresholds.resume().toNanos(), Alerts::millis,
                        now -> some(latencies.of(Measure.RESUME).recentWorst(now))),
                new AlertRule("status_time", "status answers (p99)", () -> thresholds.status().toNanos(),
                        Alerts::millis,
                        now -> some(latencies.of(Measure.STATUS).recentP99(SLOW_ANSWERS, now))),
                new AlertRule("cpu", "processor use", () -> thresholds.cpuPercent(), Alerts::percent,
                        now -> process.cpuPercent()),
                new AlertRule("memory", "memory of pause control", () -> thresholds.memoryBytes(), Alerts::megabytes,
                        now -> some(memory.bytes())));
    }

    private static OptionalDouble some(long value) {
        return OptionalDouble.of(value);
    }

    private static String millis(double nanos) {
        return rounded(nanos / 1e6) + " ms";
    }

    private static String percent(double percent) {
        return rounded(percent) + " %";
    }

    private static String megabytes(double bytes) {
        return rounded(bytes / 1e6) + " MB";
    }

    /** Two decimals at most. */
    private static Number rounded(double value) {
        return EventFields.shortest(Math.round(value * 100) / 100.0);
    }
}
