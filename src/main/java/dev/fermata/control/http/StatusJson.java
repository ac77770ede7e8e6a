package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.Status;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileProblem;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.ListenStatus;
import dev.fermata.model.Scope;
import dev.fermata.model.SensorReading;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VoiceStatus;
import dev.fermata.model.WhyNot;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes the parts of a status as JSON. Thread-safe. */
final class StatusJson {
    private final Clock clock;

    StatusJson(Clock clock) {
        this.clock = clock;
    }

    /** Everything there is to see. */
    void write(JsonGenerator json, Status status) throws IOException {
        long now = status.nowNanos();
        json.writeStringField("version", status.version());
        json.writeNumberField("sessionid", status.sessionId());
        json.writeStringField("profile", status.profile());
        json.writeStringField("now", wall(clock.wallTime(now)));
        Answers.millis(json, "now_t_ms", now);
        json.writeStringField("started_at", wall(status.startedAt()));
        json.writeStringField("state", status.state().id());
        json.writeBooleanField("held", status.held());
        holds(json, status.holds(), now);
        standing(json, status);
        skills(json, status.skills(), now);
        lanes(json, status.lanes());
        latencies(json, status.latencies());
        alerts(json, status.alerts(), now);
        parts(json, status.parts());
        if (status.senses().isPresent()) {
            senses(json, status.senses().get(), now);
        }
        if (status.speech().isPresent()) {
            speech(json, status.speech().get());
        }
        if (status.listening().isPresent()) {
            listening(json, status.listening().get(), now);
        }
        if (status.recording().isPresent()) {
            RecordingEndpoints.write(json, status.recording().get(), clock);
        }
        CompanionsJson.write(json, status.companions(), now);
        json.writeObjectFieldStart("counters");
        for (Map.Entry<String, Long> counter : status.counters().entrySet()) {
            json.writeNumberField(counter.getKey(), counter.getValue());
        }
        json.writeEndObject();
    }

    /** The holds that are on, oldest first. */
    void holds(JsonGenerator json, List<Hold> holds, long now) throws IOException {
        json.writeArrayFieldStart("holds");
        for (Hold hold : holds) {
            json.writeStartObject();
            json.writeStringField("holder", hold.holder());
            json.writeStringField("reason", hold.reason());
            json.writeStringField("since", wall(clock.wallTime(hold.sinceNanos())));
            Answers.millis(json, "held_ms", Math.max(0, now - hold.sinceNanos()));
            if (hold.leaseEndNanos().isPresent()) {
                Answers.millis(json, "lease_left_ms", Math.max(0, hold.leaseEndNanos().getAsLong() - now));
            }
            json.writeArrayFieldStart("scopes");
            for (Scope scope : hold.scopes()) {
                json.writeString(scope.id());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("active_keys");
            for (Key key : hold.activeKeys()) {
                json.writeString(key.id());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How it stands in a word, and what is not as it should be. */
    private void standing(JsonGenerator json, Status status) throws IOException {
        json.writeObjectFieldStart("standing");
        json.writeStringField("kind", status.standing().kind().id());
        json.writeStringField("words", status.standing().words());
        json.writeEndObject();
        if (status.refused().isPresent()) {
            Event.ProfileRefused refused = status.refused().get();
            json.writeObjectFieldStart("profile_refused");
            json.writeStringField("since", wall(clock.wallTime(refused.atNanos())));
            if (refused.first().isPresent()) {
                problem(json, refused.first().get());
            }
            json.writeStringField("problems", refused.problems());
            json.writeEndObject();
        }
        if (status.deaf().isPresent()) {
            json.writeObjectFieldStart("nothing_heard");
            json.writeStringField("since", wall(clock.wallTime(status.deaf().get().atNanos())));
            json.writeStringField("detail", status.deaf().get().detail());
            json.writeEndObject();
        }
    }

    private static void problem(JsonGenerator json, ProfileProblem first) throws IOException {
        json.writeStringField("file", first.file());
        if (first.line() > 0) {
            json.writeNumberField("line", first.line());
            json.writeNumberField("column", first.column());
        }
        json.writeStringField("problem", first.message());
    }

    private void skills(JsonGenerator json, List<Status.SkillStatus> skills, long now) throws IOException {
        json.writeArrayFieldStart("skills");
        for (Status.SkillStatus skill : skills) {
            json.writeStartObject();
            json.writeStringField("name", skill.name());
            json.writeBooleanField("enabled", skill.enabled());
            if (skill.nextRunNanos() != Long.MAX_VALUE) {
                Answers.millis(json, "next_run_ms", Math.max(0, skill.nextRunNanos() - now));
            }
            json.writeBooleanField("playing", skill.isPlaying());
            if (skill.lastPlayedNanos().isPresent()) {
                json.writeStringField("last_played", wall(clock.wallTime(skill.lastPlayedNanos().getAsLong())));
            }
            json.writeNumberField("played", skill.played());
            json.writeNumberField("runs", skill.runs());
            json.writeNumberField("missed", skill.missed());
            if (skill.whyNot().isPresent()) {
                whyNot(json, skill.whyNot().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void whyNot(JsonGenerator json, WhyNot why) throws IOException {
        json.writeObjectFieldStart("why_not");
        json.writeStringField("code", why.reason().id());
        if (why.hold().isPresent()) {
            json.writeStringField("holder", why.hold().get().holder());
        }
        json.writeStringField("words", why.words());
        json.writeEndObject();
    }

    private static void lanes(JsonGenerator json, List<Status.LaneStatus> lanes) throws IOException {
        json.writeArrayFieldStart("lanes");
        for (Status.LaneStatus lane : lanes) {
            json.writeStartObject();
            json.writeStringField("lane", lane.lane().id());
            json.writeNumberField("depth", lane.depth());
            json.writeNumberField("played", lane.played());
            json.writeNumberField("rejected", lane.rejected());
            json.writeNumberField("dropped", lane.dropped());
            json.writeNumberField("failed", lane.failed());
            Answers.millis(json, "wait_p50_ms", lane.waitP50Nanos());
            Answers.millis(json, "wait_p99_ms", lane.waitP99Nanos());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void latencies(JsonGenerator json, Map<String, Status.Latency> latencies) throws IOException {
        json.writeObjectFieldStart("latencies");
        for (Map.Entry<String, Status.Latency> entry : latencies.entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            json.writeNumberField("count", entry.getValue().count());
            Answers.millis(json, "p50_ms", entry.getValue().p50Nanos());
            Answers.millis(json, "p99_ms", entry.getValue().p99Nanos());
            Answers.millis(json, "max_ms", entry.getValue().maxNanos());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void alerts(JsonGenerator json, List<Status.Alert> alerts, long now) throws IOException {
        json.writeArrayFieldStart("alerts");
        for (Status.Alert alert : alerts) {
            json.writeStartObject();
            json.writeStringField("name", alert.name());
            json.writeStringField("message", alert.message());
            json.writeStringField("since", wall(clock.wallTime(alert.sinceNanos())));
            Answers.millis(json, "raised_ms", Math.max(0, now - alert.sinceNanos()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void parts(JsonGenerator json, List<Status.PartStatus> parts) throws IOException {
        json.writeArrayFieldStart("parts");
        for (Status.PartStatus part : parts) {
            json.writeStartObject();
            json.writeStringField("name", part.name());
            Answers.millis(json, "overdue_ms", part.overdueNanos());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void senses(JsonGenerator json, Status.SensesStatus senses, long now) throws IOException {
        json.writeObjectFieldStart("senses");
        json.writeNumberField("captures_per_s", Math.round(10 * senses.capturesPerSecond()) / 10.0);
        if (senses.trouble().isPresent()) {
            json.writeStringField("trouble", senses.trouble().get());
        }
        json.writeArrayFieldStart("readings");
        for (SensorReading reading : senses.readings()) {
            json.writeStartObject();
            if (reading.seenNanos().isPresent()) {
                Answers.millis(json, "t_ms", reading.seenNanos().getAsLong());
                Answers.millis(json, "age_ms", Math.max(0, now - reading.seenNanos().getAsLong()));
            }
            json.writeStringField("sensor", reading.sensor());
            if (reading.value().isPresent()) {
                json.writePOJOField("value", reading.value().get());
            }
            if (reading.maximum().isPresent()) {
                json.writePOJOField("maximum", SensorReading.plain(reading.maximum().getAsDouble()));
            }
            json.writeStringField("state", reading.state());
            if (reading.why().isPresent()) {
                json.writeStringField("why", reading.why().get());
            }
            json.writeNumberField("confidence", Math.round(100 * reading.confidence()) / 100.0);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** In short; GET /speech has it all. */
    private static void speech(JsonGenerator json, SpeechStatus speech) throws IOException {
        json.writeObjectFieldStart("speech");
        json.writeStringField("state", speech.state().id());
        if (speech.silent().isPresent()) {
            json.writeStringField("silent", speech.silent().get());
        }
        if (speech.playing().isPresent()) {
            Answers.value(json, "playing", speech.playing().get().text());
        }
        json.writeNumberField("waiting", speech.waiting().size());
        json.writeStringField("voice", speech.voice());
        json.writeStringField("device", speech.device());
        json.writeEndObject();
    }

    private static void listening(JsonGenerator json, ListenStatus listening, long now) throws IOException {
        VoiceStatus voice = listening.voice();
        json.writeObjectFieldStart("listening");
        json.writeBooleanField("on", listening.listens());
        if (!listening.listens()) {
            json.writeStringField("why_not", listening.whyNot().get());
        }
        json.writeStringField("microphone", listening.microphone());
        json.writeStringField("recogniser", listening.recogniser());
        json.writeNumberField("commands", voice.commands());
        json.writeNumberField("done", voice.done());
        json.writeNumberField("ignored", voice.ignored().values().stream().mapToLong(each -> each).sum());
        if (voice.last().isPresent()) {
            VoiceStatus.Last last = voice.last().get();
            json.writeObjectFieldStart("last");
            Answers.value(json, "text", last.text());
            json.writeNumberField("confidence", Math.round(100 * last.confidence()) / 100.0);
            json.writeBooleanField("done", last.ignored().isEmpty());
            if (last.ignored().isPresent()) {
                json.writeStringField("reason", last.ignored().get().words());
            }
            Answers.millis(json, "age_ms", Math.max(0, now - last.atNanos()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static String wall(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
