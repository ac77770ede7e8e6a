package dev.fermata.control.http;

import dev.fermata.control.Status;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.ListenStatus;
import dev.fermata.model.SpeechFigures;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VoiceStatus;
import dev.fermata.model.WhyIgnored;
import dev.fermata.observe.Latencies;
import dev.fermata.observe.MetricsText;
import dev.fermata.observe.MetricsText.Family;
import java.util.Arrays;
import java.util.List;

/** A status as metrics: the agent's part of {@code GET /metrics}. Durations are in seconds. */
final class StatusMetrics {
    private static final double NANOS_PER_SECOND = 1e9;

    private StatusMetrics() {
    }

    static void write(MetricsText text, Status status) {
        text.info("fermata", "What runs.").sample(1, "version", status.version(), "profile", status.profile(),
                "sessionid", Long.toString(status.sessionId()));
        text.gauge("fermata_start_time_seconds", "seconds", "When the agent was started, in Unix time.")
                .sample(status.startedAt().toEpochMilli() / 1e3);
        text.states("fermata_state", "What the agent is doing.",
                Arrays.stream(AgentState.values()).map(AgentState::id).toList(), status.state().id());
        text.gauge("fermata_held", "", "Whether there is any hold.").sample(status.held() ? 1 : 0);
        Family holds = text.gauge("fermata_hold_seconds", "seconds", "How long each hold has been on.");
        for (Hold hold : status.holds()) {
            holds.sample(seconds(Math.max(0, status.nowNanos() - hold.sinceNanos())), "holder", hold.holder());
        }
        skills(text, status);
        lanes(text, status);
        Family latency = text.durations("fermata_latency_seconds", "Measured durations, by what is measured.");
        status.latencies().forEach((name, each) -> latency.durations(
                new Latencies.Summary(each.count(), each.p50Nanos(), each.p99Nanos(), each.maxNanos()), "of", name));
        Family alerts = text.gauge("fermata_alert", "", "Alerts that are raised.");
        status.alerts().forEach(alert -> alerts.sample(1, "name", alert.name()));
        status.speech().ifPresent(speech -> speech(text, speech));
        status.listening().ifPresent(listening -> listening(text, listening));
        // The other counters are the sums of the lanes' actions; this one goes down as well.
        text.gauge("fermata_buffered", "", "Actions of clients that wait.")
                .sample(status.counters().getOrDefault("buffered", 0L));
    }

    private static void skills(MetricsText text, Status status) {
        Family runs = text.counter("fermata_skill_runs", "Runs of each skill.");
        status.skills().forEach(skill -> runs.sample(skill.runs(), "skill", skill.name()));
        Family missed = text.counter("fermata_skill_missed", "Runs of each skill that were skipped.");
        status.skills().forEach(skill -> missed.sample(skill.missed(), "skill", skill.name()));
    }

    private static void lanes(MetricsText text, Status status) {
        Family depth = text.gauge("fermata_lane_depth", "", "Actions that wait in each lane.");
        status.lanes().forEach(lane -> depth.sample(lane.depth(), "lane", lane.lane().id()));
        Family actions = text.counter("fermata_lane_actions", "What became of the actions of each lane.");
        for (Status.LaneStatus lane : status.lanes()) {
            String id = lane.lane().id();
            actions.sample(lane.played(), "lane", id, "outcome", "played")
                    .sample(lane.rejected(), "lane", id, "outcome", "rejected")
                    .sample(lane.dropped(), "lane", id, "outcome", "dropped")
                    .sample(lane.failed(), "lane", id, "outcome", "failed");
        }
        Family waits = text.durations("fermata_lane_wait_seconds", "How long actions waited in each lane.");
        for (Status.LaneStatus lane : status.lanes()) {
            String id = lane.lane().id();
            waits.sample(seconds(lane.waitP50Nanos()), "lane", id, "quantile", "0.5")
                    .sample(seconds(lane.waitP99Nanos()), "lane", id, "quantile", "0.99");
        }
    }

    private static void speech(MetricsText text, SpeechStatus speech) {
        SpeechFigures figures = speech.figures();
        Family items = text.counter("fermata_speech_items", "What became of texts that were to be spoken.");
        List.of("submitted", "merged", "done", "dropped", "failed", "refused").forEach(each ->
                items.sample(speech.counts().getOrDefault(each, 0L), "outcome", each));
        text.counter("fermata_speech_interruptions", "How often something that was spoken was interrupted.")
                .sample(speech.counts().getOrDefault("interrupted", 0L));
        Family dropped = text.counter("fermata_speech_dropped", "Texts that were accepted and not spoken, by why.");
        figures.dropped().forEach((why, count) -> dropped.sample(count, "why", why));
        Family refused = text.counter("fermata_speech_refused", "Texts that were not accepted, by why.");
        speech.refused().forEach((why, count) -> refused.sample(count, "why", why));
        text.gauge("fermata_speech_waiting", "", "Texts that wait to be spoken.").sample(speech.waiting().size());
        text.gauge("fermata_speech_playing", "", "Whether something is spoken.")
                .sample(speech.playing().isPresent() ? 1 : 0);
        text.counter("fermata_speech_spoken_seconds", "How long something was heard.")
                .sample(seconds(figures.spokenNanos()));
        text.counter("fermata_speech_gaps", "Gaps in what was heard, for the machine was too busy.")
                .sample(figures.gaps());
        text.durations("fermata_speech_wait_seconds", "From the request to the beginning of what was spoken.")
                .durations(new Latencies.Summary(figures.begun(), figures.waitP50Nanos(), figures.waitP99Nanos(),
                        figures.waitMaxNanos()));
    }

    private static void listening(MetricsText text, ListenStatus listening) {
        VoiceStatus voice = listening.voice();
        text.gauge("fermata_listen_on", "", "Whether the player is heard.").sample(listening.listens() ? 1 : 0);
        text.gauge("fermata_listen_commands", "", "What the player may say.").sample(voice.commands());
        text.counter("fermata_listen_done", "What was done of what the player said.").sample(voice.done());
        Family ignored = text.counter("fermata_listen_ignored", "What the player said and was not done, by why.");
        for (WhyIgnored why : WhyIgnored.values()) {
            ignored.sample(voice.ignored().getOrDefault(why, 0L), "why", why.id());
        }
        text.durations("fermata_listen_seconds", "From the end of what was said until it was done.").durations(
                new Latencies.Summary(voice.done(), voice.tookP50Nanos(), voice.tookP99Nanos(), voice.tookMaxNanos()));
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
