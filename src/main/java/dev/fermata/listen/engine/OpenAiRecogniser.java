package dev.fermata.listen.engine;

import dev.fermata.config.Json;
import dev.fermata.listen.Heard;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Utterance;
import dev.fermata.model.Printable;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpAnswer;
import dev.fermata.net.HttpClient;
import dev.fermata.net.HttpException;
import dev.fermata.net.HttpLimits;
import dev.fermata.net.HttpRequest;
import dev.fermata.secret.Secret;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server that understands speech as OpenAI's {@code /v1/audio/transcriptions} does. The sound of each utterance is
 * sent to it. It does not say how sure it is, and counts as sure.
 */
public final class OpenAiRecogniser implements Recogniser {
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(10),
            Duration.ofSeconds(5), Duration.ofSeconds(15), 100_000);
    private static final int OK = 200;
    private static final int MOST_COMPLAINT = 200;
    /** Between the parts of what is sent. */
    private static final String BOUNDARY = "fermata-7MA4YWxkTrZu0gW9Qe3b";

    private final HttpClient http;
    private final ServerAddress address;
    private final Optional<Secret> key;
    private final Map<String, String> fields = new LinkedHashMap<>();

    /**
     * @param http by which it is asked; it is closed with this
     * @param address with {@code /v1} where the server has it; taken for granted where it has no path
     * @param key what the server wants to know; in no message
     * @param model what the server calls it
     * @param language such as {@code en}; empty where the server finds out
     */
    public OpenAiRecogniser(HttpClient http, ServerAddress address, Optional<Secret> key, String model,
            Optional<String> language) {
        this.http = http;
        this.address = address.path().isEmpty()
                ? new ServerAddress(address.secure(), address.host(), address.port(), "/v1") : address;
        this.key = key;
        fields.put("model", model);
        fields.put("response_format", "json");
        language.ifPresent(each -> fields.put("language", each));
    }

    @Override
    public String name() {
        return "the server " + address;
    }

    @Override
    public Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        key.ifPresent(each -> headers.put("Authorization", "Bearer " + each.reveal()));
        HttpAnswer answer;
        try {
            answer = http.ask(new HttpRequest(HttpRequest.Method.POST, address, "/audio/transcriptions", headers,
                    body(Wav.write(new Sound(utterance.samples(), Utterance.RATE)))), LIMITS);
        } catch (HttpException e) {
            throw new RecogniserException(name() + ": " + e.getMessage());
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != OK) {
            throw new RecogniserException(name() + " answered " + answer.status() + complaint(text));
        }
        String said = Json.parse(text).map(each -> each.get("text").text()).orElseThrow(() ->
                new RecogniserException(name() + " answered something else than a transcription" + complaint(text)));
        return Spoken.of(said, utterance);
    }

    private String complaint(String text) {
        String line = Printable.line(key.map(each -> each.hiddenIn(text)).orElse(text).strip());
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(MOST_COMPLAINT, line.length()));
    }

    private byte[] body(byte[] wav) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(wav.length + 1_000);
        fields.forEach((name, value) -> body.writeBytes(ascii("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        body.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\";"
                + " filename=\"said.wav\"\r\nContent-Type: audio/wav\r\n\r\n"));
        body.writeBytes(wav);
        body.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
