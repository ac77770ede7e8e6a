package dev.fermata.app;

import dev.fermata.control.Status;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.monitor.Latencies;
import dev.fermata.monitor.MetricsText;
import dev.fermata.monitor.MetricsText.Family;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/** A status as metrics: what {@code GET /metrics} answers. docs/api.md lists the families. */
public final class StatusMetrics {
    private StatusMetrics() {
    }

    /**
     * The whole text, in OpenMetrics 1.0.0.
     *
     * @param cpuPercent of one core; left out when unknown
     * @param memory bytes by part of the pause control; left out when empty
     */
    public static String of(Status status, OptionalDouble cpuPercent, Map<String, Long> memory) {
        MetricsText text = new MetricsText();
        text.info("fermata_build", "The program.").sample(1, "version", status.version());
        text.gauge("fermata_start_time_seconds", "seconds", "When the agent was started, in Unix time.")
                .sample(status.startedAt().toEpochMilli() / 1e3);
        text.states("fermata_state", "What the agent is doing.",
                Arrays.stream(AgentState.values()).map(AgentState::id).toList(), status.state().id());
        holds(text, status);
        lanes(text, status);
        skills(text, status);
        Family latency = text.durations("fermata_latency_seconds", "How quick the agent is, by what is measured.");
        status.latencies().forEach((name, each) -> latency.durations(
                new Latencies.Summary(each.count(), each.p50Nanos(), each.p99Nanos(), each.maxNanos()), "of", name));
        Family alerts = text.gauge("fermata_alert", "", "1 for every alert that is raised.");
        status.alerts().forEach(alert -> alerts.sample(1, "alert", alert.name()));
        text.gauge("fermata_buffered", "", "Actions of clients that wait.")
                .sample(status.counters().getOrDefault("buffered", 0L));
        cpuPercent.ifPresent(percent -> text.gauge("fermata_cpu_ratio", "ratio",
                "Share of one processor core over the last minute.").sample(percent / 100));
        Family bytes = text.gauge("fermata_memory_bytes", "bytes", "Estimated memory of the pause control, by part.");
        memory.forEach((part, size) -> bytes.sample(size, "part", part));
        return text.finish();
    }

    private static void holds(MetricsText text, Status status) {
        text.gauge("fermata_held", "", "1 while skills are silent.").sample(status.held() ? 1 : 0);
        Family holds = text.gauge("fermata_hold_seconds", "seconds", "How long each hold has been on.");
        for (Hold hold : status.holds()) {
            holds.sample(Math.max(0, status.nowNanos() - hold.sinceNanos()) / 1e9, "holder", hold.holder());
        }
    }

    private static void lanes(MetricsText text, Status status) {
        Family depth = text.gauge("fermata_lane_depth", "", "Actions waiting, by lane.");
        status.lanes().forEach(lane -> depth.sample(lane.depth(), "lane", lane.lane().id()));
        Family actions = text.counter("fermata_actions", "What became of actions, by lane.");
        for (Status.LaneStatus lane : status.lanes()) {
            String id = lane.lane().id();
            actions.sample(lane.played(), "lane", id, "outcome", "played")
                    .sample(lane.rejected(), "lane", id, "outcome", "rejected")
                    .sample(lane.dropped(), "lane", id, "outcome", "dropped")
                    .sample(lane.failed(), "lane", id, "outcome", "failed");
        }
        Family waits = text.gauge("fermata_lane_wait_seconds", "seconds", "How long actions waited, by lane.");
        for (Status.LaneStatus lane : status.lanes()) {
            waits.sample(lane.waitP50Nanos() / 1e9, "lane", lane.lane().id(), "percentile", "50")
                    .sample(lane.waitP99Nanos() / 1e9, "lane", lane.lane().id(), "percentile", "99");
        }
    }

    private static void skills(MetricsText text, Status status) {
        Family runs = text.counter("fermata_skill_runs", "How often each timed skill was due and ran.");
        status.skills().forEach(skill -> runs.sample(skill.runs(), "skill", skill.name()));
        Family missed = text.counter("fermata_skill_missed", "Slots of each timed skill that passed without a run.");
        status.skills().forEach(skill -> missed.sample(skill.missed(), "skill", skill.name()));
    }
}
