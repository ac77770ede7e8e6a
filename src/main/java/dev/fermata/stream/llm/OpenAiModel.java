package dev.fermata.stream.llm;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpClient;
import dev.fermata.net.JsonServer;
import dev.fermata.secret.Secret;
import dev.fermata.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A language model of a server that answers as OpenAI's {@code /chat/completions} does, in server-sent events:
 * Volcengine Ark, llama.cpp and many others.
 */
final class OpenAiModel extends HttpModel {
    private static final int NOT_FOUND = 404;
    private static final String DATA = "data";
    private static final String DONE = "[DONE]";
    /** The fields of an event that say nothing here. */
    private static final Set<String> OTHERS = Set.of("", "event", "id", "retry");

    OpenAiModel(Clock clock, HttpClient http, WritingModel model, Optional<Secret> key) {
        super(clock, JsonServer.openAi(http, model.address(), key), model);
    }

    @Override
    String path() {
        return "/chat/completions";
    }

    @Override
    Map<String, Object> options(WritingModel settings) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("stream_options", Map.of("include_usage", true));
        options.put("max_tokens", settings.maxTokens());
        settings.temperature().ifPresent(each -> options.put("temperature", each));
        return options;
    }

    @Override
    Reading reading() {
        return new Answer();
    }

    private final class Answer extends Reading {
        private final StringBuilder data = new StringBuilder();
        /** Some servers leave the last line out. */
        private boolean finished;

        @Override
        void line(String line) throws ModelException {
            if (line.isEmpty()) {
                happened();
                return;
            }
            int colon = line.indexOf(':');
            String field = (colon < 0 ? line : line.substring(0, colon)).strip();
            String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            if (field.equals(DATA)) {
                data.append(data.length() == 0 ? "" : "\n").append(value);
                if (data.length() > Lines.LONGEST) {
                    throw garbage("events", "one of more than " + Lines.LONGEST + " letters");
                }
                if (value.equals(DONE)) {
                    happened();
                }
            } else if (field.equals("error") || Json.parse(line).filter(each -> each.get("error").isThere()).isPresent()) {
                // llama.cpp has a field for it; others answer a complaint where events were asked for.
                throw complaint(field.equals("error") ? "{\"error\":" + value + "}" : line);
            } else if (!OTHERS.contains(field)) {
                throw garbage("events", line);
            }
        }

        private void happened() throws ModelException {
            String event = data.toString();
            data.setLength(0);
            if (event.isEmpty()) {
                return;
            }
            if (event.strip().equals(DONE)) {
                over();
                return;
            }
            Node json = Json.parse(event).filter(Node::isObject).orElseThrow(() -> garbage("JSON in events", event));
            if (json.get("error").isThere()) {
                throw complaint(event);
            }
            Node usage = json.get("usage");
            counted(usage.get("prompt_tokens").whole().orElse(-1), usage.get("completion_tokens").whole().orElse(-1));
            for (Node choice : json.get("choices").list()) {
                Node delta = choice.get("delta");
                wrote(delta.get("content").text());
                if (!delta.get("reasoning_content").text().isEmpty() || !delta.get("reasoning").text().isEmpty()) {
                    thought();
                }
                finish(choice.get("finish_reason").text());
            }
        }

        private void finish(String reason) {
            finished |= !reason.isEmpty();
            if (reason.equals("length") || reason.equals("content_filter")) {
                cutOff();
            }
        }

        @Override
        void end(String rest) throws ModelException {
            if (!rest.isEmpty()) {
                line(rest);
            }
            happened();
            if (finished) {
                over();
            }
        }
    }

    @Override
    public void prepare() {
        // Whoever runs such a server has it load what it has when it starts.
    }

    @Override
    public String probe() throws ModelException, InterruptedException {
        HttpAnswer answer = get("/models");
        if (answer.status() == NOT_FOUND) {
            return "it answers, and has no list of models";
        }
        boolean has = json(answer).get("data").list().stream().anyMatch(each -> each.get("id").text().equals(model()));
        return "it answers" + (server().hasKey() ? " and takes the key" : "")
                + (has ? "" : "; the model " + model() + " is not in its list, which need not be whole");
    }
}
