package dev.fermata.control.http;

import static dev.fermata.control.http.JsonBody.bad;
import static dev.fermata.control.http.RequestFields.ACTION;
import static dev.fermata.control.http.RequestFields.ALL;
import static dev.fermata.control.http.RequestFields.CLIENT;
import static dev.fermata.control.http.RequestFields.KEYS;
import static dev.fermata.control.http.RequestFields.LANE;
import static dev.fermata.control.http.RequestFields.LEASE;
import static dev.fermata.control.http.RequestFields.MODE;
import static dev.fermata.control.http.RequestFields.REASON;
import static dev.fermata.control.http.RequestFields.SESSION;
import static dev.fermata.control.http.RequestFields.client;
import static dev.fermata.control.http.RequestFields.keys;
import static dev.fermata.control.http.RequestFields.lane;
import static dev.fermata.control.http.RequestFields.lease;
import static dev.fermata.control.http.RequestFields.mode;
import static dev.fermata.control.http.RequestFields.only;
import static dev.fermata.control.http.RequestFields.reason;
import static dev.fermata.control.http.RequestFields.words;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.AgentControl;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseControl.PauseRequest;
import dev.fermata.control.PauseResult;
import dev.fermata.control.Status;
import dev.fermata.control.StatusSource;
import dev.fermata.control.TooMuchException;
import dev.fermata.control.http.wire.Refusal;
import dev.fermata.control.http.wire.Request;
import dev.fermata.control.http.wire.Response;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What changes something: {@code POST /pause_control}, {@code /actions}, {@code /stop} and {@code
 * /start}, and {@code /pause_status} beside them. The first and the last two are the original
 * system's calls. Thread-safe.
 */
final class ControlEndpoints {
    private static final List<FieldSpec> PAUSE_FIELDS =
            List.of(SESSION, ACTION, CLIENT, REASON, LEASE, ALL, MODE);
    private static final List<FieldSpec> ACTION_FIELDS = List.of(SESSION, KEYS, LANE, CLIENT);
    private static final List<FieldSpec> PLAIN_FIELDS = List.of(SESSION, CLIENT, REASON);

    private final long sessionId;
    private final PauseMode defaultMode;
    private final PauseControl control;
    private final StatusSource source;
    private final Clock clock;
    private final StatusJson json;
    private final AtomicLong refusedActions = new AtomicLong();

    ControlEndpoints(ServerSettings settings, PauseControl control, StatusSource source, Clock clock) {
        this.sessionId = settings.sessionId();
        this.defaultMode = settings.defaultMode();
        this.control = control;
        this.source = source;
        this.clock = clock;
        this.json = new StatusJson(clock);
    }

    /** {@code POST /pause_control}. */
    Reply pauseControl(Request request) throws Refusal {
        JsonBody body = read(request, PAUSE_FIELDS);
        String action = body.text("action").orElseThrow();
        PauseRequest pause = new PauseRequest(client(body), reason(body), lease(body), mode(body));
        return switch (action) {
            case "pause", "toggle" -> {
                only(body, ALL, action, "resume");
                boolean waits = pause.mode().orElse(defaultMode) == PauseMode.GRACEFUL;
                yield new Reply(() -> paused(action, pause.withoutWaiting()),
                        waits ? Optional.of(() -> paused(action, pause)) : Optional.empty());
            }
            case "resume" -> {
                only(body, LEASE, action, "pause and toggle");
                only(body, MODE, action, "pause and toggle");
                yield Reply.atOnce(() -> result(action, asked(() ->
                        body.flag("all") ? control.resumeAll() : control.resume(pause.client()))));
            }
            default -> throw bad("unknown_action", "there is no such action", "action", ACTION.expected());
        };
    }

    private Response paused(String action, PauseRequest pause) throws Refusal {
        return result(action, asked(() -> action.equals("pause") ? control.pause(pause) : control.toggle(pause)));
    }

    /** {@code POST /pause_status}. */
    Response pauseStatus(Request request) throws Refusal {
        long begun = clock.nanos();
        read(request, List.of(SESSION));
        Status status = source.status();
        return Answers.json(200, out -> {
            state(out, status);
            Answers.millis(out, "took_ms", clock.nanos() - begun);
        });
    }

    /** {@code POST /actions}. */
    Response actions(Request request) throws Refusal {
        long begun = clock.nanos();
        JsonBody body = read(request, ACTION_FIELDS);
        Action action = keys(body.text("keys").orElseThrow());
        Lane lane = lane(body);
        String client = client(body);
        PauseControl.Submitted submitted = control.submit(client, action, lane);
        switch (submitted) {
            case FULL -> throw new Refusal(429, "buffer_full", "the buffer of waiting actions is full",
                    "fewer actions, or the end of the pause").with("refused", refusedActions.incrementAndGet())
                    .withHeader("Retry-After", "1");
            case NOT_RUNNING -> throw new Refusal(409, "not_running", "the schedule is not running",
                    "a running schedule: POST /start, or the toggle key")
                    .with("state", source.status().state().id());
            default -> {
                return Answers.json(202, out -> {
                    out.writeNumberField("sessionid", sessionId);
                    out.writeStringField("submitted", submitted.name().toLowerCase(Locale.ROOT));
                    out.writeStringField("client", client);
                    out.writeStringField("lane", lane.id());
                    Answers.millis(out, "took_ms", clock.nanos() - begun);
                });
            }
        }
    }

    /** {@code POST /stop}. */
    Response stop(Request request) throws Refusal {
        JsonBody body = read(request, PLAIN_FIELDS);
        String reason = words(body);
        long begun = clock.nanos();
        return changed(control.stop(reason), begun);
    }

    /** {@code POST /start}. */
    Response start(Request request) throws Refusal {
        JsonBody body = read(request, PLAIN_FIELDS);
        String reason = words(body);
        long begun = clock.nanos();
        AgentControl.Started started = asked(() -> control.start(reason));
        if (started.stoppedByPlayer().isPresent()) {
            String with = started.stoppedByPlayer().get();
            throw new Refusal(409, "stopped_by_player", "the player has stopped it with the " + with
                    + ", and what the player stopped only the player starts", "the player's toggle key")
                    .with("state", source.status().state().id()).with("stopped_with", with);
        }
        return changed(started.changed(), begun);
    }

    private static <T> T asked(Supplier<T> call) throws Refusal {
        try {
            return call.get();
        } catch (TooMuchException e) {
            Refusal refusal = switch (e.what()) {
                case HOLDS -> new Refusal(429, "too_many_holds", e.getMessage(),
                        "a pause when another client's has ended");
                case CHANGES -> new Refusal(429, "too_many_changes", e.getMessage(), "the same a little later");
            };
            throw refusal.withHeader("Retry-After", "1");
        }
    }

    /** Actions refused because the buffer was full. */
    long refusedActions() {
        return refusedActions.get();
    }

    private Response changed(boolean changed, long begun) {
        long took = clock.nanos() - begun;
        Status status = source.status();
        return Answers.json(200, out -> {
            state(out, status);
            out.writeBooleanField("changed", changed);
            Answers.millis(out, "took_ms", took);
        });
    }

    private Response result(String action, PauseResult result) {
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", sessionId);
            out.writeStringField("action", action);
            out.writeStringField("state", result.state().id());
            out.writeBooleanField("held", !result.holds().isEmpty());
            json.holds(out, result.holds(), clock.nanos());
            out.writeBooleanField("changed", result.changed());
            out.writeBooleanField("in_force", result.inForce());
            Answers.millis(out, "took_ms", result.tookNanos());
        });
    }

    private void state(JsonGenerator out, Status status) throws IOException {
        out.writeNumberField("sessionid", sessionId);
        out.writeStringField("state", status.state().id());
        out.writeBooleanField("held", status.held());
        json.holds(out, status.holds(), status.nowNanos());
    }

    private JsonBody read(Request request, List<FieldSpec> fields) throws Refusal {
        JsonBody body = JsonBody.read(request.body(), fields);
        OptionalLong session = body.integer("sessionid");
        if (session.isPresent() && session.getAsLong() != sessionId) {
            throw new Refusal(404, "unknown_session", "there is no session " + session.getAsLong()
                    + "; the running one is " + sessionId, "sessionid " + sessionId + ", or left out")
                    .with("known", sessionId);
        }
        return body;
    }
}
