package dev.fermata.stream.llm;

import dev.fermata.config.Json;
import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What servers of language models write, over real HTTP. */
final class FakeModel {
    private FakeModel() {
    }

    static WritingModel settings(ModelKind kind, ServerAddress address) {
        return new WritingModel("m", kind, address, "qwen3:8b", Optional.empty(), 0, 4, 200, 300, 0,
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30), Optional.of(0.5));
    }

    static WritingModel within(WritingModel model, Duration first, Duration idle, Duration total) {
        return new WritingModel(model.name(), model.kind(), model.address(), model.model(), model.key(),
                model.perMinute(), model.atOnce(), model.maxTokens(), model.longest(), model.tokensPerDay(), first, idle,
                total, model.temperature());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a server of that kind writes before the text of an answer. */
    static void begin(ModelKind kind, RawServer.Connection to) throws IOException {
        to.begin(kind == ModelKind.OLLAMA ? "application/x-ndjson" : "text/event-stream");
    }

    /** A part of an answer's text, as it is written. */
    static String part(ModelKind kind, String text) {
        return kind == ModelKind.OLLAMA
                ? Json.write(Map.of("model", "m", "message", Map.of("role", "assistant", "content", text), "done", false))
                        + "\n"
                : "data: " + Json.write(Map.of("choices", List.of(Map.of("delta", Map.of("content", text))))) + "\n\n";
    }

    /** A part that is no text yet. */
    static String thought(ModelKind kind, String text) {
        return kind == ModelKind.OLLAMA
                ? Json.write(Map.of("message", Map.of("role", "assistant", "content", "", "thinking", text), "done", false))
                        + "\n"
                : "data: " + Json.write(Map.of("choices", List.of(Map.of("delta", Map.of("reasoning_content", text)))))
                        + "\n\n";
    }

    /** The end of an answer. @param reason why it ends */
    static String end(ModelKind kind, String reason, int promptTokens, int tokens) {
        return kind == ModelKind.OLLAMA
                ? Json.write(Map.of("message", Map.of("role", "assistant", "content", ""), "done", true, "done_reason",
                        reason, "prompt_eval_count", promptTokens, "eval_count", tokens)) + "\n"
                : "data: " + Json.write(Map.of("choices", List.of(Map.of("delta", Map.of(), "finish_reason", reason))))
                        + "\n\ndata: " + Json.write(Map.of("choices", List.of(), "usage", Map.of("prompt_tokens",
                        promptTokens, "completion_tokens", tokens))) + "\n\ndata: [DONE]\n\n";
    }
}
