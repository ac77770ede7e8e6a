package dev.fermata.app;

import dev.fermata.model.ModelFigures;
import dev.fermata.model.NotWritten;
import dev.fermata.model.ReplyFigures;
import dev.fermata.observe.Latencies;
import dev.fermata.observe.MetricsText;
import java.util.List;

/** What language models have written for viewers, as metrics. Stateless. */
final class ModelMetrics {
    private ModelMetrics() {
    }

    static void write(MetricsText text, ReplyFigures replies, List<ModelFigures> models) {
        text.counter("fermata_stream_replies_asked", "Answers that a language model was asked for.")
                .sample(replies.asked());
        text.counter("fermata_stream_replies_said", "Answers that were heard as a model wrote them.")
                .sample(replies.said() - replies.cut(), "whole", "yes").sample(replies.cut(), "whole", "no");
        MetricsText.Family instead = text.counter("fermata_stream_replies_not_written",
                "Answers for which the text of the rules was said, by why.");
        for (NotWritten why : NotWritten.values()) {
            instead.sample(replies.templates().getOrDefault(why, 0L), "why", why.id());
        }
        text.gauge("fermata_stream_replies_writing", "", "Answers that are being written.").sample(replies.writing());
        text.durations("fermata_stream_reply_first_seconds", "From asking for an answer until its first sentence was there.")
                .durations(new Latencies.Summary(replies.asked(), replies.firstP50Nanos(), replies.firstP99Nanos(),
                        replies.firstMaxNanos()));
        MetricsText.Family asked = text.counter("fermata_stream_model_asked", "How often a model was asked.");
        MetricsText.Family answered = text.counter("fermata_stream_model_answered", "Answers that came to their end.");
        MetricsText.Family failed = text.counter("fermata_stream_model_failed", "Answers that did not.");
        MetricsText.Family limited = text.counter("fermata_stream_model_limited",
                "How often a model was not asked, for more than is allowed of it was wanted.");
        MetricsText.Family tokens = text.counter("fermata_stream_model_tokens", "What a model has read and written.");
        for (ModelFigures each : models) {
            asked.sample(each.asked(), "model", each.name());
            answered.sample(each.answered(), "model", each.name());
            failed.sample(each.failed().values().stream().mapToLong(count -> count).sum(), "model", each.name());
            limited.sample(each.limited(), "model", each.name());
            tokens.sample(each.promptTokens() + each.tokens(), "model", each.name());
        }
    }
}
