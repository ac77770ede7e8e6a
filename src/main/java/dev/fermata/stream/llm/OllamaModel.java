package dev.fermata.stream.llm;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.net.HttpClient;
import dev.fermata.net.JsonServer;
import dev.fermata.secret.Secret;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A language model of Ollama: {@code POST /api/chat}, whose answer is a JSON object a line. */
final class OllamaModel extends HttpModel {
    /** Loading it anew would have the first viewer after a quiet while wait; what is not asked for so long goes. */
    private static final String KEPT = "30m";
    private static final Duration LOADING = Duration.ofMinutes(3);

    /** Whether it has said that it cannot do without thinking, or knows nothing of it. */
    private volatile boolean mindful;

    OllamaModel(Clock clock, HttpClient http, WritingModel model, Optional<Secret> key) {
        super(clock, new JsonServer(http, model.address(), key), model);
    }

    @Override
    String path() {
        return "/api/chat";
    }

    @Override
    Map<String, Object> options(WritingModel settings) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("num_predict", settings.maxTokens());
        settings.temperature().ifPresent(each -> options.put("temperature", each));
        return mindful ? Map.of("options", options, "keep_alive", KEPT)
                : Map.of("options", options, "keep_alive", KEPT, "think", false);
    }

    /** Some versions and models refuse to be asked not to think, and are asked without that from then on. */
    @Override
    public LanguageModel.Written write(Prompt prompt, Predicate<String> part)
            throws ModelException, InterruptedException {
        try {
            return super.write(prompt, part);
        } catch (ModelException e) {
            if (mindful || e.kind() != Kind.REFUSED || !e.getMessage().contains("think")) {
                throw e;
            }
            mindful = true;
            return super.write(prompt, part);
        }
    }

    @Override
    Reading reading() {
        return new Answer();
    }

    private final class Answer extends Reading {
        @Override
        void line(String line) throws ModelException {
            if (line.isBlank()) {
                return;
            }
            Node json = Json.parse(line).filter(Node::isObject).orElseThrow(() -> garbage("JSON lines", line));
            if (json.get("error").isThere()) {
                throw complaint(line);
            }
            if (!json.get("message").isObject() && !json.get("done").isTrue()) {
                throw garbage("an answer of Ollama", line);
            }
            wrote(json.get("message").get("content").text());
            if (!json.get("message").get("thinking").text().isEmpty()) {
                thought();
            }
            if (json.get("done").isTrue()) {
                counted(json.get("prompt_eval_count").whole().orElse(-1), json.get("eval_count").whole().orElse(-1));
                if (json.get("done_reason").text().equals("length")) {
                    cutOff();
                }
                over();
            }
        }

        @Override
        void end(String rest) throws ModelException {
            line(rest);
        }
    }

    /** A question without words only has the model loaded; who hangs up stops that. */
    @Override
    public void prepare() throws ModelException, InterruptedException {
        json(post("/api/generate", Map.of("model", model(), "keep_alive", KEPT, "stream", false), LOADING));
    }

    @Override
    public String probe() throws ModelException, InterruptedException {
        List<String> models = json(get("/api/tags")).get("models").list().stream()
                .map(each -> each.get("name").text()).toList();
        // A name without a tag means the latest.
        if (models.stream().noneMatch(each -> each.equals(model()) || each.equals(model() + ":latest"))) {
            throw new ModelException(Kind.DENIED, "it has no model " + model() + (models.isEmpty() ? ""
                    : ", but " + String.join(", ", models.stream().limit(10).toList())) + "; 'ollama pull " + model()
                    + "' brings it");
        }
        return "it has the model";
    }
}
