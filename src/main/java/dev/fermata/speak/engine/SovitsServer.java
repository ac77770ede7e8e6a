package dev.fermata.speak.engine;

import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpClient;
import dev.fermata.net.HttpLimits;
import dev.fermata.net.HttpRequest;
import dev.fermata.net.JsonServer;
import dev.fermata.speak.engine.VoiceException.Kind;
import dev.fermata.speak.sound.Sound;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A GPT-SoVITS server, by its {@code api_v2}. Its weights are one for all who ask, so one request at a time is made,
 * and those that a voice speaks with are loaded before. Thread-safe.
 */
public final class SovitsServer {
    /** Loading weights reads a few hundred megabytes. */
    private static final Duration LOADING = Duration.ofSeconds(30);
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final int BAD_REQUEST = 400;

    private final VoiceServer server;
    private final Semaphore turn = new Semaphore(1, true);
    /** By the name of the path: what this has had loaded. Only whoever has the turn uses it. */
    private final Map<String, String> loaded = new HashMap<>();

    /** @param http by which it is asked */
    public SovitsServer(HttpClient http, ServerAddress address) {
        this.server = new VoiceServer(new JsonServer(http, address, Optional.empty()));
    }

    ServerAddress address() {
        return server.address();
    }

    /** The answer to a text, with these weights. @throws VoiceException when there is no sound */
    HttpAnswer speak(Map<String, ?> asked, Optional<String> gpt, Optional<String> sovits, HttpLimits limits)
            throws VoiceException, InterruptedException {
        if (!turn.tryAcquire(limits.firstByte().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new VoiceException(Kind.RESTING, "it is still busy with another text");
        }
        try {
            load("gpt", gpt);
            load("sovits", sovits);
            HttpAnswer answer = server.post("/tts", asked, limits);
            server.requireOk(answer);
            return answer;
        } catch (VoiceException e) {
            if (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.BROKEN) {
                // It may have ended and begun anew, and then has what it begins with.
                loaded.clear();
            }
            throw e;
        } finally {
            turn.release();
        }
    }

    /** As {@link VoiceServer#wav}. */
    Sound wav(HttpAnswer answer) throws VoiceException {
        return server.wav(answer);
    }

    private void load(String part, Optional<String> weights) throws VoiceException, InterruptedException {
        if (weights.isEmpty() || weights.get().equals(loaded.get(part))) {
            return;
        }
        // Not known before it has said so.
        loaded.remove(part);
        HttpAnswer answer = server.get("/set_" + part + "_weights?weights_path="
                + HttpRequest.inQuery(weights.get()),
                VoiceServer.limits(LOADING, LOADING));
        try {
            server.requireOk(answer);
        } catch (VoiceException e) {
            throw new VoiceException(e.kind() == Kind.REFUSED ? Kind.DENIED : e.kind(), e.getMessage());
        }
        loaded.put(part, weights.get());
    }

    /** A request without a text is refused at once, by nobody else in these words. */
    String probe() throws VoiceException, InterruptedException {
        HttpAnswer answer = server.post("/tts", Map.of(), VoiceServer.limits(PROBE, PROBE));
        String complaint = server.complaint(answer);
        if (answer.status() != BAD_REQUEST || !complaint.contains("ref_audio_path")) {
            throw new VoiceException(Kind.DENIED, "what answers is no api_v2 of GPT-SoVITS: " + answer.status() + " "
                    + complaint);
        }
        return "GPT-SoVITS answers";
    }
}
