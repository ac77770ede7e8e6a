package dev.fermata.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
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
 *
 * <p>By the JDK's older HTTP client: making the newer one ready takes a command a quarter of a second
 * and more, most of it for TLS, which nobody speaks here.
 */
public final class AgentClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration BEFORE_RECONNECTING = Duration.ofMillis(250);
    /** An agent that lives sends something, if only a comment, well within this time. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** No answer is longer, whoever gives it. */
    private static final int MOST_BYTES = 4_000_000;

    private final Endpoint endpoint;
    private final Duration patience;

    /** @param patience how long an answer may take */
    public AgentClient(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
    }

    /** An answer: as it came, and read. */
    public record Answer(String body, Json json) {
    }

    /** Asks for something to look at. */
    public Answer get(String path) {
        HttpURLConnection connection = connect(path, patience, Map.of("Accept", "application/json"));
        return answer(status(connection), connection);
    }

    /** Asks for something to be done; never twice, whatever becomes of the connection. */
    public Answer post(String path, Map<String, ?> body) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection = connection(path, patience,
                Map.of("Accept", "application/json", "Content-Type", "application/json"));
        connection.setDoOutput(true);
        // A body of its own accord is not sent again when the connection breaks before an answer.
        connection.setFixedLengthStreamingMode(bytes.length);
        connect(connection);
        try {
            connection.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw notFermata(e);
        }
        return answer(status(connection), connection);
    }

    /**
     * Hands on the agent's events, each as a line of JSON, until the agent ends. A connection that
     * breaks while the agent lives is made again, and goes on after the last event that came.
     */
    public void events(Consumer<String> sink) {
        EventStream stream = new EventStream(sink);
        boolean connected = false;
        while (true) {
            HttpURLConnection connection;
            int status;
            try {
                connection = connect("/events", SILENCE, stream.lastId()
                        .map(id -> Map.of("Accept", "text/event-stream", "Last-Event-ID", id))
                        .orElse(Map.of("Accept", "text/event-stream")));
                status = status(connection);
            } catch (ClientException e) {
                if (connected) {
                    return;
                }
                throw e;
            }
            if (status != 200) {
                throw refusal(status, body(status, connection));
            }
            connected = true;
            try (InputStream body = connection.getInputStream()) {
                stream.read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                // Broken off: the next round finds out whether the agent is still there.
            }
            LockSupport.parkNanos(BEFORE_RECONNECTING.toNanos());
        }
    }

    private HttpURLConnection connect(String path, Duration atMost, Map<String, String> headers) {
        HttpURLConnection connection = connection(path, atMost, headers);
        connect(connection);
        return connection;
    }

    /** Not yet connected. */
    private HttpURLConnection connection(String path, Duration atMost, Map<String, String> headers) {
        HttpURLConnection connection;
        try {
            // No proxy: the agent is on this machine, whatever the system's settings say.
            connection = (HttpURLConnection) endpoint.uri(path).toURL().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw notFermata(e);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) atMost.toMillis());
        headers.forEach(connection::setRequestProperty);
        endpoint.token().ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token));
        return connection;
    }

    private void connect(HttpURLConnection connection) {
        try {
            connection.connect();
        } catch (IOException e) {
            throw new ClientException(nobody(), e);
        }
    }

    /** The status of the answer, which is waited for. */
    private int status(HttpURLConnection connection) {
        try {
            return connection.getResponseCode();
        } catch (SocketTimeoutException e) {
            throw new ClientException("fermata at " + endpoint + " did not answer within "
                    + connection.getReadTimeout() / 1000 + " s", e);
        } catch (IOException e) {
            throw notFermata(e);
        }
    }

    private String body(int status, HttpURLConnection connection) {
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
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

    private Answer answer(int status, HttpURLConnection connection) {
        String body = body(status, connection);
        if (status / 100 != 2) {
            throw refusal(status, body);
        }
        Optional<Json> json = Json.parse(body).filter(Json::isObject);
        return new Answer(body, json.orElseThrow(() -> new ClientException(
                "what listens at " + endpoint + " is not fermata: its answer is not a JSON object")));
    }

    private ClientException refusal(int status, String body) {
        // The reason stands in "error", as text or as an object of its own.
        Json whole = Json.parse(body).orElse(new Json(null));
        Json detail = whole.get("error").isObject() ? whole.get("error") : whole;
        String message = detail.get("message").isThere() ? detail.get("message").text() : whole.get("error").text();
        if (status == 401 && message.isEmpty()) {
            // The JDK keeps the answer to itself when something was sent along.
            message = "fermata at " + endpoint + " wants another token";
        }
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
