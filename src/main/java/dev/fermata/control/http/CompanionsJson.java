package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.Status;
import dev.fermata.model.BridgeStatus;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.HistoryStatus;
import dev.fermata.model.StreamStatus;
import java.io.IOException;

/** Writes what goes along with an agent into a status; nothing where there is none of it. */
final class CompanionsJson {
    private CompanionsJson() {
    }

    static void write(JsonGenerator json, Status.Companions companions) throws IOException {
        if (companions.stream().isPresent()) {
            stream(json, companions.stream().get());
        }
        if (companions.history().isPresent()) {
            history(json, companions.history().get());
        }
        if (companions.bridge().isPresent()) {
            bridge(json, companions.bridge().get());
        }
    }

    /** In short; GET /stream has it all. */
    private static void stream(JsonGenerator json, StreamStatus stream) throws IOException {
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
