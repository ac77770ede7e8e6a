package dev.fermata.control.client;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.user.Owner;
import dev.fermata.user.RunToken;
import dev.fermata.user.SocketOwners;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks a running agent over its HTTP API. Every method waits for the answer, and throws a
 * {@link ClientException} with a message for people when there is none or it is a refusal. One
 * thread at a time.
 *
 * <p>Nothing is said to a program of this machine before it is known to be the user's own: by the owner of its
 * socket or, where the system does not tell, by its knowing the secret in the agent's file. So whoever has taken
 * the agent's port gets no token.
 */
public final class AgentClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration BEFORE_RECONNECTING = Duration.ofMillis(250);
    /** An agent that lives sends something, if only a comment, well within this time. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** No answer is longer, whoever gives it. */
    private static final int MOST_BYTES = 4_000_000;
    /** How often, and how long in between, it is looked whether a connection has been taken: two seconds. */
    private static final int LOOKS = 200;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final byte[] NOTHING = {};

    private final Endpoint endpoint;
    private final Duration patience;
    private final SocketOwners owners;

    /** @param patience how long an answer may take */
    public AgentClient(Endpoint endpoint, Duration patience) {
        this(endpoint, patience, SocketOwners.forFewQuestions());
    }

    /** @param owners tells whose the agent's end of a connection is */
    AgentClient(Endpoint endpoint, Duration patience, SocketOwners owners) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.owners = owners;
    }

    /** An answer: as it came, and read. */
    public record Answer(String body, Node json) {
    }

    /** Asks for something to look at. */
    public Answer get(String path) {
        return ask("GET", path, Map.of("Accept", "application/json"), NOTHING);
    }

    /** Asks for something to be done; never twice, whatever becomes of the connection. */
    public Answer post(String path, Map<String, ?> body) {
        return ask("POST", path, Map.of("Accept", "application/json", "Content-Type", "application/json"),
                Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private Answer ask(String method, String path, Map<String, String> headers, byte[] content) {
        try (Call call = connect()) {
            int status = send(call, method, path, headers, content, patience);
            String body = body(call);
            if (status / 100 != 2) {
                throw refusal(status, body);
            }
            return new Answer(body, object(body));
        }
    }

    /**
     * Hands on the agent's events, each as a line of JSON, until the agent ends. A connection that
     * breaks while the agent lives is made again, and goes on after the last event that came.
     */
    public void events(Consumer<String> sink) {
        EventStreamReader stream = new EventStreamReader(sink);
        boolean connected = false;
        while (true) {
            try (Call call = connect()) {
                Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/event-stream"));
                stream.lastId().ifPresent(id -> headers.put("Last-Event-ID", id));
                int status = send(call, "GET", "/events", headers, NOTHING, SILENCE);
                if (status != 200) {
                    throw new Refused(refusal(status, body(call)));
                }
                connected = true;
                stream.read(new BufferedReader(new InputStreamReader(call.body(), StandardCharsets.UTF_8)));
            } catch (Refused e) {
                throw e.why;
            } catch (ClientException e) {
                if (connected) {
                    return;
                }
                throw e;
            } catch (IOException e) {
                // Broken off: the next round finds out whether the agent is still there.
            }
            LockSupport.parkNanos(BEFORE_RECONNECTING.toNanos());
        }
    }

    /** An agent that is there and says no. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final ClientException why;

        Refused(ClientException why) {
            super(why);
            this.why = why;
        }
    }

    /** A connection to a program that may be told a secret. */
    private Call connect() {
        Call call;
        try {
            call = Call.to(endpoint, CONNECT);
        } catch (IOException e) {
            throw new ClientException(nobody(), e);
        }
        try {
            requireOurs(call);
            return call;
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private void requireOurs(Call call) {
        boolean loopback = call.server().local().getAddress().isLoopbackAddress();
        switch (owner(call)) {
            case SOMEBODY_ELSE -> throw new ClientException("what listens at " + endpoint + " belongs to another"
                    + " user of this machine, and was told nothing; start your fermata with another --port");
            case NOBODY -> throw endpoint.pid().isPresent() ? new ClientException(nobody())
                    : notFermata(new IOException("nothing takes the connection"));
            case UNKNOWN -> {
                if (loopback) {
                    requireProof(call);
                }
            }
            default -> {
                // Ours, or on another machine that the user named.
            }
        }
    }

    /** Waits until somebody has taken the connection. */
    private Owner owner(Call call) {
        Owner owner = owners.ownerOf(call.server());
        // A program that speaks first is no agent, and has had the connection in its hands.
        for (int i = 1; i < LOOKS && owner == Owner.NOBODY && !call.hasSpoken(); i++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            owner = owners.ownerOf(call.server());
        }
        return owner;
    }

    private void requireProof(Call call) {
        if (token().isEmpty()) {
            return;
        }
        RunToken secret = endpoint.runToken().orElseThrow(() -> new ClientException("whether what listens at "
                + endpoint + " is your fermata cannot be told, so it was not sent the token; no running fermata has"
                + " left its agent.json with this port"));
        RunToken question = RunToken.random();
        int status = send(call, "GET", "/proof?question=" + question.text(), Map.of(), NOTHING, patience,
                Optional.empty());
        String proof = Json.parse(body(call)).orElse(Node.of(null)).get("proof").text();
        if (status != 200 || !proof.equals(secret.proof(question, endpoint.port()))) {
            throw new ClientException("what listens at " + endpoint + " is not the fermata that is running"
                    + " here, and was told nothing; start your fermata with another --port");
        }
    }

    private Optional<String> token() {
        return endpoint.token().or(() -> endpoint.runToken().map(RunToken::text));
    }

    private int send(Call call, String method, String path, Map<String, String> headers, byte[] content,
            Duration within) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Connection", "close");
        return send(call, method, path, all, content, within, token());
    }

    private int send(Call call, String method, String path, Map<String, String> headers, byte[] content,
            Duration within, Optional<String> token) {
        Map<String, String> all = new HashMap<>(headers);
        token.ifPresent(text -> all.put("Authorization", "Bearer " + text));
        try {
            return call.send(method, path, all, content, within);
        } catch (SocketTimeoutException e) {
            throw new ClientException("fermata at " + endpoint + " did not answer within "
                    + within.toSeconds() + " s", e);
        } catch (IOException e) {
            throw notFermata(e);
        }
    }

    private String body(Call call) {
        try {
            return new String(call.body().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw notFermata(e);
        }
    }

    private Node object(String body) {
        return Json.parse(body).filter(Node::isObject).orElseThrow(() -> new ClientException(
                "what listens at " + endpoint + " is not fermata: its answer is not a JSON object"));
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

    private ClientException refusal(int status, String body) {
        // The reason stands in "error", as text or as an object of its own.
        Node whole = Json.parse(body).orElse(Node.of(null));
        Node detail = whole.get("error").isObject() ? whole.get("error") : whole;
        String message = detail.get("message").isThere() ? detail.get("message").text() : whole.get("error").text();
        if (message.isEmpty()) {
            return new ClientException("what listens at " + endpoint + " refused with HTTP status " + status
                    + " and no reason; is it fermata?");
        }
        String expected = detail.get("expected").text();
        String hint = status == 401 && endpoint.token().isEmpty()
                ? "; give the agent's token with --token or FERMATA_TOKEN" : "";
        String problems = detail.get("problems").text();
        return new ClientException(message + (expected.isEmpty() ? "" : "; expected " + expected) + hint
                + (problems.isEmpty() ? "" : System.lineSeparator() + problems));
    }
}
