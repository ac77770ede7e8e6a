package dev.fermata.speak.engine;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.model.Printable;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpClient;
import dev.fermata.net.HttpException;
import dev.fermata.net.HttpLimits;
import dev.fermata.net.HttpRequest;
import dev.fermata.secret.Secret;
import dev.fermata.speak.engine.VoiceException.Kind;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How servers that make sounds are asked, and what their answers mean. Thread-safe. */
final class VoiceServer {
    /** Two minutes of 48 kHz. */
    static final int MOST_BYTES = 12_000_000;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final int MOST_COMPLAINT = 200;
    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int BAD_REQUEST = 400;
    private static final int NO_KEY = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int OVERLOADED = 503;
    private static final int SERVERS_FAULT = 500;

    private final HttpClient http;
    private final ServerAddress address;
    private final Optional<Secret> key;

    /** @param key in no message, also where the server repeats it */
    VoiceServer(HttpClient http, ServerAddress address, Optional<Secret> key) {
        this.http = http;
        this.address = address;
        this.key = key;
    }

    ServerAddress address() {
        return address;
    }

    /** What an answer may cost. */
    static HttpLimits limits(Duration firstByte, Duration total) {
        return new HttpLimits(CONNECT, firstByte, IDLE, total, MOST_BYTES);
    }

    /** Any answer, whatever its status. @throws VoiceException when there is none */
    HttpAnswer get(String path, Map<String, String> headers, HttpLimits limits)
            throws VoiceException, InterruptedException {
        return ask(HttpRequest.get(address, path, headers), limits);
    }

    /** Any answer to some JSON, whatever its status. @throws VoiceException when there is none */
    HttpAnswer post(String path, Map<String, String> headers, Map<String, ?> body, HttpLimits limits)
            throws VoiceException, InterruptedException {
        Map<String, String> all = Stream.of(headers, Map.of("Content-Type", "application/json"))
                .flatMap(each -> each.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return ask(new HttpRequest(HttpRequest.Method.POST, address, path, all,
                Json.write(body).getBytes(StandardCharsets.UTF_8)), limits);
    }

    private HttpAnswer ask(HttpRequest request, HttpLimits limits) throws VoiceException, InterruptedException {
        try {
            return http.ask(request, limits);
        } catch (HttpException e) {
            throw new VoiceException(switch (e.kind()) {
                case UNREACHABLE -> Kind.UNREACHABLE;
                case SLOW -> Kind.SLOW;
                case BROKEN -> Kind.BROKEN;
                case BUSY -> Kind.RESTING;
            }, e.getMessage());
        }
    }

    /** @throws VoiceException when an answer is not what was asked for, with what it says of that */
    void requireOk(HttpAnswer answer) throws VoiceException {
        if (answer.status() == OK) {
            return;
        }
        Kind kind = switch (answer.status()) {
            case NO_KEY, FORBIDDEN, NOT_FOUND -> Kind.DENIED;
            case TOO_MANY, OVERLOADED -> Kind.BUSY;
            default -> answer.status() >= SERVERS_FAULT ? Kind.FAILED
                    : answer.status() >= BAD_REQUEST ? Kind.REFUSED : Kind.DENIED;
        };
        boolean redirect = answer.status() >= REDIRECTS && answer.status() < BAD_REQUEST;
        String complaint = complaint(answer);
        throw new VoiceException(kind, "it answered " + answer.status()
                + (redirect ? ", a redirect, which is not followed" : complaint.isEmpty() ? "" : ": " + complaint));
    }

    /** What an answer that is no sound says, on one line. */
    String complaint(HttpAnswer answer) {
        String text = new String(answer.body(), 0, Math.min(answer.body().length, 20 * MOST_COMPLAINT),
                StandardCharsets.UTF_8);
        String whole = Printable.line(Json.parse(text).map(VoiceServer::message).filter(each -> !each.isEmpty())
                .orElse(text).strip());
        String told = key.map(each -> each.hiddenIn(whole)).orElse(whole);
        int points = told.codePointCount(0, told.length());
        return points <= MOST_COMPLAINT ? told : told.substring(0, told.offsetByCodePoints(0, MOST_COMPLAINT)) + "...";
    }

    /** GPT-SoVITS tells a message and an exception, FastAPI a detail or several, OpenAI an error with a message. */
    private static String message(Node json) {
        Node first = json.get("detail").list().stream().findFirst().orElse(Node.of(null));
        return Stream.of(json.get("message").text(), json.get("Exception").text(), json.get("detail").text(),
                        first.get("msg").text(), json.get("error").text(), json.get("error").get("message").text())
                .filter(each -> !each.isBlank()).distinct().collect(Collectors.joining(": "));
    }

    /** The sound of an answer that has one as a WAV file. @throws VoiceException when it is none, or not whole */
    Sound wav(HttpAnswer answer) throws VoiceException {
        try {
            return Wav.read(answer.body());
        } catch (IOException e) {
            boolean says = answer.body().length > 0 && answer.body()[0] == '{';
            throw new VoiceException(Kind.BROKEN, e.getMessage() + (says ? ": " + complaint(answer) : ""));
        }
    }

    /** The sound of an answer that is nothing but samples. @throws VoiceException when it is not whole */
    static Sound samples(HttpAnswer answer, int rate) throws VoiceException {
        byte[] bytes = answer.body();
        if (bytes.length == 0 || bytes.length % 2 != 0) {
            throw new VoiceException(Kind.BROKEN,
                    bytes.length == 0 ? "the sound is empty" : "the sound is cut off in the middle of a sample");
        }
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Sound(samples, rate);
    }
}
