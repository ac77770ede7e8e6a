package dev.fermata.speak.engine;

import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpException;
import dev.fermata.net.HttpLimits;
import dev.fermata.net.JsonServer;
import dev.fermata.speak.engine.VoiceException.Kind;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;

/** How servers that make sounds are asked, and what their answers mean. Thread-safe. */
final class VoiceServer {
    /** Two minutes of 48 kHz. */
    static final int MOST_BYTES = 12_000_000;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NO_KEY = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int OVERLOADED = 503;
    private static final int SERVERS_FAULT = 500;

    private final JsonServer server;

    VoiceServer(JsonServer server) {
        this.server = server;
    }

    ServerAddress address() {
        return server.address();
    }

    /** What an answer may cost. */
    static HttpLimits limits(Duration firstByte, Duration total) {
        return new HttpLimits(CONNECT, firstByte, IDLE, total, MOST_BYTES);
    }

    /** Any answer, whatever its status. @throws VoiceException when there is none */
    HttpAnswer get(String path, HttpLimits limits) throws VoiceException, InterruptedException {
        try {
            return server.get(path, limits);
        } catch (HttpException e) {
            throw failure(e);
        }
    }

    /** Any answer to some JSON, whatever its status. @throws VoiceException when there is none */
    HttpAnswer post(String path, Map<String, ?> body, HttpLimits limits) throws VoiceException, InterruptedException {
        try {
            return server.post(path, body, limits);
        } catch (HttpException e) {
            throw failure(e);
        }
    }

    private static VoiceException failure(HttpException e) {
        return new VoiceException(switch (e.kind()) {
            case UNREACHABLE -> Kind.UNREACHABLE;
            case SLOW -> Kind.SLOW;
            case BROKEN -> Kind.BROKEN;
            case BUSY -> Kind.RESTING;
        }, e.getMessage());
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
        throw new VoiceException(kind, server.told(answer));
    }

    /** What an answer that is no sound says, on one line. */
    String complaint(HttpAnswer answer) {
        return server.complaint(answer.body());
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
