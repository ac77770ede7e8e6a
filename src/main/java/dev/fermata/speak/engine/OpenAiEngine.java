package dev.fermata.speak.engine;

import dev.fermata.config.voices.VoiceModel;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpClient;
import dev.fermata.net.JsonServer;
import dev.fermata.secret.Secret;
import dev.fermata.speak.sound.Sound;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A voice of a server that speaks as OpenAI's {@code /v1/audio/speech} does, with one set of parameters. */
public final class OpenAiEngine implements ServedEngine {
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;

    private final VoiceServer server;
    private final VoiceModel model;
    private final Optional<Secret> key;
    private final Map<String, Object> asked;

    /**
     * @param http by which it is asked
     * @param address with {@code /v1} where the server has it; taken for granted where it has no path
     * @param key what the server wants to know; in no message
     * @param other what is asked otherwise than the model says; empty for nothing
     */
    public OpenAiEngine(HttpClient http, ServerAddress address, VoiceModel model, Optional<Secret> key,
            Map<String, Object> other) {
        this.server = new VoiceServer(JsonServer.openAi(http, address, key));
        this.model = model;
        this.key = key;
        this.asked = new TreeMap<>(model.asked());
        asked.putAll(other);
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        Map<String, Object> body = new TreeMap<>(asked);
        body.put("input", text);
        HttpAnswer answer = server.post("/audio/speech", body,
                VoiceServer.limits(model.firstByte(), model.total()));
        server.requireOk(answer);
        return "pcm".equals(asked.get("response_format")) ? VoiceServer.samples(answer, model.rate())
                : server.wav(answer);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String identity() {
        return "openai " + server.address() + " " + model.rate() + " " + asked;
    }

    @Override
    public String probe() throws VoiceException, InterruptedException {
        HttpAnswer answer = server.get("/models", VoiceServer.limits(PROBE, PROBE));
        if (answer.status() == NOT_FOUND) {
            return "it answers, and has no list of models";
        }
        server.requireOk(answer);
        return "it answers" + (key.isPresent() ? " and takes the key" : "");
    }
}
