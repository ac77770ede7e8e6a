package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.control.PauseControl;
import dev.fermata.control.Status;
import dev.fermata.control.StatusSource;
import dev.fermata.event.Bus;
import dev.fermata.observe.Alerts;
import dev.fermata.observe.EventRelay;
import dev.fermata.observe.Latencies;
import dev.fermata.observe.Latencies.Measure;
import dev.fermata.observe.MemoryUse;
import dev.fermata.observe.MetricsText;
import dev.fermata.observe.PauseTimes;
import dev.fermata.observe.ProcessUsage;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connects the core with what measures it: the setting {@code enable_performance_monitoring}. When
 * that is off nothing is recorded, looked at or told. Thread-safe once made.
 */
public final class Monitoring {
    private final Clock clock;
    private final Latencies latencies;
    private final ProcessUsage process = new ProcessUsage();
    private final MemoryUse memory = new MemoryUse();
    private final Alerts alerts;

    /**
     * @param relay looks at the measures about once a second, on its thread; not yet started
     */
    public Monitoring(boolean enabled, Alerts.Thresholds thresholds, Clock clock, Bus bus, Core core,
            EventRelay relay) {
        this.clock = clock;
        latencies = new Latencies(enabled);
        alerts = new Alerts(latencies, process, memory, thresholds, bus::post);
        memory.add("histograms", latencies::estimatedBytes);
        memory.add("events", relay::estimatedBytes);
        memory.add("actions", core.dispatcher()::estimatedBytes);
        if (enabled) {
            bus.register(new PauseTimes(latencies, clock));
            core.reportTimesTo((task, due, started) -> latencies.record(Measure.TASK_LATENESS, started - due),
                    due -> latencies.record(Measure.MANAGED_KEY, clock.nanos() - due));
            relay.houseKeep(alerts);
        }
    }

    /** Raises alerts as other settings say, from now on. Any thread. */
    void alertBy(Settings.Alerts settings) {
        alerts.raiseAbove(thresholds(settings));
    }

    /** What the settings say of alerts. */
    static Alerts.Thresholds thresholds(Settings.Alerts alerts) {
        return new Alerts.Thresholds(millis(alerts.pauseMs()), millis(alerts.resumeMs()), millis(alerts.statusMs()),
                alerts.cpuPercent(), Math.round(alerts.memoryMb() * 1_000_000));
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }

    /** Where to record what no event tells. */
    public Latencies latencies() {
        return latencies;
    }

    /** Where other parts of the pause control say what they occupy. */
    public MemoryUse memory() {
        return memory;
    }

    /** What was measured so far, as the status shows it. */
    public Map<String, Status.Latency> figures() {
        Map<String, Status.Latency> all = new LinkedHashMap<>();
        latencies.snapshot().forEach((name, each) -> all.put(name,
                new Status.Latency(each.count(), each.p50Nanos(), each.p99Nanos(), each.maxNanos())));
        return all;
    }

    /** The alerts that are raised now, as the status shows them. */
    public List<Status.Alert> alerts() {
        return alerts.raised().stream()
                .map(each -> new Status.Alert(each.alert(), each.message(), each.sinceNanos()))
                .toList();
    }

    /** The same source, with the time of each answer recorded. */
    public StatusSource timed(StatusSource source) {
        return () -> {
            long start = clock.nanos();
            Status status = source.status();
            latencies.record(Measure.STATUS, clock.nanos() - start);
            return status;
        };
    }

    /** The same control, with the time of clients' resumes recorded; their pauses tell by an event. */
    public PauseControl timed(PauseControl control) {
        return latencies.enabled() ? new TimedPauseControl(control, latencies) : control;
    }

    /** Adds what the process uses to the metrics, unless monitoring is off. */
    public void writeTo(MetricsText text) {
        if (!latencies.enabled()) {
            return;
        }
        process.cpuPercent().ifPresent(percent -> text.gauge("fermata_cpu_ratio", "ratio",
                "Share of one processor core that the process used over the last minute.").sample(percent / 100));
        MetricsText.Family bytes = text.gauge("fermata_memory_bytes", "bytes",
                "Estimated memory of the pause control, by part.");
        memory.byPart().forEach((part, size) -> bytes.sample(size, "part", part));
    }
}
