package dev.fermata.control.http;

import dev.fermata.control.Status;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Writes a status as OpenMetrics text 1.0.0, for Prometheus and its like. Names begin with {@code
 * fermata_}, durations are in seconds. One object writes one text.
 */
final class OpenMetrics {
    static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final int NANOS_DIGITS = 9;

    private final StringBuilder text = new StringBuilder(4_096);

    /** The agent's own figures. */
    OpenMetrics status(Status status) {
        family("fermata", "info", "What runs.");
        sample("fermata_info", "1", "version", status.version(), "profile", status.profile(),
                "sessionid", Long.toString(status.sessionId()));
        family("fermata_state", "stateset", "What the agent is doing.");
        for (AgentState state : AgentState.values()) {
            sample("fermata_state", state == status.state() ? "1" : "0", "fermata_state", state.id());
        }
        family("fermata_held", "gauge", "Whether skills are silent.");
        sample("fermata_held", status.held() ? "1" : "0");
        family("fermata_hold_seconds", "gauge", "How long each hold has been on.");
        for (Hold hold : status.holds()) {
            sample("fermata_hold_seconds", seconds(Math.max(0, status.nowNanos() - hold.sinceNanos())),
                    "holder", hold.holder());
        }
        skills(status);
        lanes(status);
        latencies(status);
        family("fermata_alert", "gauge", "Alerts that are raised.");
        for (Status.Alert alert : status.alerts()) {
            sample("fermata_alert", "1", "name", alert.name());
        }
        family("fermata_count", "counter", "Totals since the start.");
        status.counters().forEach((name, count) -> sample("fermata_count_total", count.toString(), "of", name));
        return this;
    }

    /** One figure of the service itself. */
    OpenMetrics gauge(String name, String help, long value) {
        family(name, "gauge", help);
        sample(name, Long.toString(value));
        return this;
    }

    /** One total of the service itself. */
    OpenMetrics counter(String name, String help, long value) {
        family(name, "counter", help);
        sample(name + "_total", Long.toString(value));
        return this;
    }

    /** The whole text. */
    String end() {
        return text.append("# EOF\n").toString();
    }

    private void skills(Status status) {
        family("fermata_skill_runs", "counter", "Runs of each skill.");
        status.skills().forEach(skill ->
                sample("fermata_skill_runs_total", Long.toString(skill.runs()), "skill", skill.name()));
        family("fermata_skill_missed", "counter", "Runs of each skill that were skipped.");
        status.skills().forEach(skill ->
                sample("fermata_skill_missed_total", Long.toString(skill.missed()), "skill", skill.name()));
    }

    private void lanes(Status status) {
        family("fermata_lane_depth", "gauge", "Actions that wait in each lane.");
        status.lanes().forEach(lane ->
                sample("fermata_lane_depth", Integer.toString(lane.depth()), "lane", lane.lane().id()));
        family("fermata_lane_actions", "counter", "What became of the actions of each lane.");
        Map<String, ToLongFunction<Status.LaneStatus>> outcomes = Map.of("played", Status.LaneStatus::played,
                "rejected", Status.LaneStatus::rejected, "dropped", Status.LaneStatus::dropped,
                "failed", Status.LaneStatus::failed);
        for (Status.LaneStatus lane : status.lanes()) {
            outcomes.forEach((outcome, count) -> sample("fermata_lane_actions_total",
                    Long.toString(count.applyAsLong(lane)), "lane", lane.lane().id(), "outcome", outcome));
        }
        family("fermata_lane_wait_seconds", "summary", "How long actions waited in each lane.");
        for (Status.LaneStatus lane : status.lanes()) {
            String id = lane.lane().id();
            sample("fermata_lane_wait_seconds", seconds(lane.waitP50Nanos()), "lane", id, "quantile", "0.5");
            sample("fermata_lane_wait_seconds", seconds(lane.waitP99Nanos()), "lane", id, "quantile", "0.99");
        }
    }

    private void latencies(Status status) {
        family("fermata_latency_seconds", "summary", "Measured durations.");
        status.latencies().forEach((name, latency) -> {
            sample("fermata_latency_seconds", seconds(latency.p50Nanos()), "of", name, "quantile", "0.5");
            sample("fermata_latency_seconds", seconds(latency.p99Nanos()), "of", name, "quantile", "0.99");
            sample("fermata_latency_seconds_count", Long.toString(latency.count()), "of", name);
        });
        family("fermata_latency_max_seconds", "gauge", "The longest of each measured duration.");
        status.latencies().forEach((name, latency) ->
                sample("fermata_latency_max_seconds", seconds(latency.maxNanos()), "of", name));
    }

    private void family(String name, String type, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (name.endsWith("_seconds")) {
            text.append("# UNIT ").append(name).append(" seconds\n");
        }
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    /** @param labels names and values in turn */
    private void sample(String name, String value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escape(labels[i + 1])).append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    }

    private static String seconds(long nanos) {
        return Answers.decimal(nanos, NANOS_DIGITS, NANOS_DIGITS);
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
