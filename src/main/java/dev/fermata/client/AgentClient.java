package dev.fermata.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks a running agent over its HTTP API. Every method waits for the answer, and throws a
 * {@link ClientException} with a message for people when there is none or it is a refusal. One
 * thread at a time.
 */
public final class AgentClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration BEFORE_RECONNECTING = Duration.ofMillis(250);

    private final Endpoint endpoint;
    private final Duration patience;
    private final HttpClient http;

    /** @param patience how long an answer may take */
    public AgentClient(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
        // No proxy: the agent is on this machine, whatever the system's settings say.
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(CONNECT).build();
    }

    /** An answer: as it came, and read. */
    public record Answer(String body, Json json) {
    }

    /** Asks for something to look at. */
    public Answer get(String path) {
        return answer(send(request(path).timeout(patience).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Asks for something to be done. */
    public Answer post(String path, Map<String, ?> body) {
        return answer(send(request(path).timeout(patience).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))).build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    /**
     * Hands on the agent's events, each as a line of JSON, until the agent ends. A connection that
     * breaks while the agent lives is made again, and goes on after the last event that came.
     */
    public void events(Consumer<String> sink) {
        EventStream stream = new EventStream(sink);
        boolean connected = false;
        while (true) {
            HttpRequest.Builder request = request("/events").header("Accept", "text/event-stream").timeout(patience);
            stream.lastId().ifPresent(id -> request.header("Last-Event-ID", id));
            HttpResponse<InputStream> response;
            try {
                response = send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (ClientException e) {
                if (connected) {
                    return;
                }
                throw e;
            }
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw refusal(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                connected = true;
                stream.read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                if (!connected) {
                    throw notFermata(e);
                }
                // Broken off: the next round finds out whether the agent is still there.
            }
            LockSupport.parkNanos(BEFORE_RECONNECTING.toNanos());
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri(path));
        endpoint.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw new ClientException(nobody(), e);
        } catch (HttpTimeoutException e) {
            throw new ClientException("fermata at " + endpoint + " did not answer within "
                    + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted", e);
        } catch (IOException e) {
            throw notFermata(e);
        }
    }

    private String nobody() {
        return endpoint.pid().isPresent()
                ? "fermata is running (process " + endpoint.pid().getAsLong() + ") but does not answer at " + endpoint
                : "no fermata is running here (tried " + endpoint
                        + "); start one with 'fermata run -p NAME'";
    }

    private ClientException notFermata(IOException cause) {
        return new ClientException("what listens at " + endpoint + " does not answer like fermata ("
                + cause.getMessage() + ")", cause);
    }

    private Answer answer(HttpResponse<String> response) {
        Optional<Json> json = Json.parse(response.body()).filter(Json::isObject);
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), response.body());
        }
        return new Answer(response.body(), json.orElseThrow(() -> new ClientException(
                "what listens at " + endpoint + " is not fermata: its answer is not a JSON object")));
    }

    private ClientException refusal(int status, String body) {
        // The reason stands in "error", as text or as an object of its own.
        Json whole = Json.parse(body).orElse(new Json(null));
        Json detail = whole.get("error").isObject() ? whole.get("error") : whole;
        String message = detail.get("message").isThere() ? detail.get("message").text() : whole.get("error").text();
        if (message.isEmpty()) {
            return new ClientException("what listens at " + endpoint + " refused with HTTP status " + status
                    + " and no reason; is it fermata?");
        }
        String expected = detail.get("expected").text();
        String hint = status == 401 && endpoint.token().isEmpty()
                ? "; give the agent's token with --token or FERMATA_TOKEN" : "";
        return new ClientException(message + (expected.isEmpty() ? "" : "; expected " + expected) + hint);
    }
}
