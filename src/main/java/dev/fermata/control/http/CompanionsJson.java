package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.Status;
import dev.fermata.model.BridgeStatus;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.HistoryStatus;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.model.ViewersStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Writes what goes along with an agent into a status; nothing where there is none of it. */
final class CompanionsJson {
    private CompanionsJson() {
    }

    /** @param now for how long ago something was */
    static void write(JsonGenerator json, Status.Companions companions, long now) throws IOException {
        if (companions.stream().isPresent()) {
            stream(json, companions.stream().get(), companions.viewers(), now);
        }
        if (companions.history().isPresent()) {
            history(json, companions.history().get());
        }
        if (companions.bridge().isPresent()) {
            bridge(json, companions.bridge().get());
        }
    }

    /** In short; GET /stream has it all. */
    private static void stream(JsonGenerator json, StreamStatus stream, Optional<ViewersStatus> viewers, long now)
            throws IOException {
        json.writeObjectFieldStart("stream");
        if (stream.silent().isPresent()) {
            json.writeStringField("silent", stream.silent().get());
        }
        json.writeNumberField("feeds", stream.feeds().size());
        json.writeNumberField("feeds_open", stream.feeds().stream().filter(FeedStatus::isOpen).count());
        json.writeNumberField("came", stream.came().values().stream().mapToLong(each -> each).sum());
        json.writeNumberField("answered", stream.answered());
        json.writeNumberField("merged", stream.merged());
        json.writeNumberField("dropped", stream.dropped().values().stream().mapToLong(each -> each).sum());
        json.writeNumberField("waiting", stream.waiting());
        if (viewers.isPresent()) {
            viewers(json, viewers.get(), now);
        }
        json.writeEndObject();
    }

    /** What viewers may have played, as a field of an object. @param now for how long ago something was */
    static void viewers(JsonGenerator json, ViewersStatus viewers, long now) throws IOException {
        json.writeObjectFieldStart("viewers");
        json.writeNumberField("actions", viewers.actions());
        json.writeNumberField("per_minute", viewers.perMinute());
        json.writeNumberField("total", viewers.total());
        json.writeNumberField("taken", viewers.taken());
        json.writeNumberField("played", viewers.played());
        json.writeNumberField("dropped", viewers.dropped());
        json.writeNumberField("open", viewers.open());
        json.writeObjectFieldStart("refused");
        for (Map.Entry<ViewerRefusal, Long> each : viewers.refused().entrySet()) {
            json.writeNumberField(each.getKey().id(), each.getValue());
        }
        json.writeEndObject();
        if (viewers.last().isPresent()) {
            ViewersStatus.Last last = viewers.last().get();
            json.writeObjectFieldStart("last");
            Answers.value(json, "action", last.action());
            Answers.value(json, "user", last.user());
            json.writeStringField("news", last.news());
            Answers.millis(json, "age_ms", Math.max(0, now - last.atNanos()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void history(JsonGenerator json, HistoryStatus history) throws IOException {
        json.writeObjectFieldStart("history");
        json.writeStringField("file", history.file());
        json.writeNumberField("bytes", history.bytes());
        json.writeNumberField("written", history.written());
        json.writeNumberField("lost", history.lost());
        json.writeNumberField("waiting", history.waiting());
        if (history.trouble().isPresent()) {
            json.writeStringField("trouble", history.trouble().get());
        }
        json.writeEndObject();
    }

    private static void bridge(JsonGenerator json, BridgeStatus bridge) throws IOException {
        json.writeObjectFieldStart("bridge");
        json.writeStringField("address", bridge.address());
        json.writeBooleanField("connected", bridge.whyNot().isEmpty());
        if (bridge.whyNot().isPresent()) {
            json.writeStringField("why_not", bridge.whyNot().get());
        }
        json.writeNumberField("sent", bridge.sent());
        json.writeNumberField("missed", bridge.missed());
        json.writeBooleanField("listens", bridge.listens());
        json.writeNumberField("done", bridge.done());
        json.writeNumberField("refused", bridge.refused());
        if (!bridge.lastRefused().isEmpty()) {
            json.writeStringField("last_refused", bridge.lastRefused());
        }
        json.writeEndObject();
    }
}
