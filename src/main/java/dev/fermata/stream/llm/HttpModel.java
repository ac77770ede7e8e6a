package dev.fermata.stream.llm;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpException;
import dev.fermata.net.HttpLimits;
import dev.fermata.net.JsonServer;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A language model whose server is asked over HTTP and answers line by line. */
abstract class HttpModel implements ServedModel {
    static final int OK = 200;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration PROBE = Duration.ofSeconds(5);
    /** Far more than an answer has, each of whose words comes in a few hundred bytes. */
    private static final int MOST_BYTES = 16 << 20;

    private final Clock clock;
    private final JsonServer server;
    private final WritingModel model;

    HttpModel(Clock clock, JsonServer server, WritingModel model) {
        this.clock = clock;
        this.server = server;
        this.model = model;
    }

    /** Where it is asked, below the address. */
    abstract String path();

    /** What is asked besides the model and the messages. */
    abstract Map<String, Object> options(WritingModel settings);

    /** What reads one answer. */
    abstract Reading reading();

    final JsonServer server() {
        return server;
    }

    final String model() {
        return model.model();
    }

    @Override
    public LanguageModel.Written write(Prompt prompt, Predicate<String> part)
            throws ModelException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model.model());
        body.put("messages", messages(prompt));
        body.put("stream", true);
        body.putAll(options(model));
        Writing writing = new Writing(clock, model.first(), model.idle(), reading(), part);
        try {
            HttpAnswer answer = server.post(path(), body,
                    new HttpLimits(CONNECT, model.first(), IDLE, model.total(), MOST_BYTES), writing);
            if (answer.status() != OK) {
                throw refusal(answer);
            }
            return writing.end(prompt);
        } catch (HttpException e) {
            throw failure(e, writing);
        }
    }

    private static List<Map<String, Object>> messages(Prompt prompt) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (!prompt.instructions().isBlank()) {
            all.add(message("system", prompt.instructions()));
        }
        prompt.before().forEach(turn -> {
            all.add(message("user", turn.question()));
            all.add(message("assistant", turn.answer()));
        });
        all.add(message("user", prompt.question()));
        return all;
    }

    private static Map<String, Object> message(String role, String content) {
        return Map.of("role", role, "content", content);
    }

    private ModelException failure(HttpException e, Writing writing) {
        if (e.kind() == HttpException.Kind.SLOW && !writing.hasText()) {
            return writing.nothing(model.first().compareTo(model.total()) <= 0 ? model.first() : model.total());
        }
        return new ModelException(kind(e), e.getMessage());
    }

    private static Kind kind(HttpException e) {
        return switch (e.kind()) {
            case UNREACHABLE -> Kind.UNREACHABLE;
            case SLOW -> Kind.SLOW;
            case BROKEN -> Kind.FAILED;
            case BUSY -> Kind.BUSY;
        };
    }

    /** What a server says that does not answer. */
    private ModelException refusal(HttpAnswer answer) {
        Node json = Json.parse(new String(answer.body(), StandardCharsets.UTF_8)).orElse(Node.of(null));
        return new ModelException(RetryTable.kind(answer.status(), code(json)), server.told(answer));
    }

    /** What a complaint is called, with its words. */
    static String code(Node json) {
        Node error = json.get("error");
        return Stream.of(error.get("code").text(), error.get("type").text(), error.get("message").text(),
                error.text(), json.get("code").text()).collect(Collectors.joining(" "));
    }

    /** A complaint in the middle of an answer. */
    final ModelException complaint(String line) {
        Node json = Json.parse(line).orElse(Node.of(null));
        return new ModelException(RetryTable.kind(OK, code(json)), "it says in its answer: "
                + server.complaint(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** What came is no answer. @param what is expected */
    final ModelException garbage(String what, String line) {
        return new ModelException(Kind.FAILED, "it answered something else than " + what + ": "
                + server.complaint(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws ModelException when there is no answer */
    final HttpAnswer get(String path) throws ModelException, InterruptedException {
        try {
            return server.get(path, new HttpLimits(CONNECT, PROBE, IDLE, PROBE, MOST_BYTES));
        } catch (HttpException e) {
            throw new ModelException(kind(e), e.getMessage());
        }
    }

    /** @throws ModelException when there is no answer within that time */
    final HttpAnswer post(String where, Map<String, ?> body, Duration within) throws ModelException, InterruptedException {
        try {
            return server.post(where, body, new HttpLimits(CONNECT, within, IDLE, within, MOST_BYTES));
        } catch (HttpException e) {
            throw new ModelException(kind(e), e.getMessage());
        }
    }

    /** @throws ModelException when it is not what was asked for */
    final Node json(HttpAnswer answer) throws ModelException {
        if (answer.status() != OK) {
            throw refusal(answer);
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return Json.parse(text).orElseThrow(() -> garbage("JSON", text));
    }
}
