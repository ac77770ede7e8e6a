package dev.fermata.net;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.model.Printable;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server that is asked in JSON and complains in it, with a key if it wants one. The key is in a header and in no
 * message, also where the server repeats it. Thread-safe.
 */
public final class JsonServer {
    private static final int MOST_COMPLAINT = 200;
    /** Of an answer that is no complaint nobody needs to see more. */
    private static final int MOST_LOOKED_AT = 4_000;
    private static final int REDIRECTS = 300;
    private static final int BAD_REQUEST = 400;

    private final HttpClient http;
    private final ServerAddress address;
    private final Optional<Secret> key;

    /** @param http by which it is asked */
    public JsonServer(HttpClient http, ServerAddress address, Optional<Secret> key) {
        this.http = http;
        this.address = address;
        this.key = key;
    }

    /** One with OpenAI's interface: {@code /v1} is taken for granted where the address has no path. */
    public static JsonServer openAi(HttpClient http, ServerAddress address, Optional<Secret> key) {
        return new JsonServer(http, address.path().isEmpty()
                ? new ServerAddress(address.secure(), address.host(), address.port(), "/v1") : address, key);
    }

    /** Where it is. */
    public ServerAddress address() {
        return address;
    }

    /** Whether it is told a key. */
    public boolean hasKey() {
        return key.isPresent();
    }

    /** Any answer, whatever its status. @throws HttpException as {@link HttpClient#ask} */
    public HttpAnswer get(String path, HttpLimits limits) throws HttpException, InterruptedException {
        return ask(HttpRequest.get(address, path, authorization().collect(all())), limits, Optional.empty());
    }

    /** Any answer to some JSON, whatever its status. @throws HttpException as {@link HttpClient#ask} */
    public HttpAnswer post(String path, Map<String, ?> body, HttpLimits limits)
            throws HttpException, InterruptedException {
        return ask(posted(path, body), limits, Optional.empty());
    }

    /** The same, a good answer in parts. @throws HttpException as {@link HttpClient#ask} */
    public HttpAnswer post(String path, Map<String, ?> body, HttpLimits limits, HttpParts parts)
            throws HttpException, InterruptedException {
        return ask(posted(path, body), limits, Optional.of(parts));
    }

    private HttpRequest posted(String path, Map<String, ?> body) {
        return new HttpRequest(HttpRequest.Method.POST, address, path, Stream.concat(authorization(),
                Map.of("Content-Type", "application/json").entrySet().stream()).collect(all()),
                Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private Stream<Map.Entry<String, String>> authorization() {
        return key.map(each -> Map.entry("Authorization", "Bearer " + each.reveal())).stream();
    }

    private static Collector<Map.Entry<String, String>, ?, Map<String, String>> all() {
        return Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private HttpAnswer ask(HttpRequest request, HttpLimits limits, Optional<HttpParts> parts)
            throws HttpException, InterruptedException {
        try {
            return parts.isPresent() ? http.ask(request, limits, parts.get()) : http.ask(request, limits);
        } catch (HttpException e) {
            // What is no HTTP is told, and may be anything.
            throw new HttpException(e.kind(), hidden(e.getMessage()));
        }
    }

    /** What an answer that is not what was asked for comes to, for people. */
    public String told(HttpAnswer answer) {
        boolean redirect = answer.status() >= REDIRECTS && answer.status() < BAD_REQUEST;
        String complaint = complaint(answer.body());
        return "it answered " + answer.status()
                + (redirect ? ", a redirect, which is not followed" : complaint.isEmpty() ? "" : ": " + complaint);
    }

    /** What a text that is not what was asked for says, on one line. */
    public String complaint(byte[] text) {
        // Before anything is cut off, or half a key could be left.
        String begin = hidden(new String(text, 0, Math.min(text.length, 2 * MOST_LOOKED_AT), StandardCharsets.UTF_8));
        String looked = begin.length() <= MOST_LOOKED_AT ? begin : begin.substring(0, MOST_LOOKED_AT);
        String told = Printable.line(hidden(Json.parse(begin).map(JsonServer::message).filter(each -> !each.isEmpty())
                .orElse(looked)).strip());
        int points = told.codePointCount(0, told.length());
        return points <= MOST_COMPLAINT ? told : told.substring(0, told.offsetByCodePoints(0, MOST_COMPLAINT)) + "...";
    }

    private String hidden(String text) {
        return key.map(each -> each.hiddenIn(text)).orElse(text);
    }

    /**
     * GPT-SoVITS tells a message and an exception, FastAPI a detail or several, OpenAI an error with a message, Ollama an
     * error.
     */
    private static String message(Node json) {
        Node first = json.get("detail").list().stream().findFirst().orElse(Node.of(null));
        return Stream.of(json.get("message").text(), json.get("Exception").text(), json.get("detail").text(),
                        first.get("msg").text(), json.get("error").text(), json.get("error").get("message").text())
                .filter(each -> !each.isBlank()).distinct().collect(Collectors.joining(": "));
    }
}
