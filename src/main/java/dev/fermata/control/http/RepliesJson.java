package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.model.ModelFigures;
import dev.fermata.model.NotWritten;
import dev.fermata.model.ReplyFigures;
import dev.fermata.model.StreamStatus;
import java.io.IOException;
import java.util.Map;

/** What language models write for viewers, as fields of an answer. Stateless. */
final class RepliesJson {
    private RepliesJson() {
    }

    static void write(JsonGenerator out, StreamStatus status) throws IOException {
        ReplyFigures replies = status.replies();
        out.writeObjectFieldStart("replies");
        out.writeNumberField("asked", replies.asked());
        out.writeNumberField("writing", replies.writing());
        out.writeNumberField("said", replies.said());
        out.writeNumberField("cut", replies.cut());
        out.writeObjectFieldStart("not_written");
        for (Map.Entry<NotWritten, Long> each : replies.templates().entrySet()) {
            out.writeNumberField(each.getKey().id(), each.getValue());
        }
        out.writeEndObject();
        first(out, replies.firstP50Nanos(), replies.firstP99Nanos(), replies.firstMaxNanos());
        out.writeEndObject();
        out.writeArrayFieldStart("models");
        for (ModelFigures each : status.models()) {
            model(out, each);
        }
        out.writeEndArray();
    }

    private static void model(JsonGenerator out, ModelFigures model) throws IOException {
        out.writeStartObject();
        Answers.value(out, "name", model.name());
        Answers.value(out, "server", model.server());
        out.writeNumberField("asked", model.asked());
        out.writeNumberField("answered", model.answered());
        out.writeObjectFieldStart("failed");
        for (Map.Entry<String, Long> each : model.failed().entrySet()) {
            out.writeNumberField(each.getKey(), each.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("stopped", model.stopped());
        out.writeNumberField("limited", model.limited());
        out.writeNumberField("prompt_tokens", model.promptTokens());
        out.writeNumberField("tokens", model.tokens());
        out.writeNumberField("writing", model.writing());
        first(out, model.firstP50Nanos(), model.firstP99Nanos(), model.firstMaxNanos());
        Answers.millis(out, "rests_ms", model.restNanos());
        out.writeEndObject();
    }

    private static void first(JsonGenerator out, long p50, long p99, long longest) throws IOException {
        Answers.millis(out, "first_p50_ms", p50);
        Answers.millis(out, "first_p99_ms", p99);
        Answers.millis(out, "first_max_ms", longest);
    }
}
