package dev.fermata.speak.engine;

import dev.fermata.config.voices.VoiceModel;
import dev.fermata.net.HttpAnswer;
import dev.fermata.speak.sound.Sound;
import java.util.Map;
import java.util.TreeMap;

/** A voice of GPT-SoVITS with one set of parameters. */
public final class SovitsEngine implements ServedEngine {
    private final SovitsServer server;
    private final VoiceModel model;
    private final Map<String, Object> asked;

    /** @param other what is asked otherwise than the model says; empty for nothing */
    public SovitsEngine(SovitsServer server, VoiceModel model, Map<String, Object> other) {
        this.server = server;
        this.model = model;
        this.asked = new TreeMap<>(model.asked());
        asked.putAll(other);
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        Map<String, Object> body = new TreeMap<>(asked);
        body.put("text", text);
        HttpAnswer answer = server.speak(body, model.gptWeights(), model.sovitsWeights(),
                VoiceServer.limits(model.firstByte(), model.total()));
        return "raw".equals(asked.get("media_type")) ? VoiceServer.samples(answer, model.rate())
                : server.wav(answer);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String identity() {
        return "gpt-sovits " + server.address() + " " + model.gptWeights() + " " + model.sovitsWeights() + " "
                + model.rate() + " " + asked;
    }

    @Override
    public String probe() throws VoiceException, InterruptedException {
        return server.probe();
    }
}
