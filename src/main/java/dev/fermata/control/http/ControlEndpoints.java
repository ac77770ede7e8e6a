package dev.fermata.control.http;

import static dev.fermata.control.http.RequestFields.ALL;
import static dev.fermata.control.http.RequestFields.CLIENT;
import static dev.fermata.control.http.RequestFields.LEASE;
import static dev.fermata.control.http.RequestFields.MODE;
import static dev.fermata.control.http.RequestFields.SCOPE;
import static dev.fermata.control.http.RequestFields.only;
import static dev.fermata.control.http.RequestFields.words;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.AgentControl;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseControl.PauseRequest;
import dev.fermata.control.PauseResult;
import dev.fermata.control.Status;
import dev.fermata.control.StatusSource;
import dev.fermata.control.http.RequestFields.Verb;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What changes something: {@code POST /pause_control}, {@code /actions}, {@code /stop} and {@code
 * /start}, and {@code /pause_status} beside them. The first and the last two are the original
 * system's calls. Thread-safe.
 */
final class ControlEndpoints {
    private final RequestReader requests;
    private final PauseMode defaultMode;
    private final PauseControl control;
    private final StatusSource source;
    private final Clock clock;
    private final StatusJson json;
    private final AtomicLong refusedActions = new AtomicLong();

    /** @param defaultMode of pauses that do not say */
    ControlEndpoints(RequestReader requests, PauseMode defaultMode, PauseControl control, StatusSource source,
            Clock clock) {
        this.requests = requests;
        this.defaultMode = defaultMode;
        this.control = control;
        this.source = source;
        this.clock = clock;
        this.json = new StatusJson(clock);
    }

    /** Adds what clients ask for. */
    void addTo(Routes routes) {
        routes.post("/pause_control", this::pauseControl)
                .quickPost("/pause_status", this::pauseStatus)
                .post("/actions", this::actions)
                .quickPost("/stop", this::stop)
                .quickPost("/start", this::start);
    }

    /** {@code POST /pause_control}. */
    Reply pauseControl(Request request) throws Refusal {
        JsonBody body = requests.read(request, RequestFields.PAUSE_REQUEST);
        Verb action = body.get(RequestFields.ACTION);
        PauseRequest pause = new PauseRequest(body.get(CLIENT), body.get(RequestFields.REASON),
                body.find(LEASE).map(Duration::ofMillis), body.find(MODE), body.get(SCOPE));
        return switch (action) {
            case PAUSE, TOGGLE -> {
                only(body, ALL, action, "resume");
                boolean waits = pause.mode().orElse(defaultMode) == PauseMode.GRACEFUL;
                yield waits ? Reply.patient(() -> paused(action, pause.withoutWaiting()), () -> paused(action, pause))
                        : Reply.atOnce(() -> paused(action, pause.withoutWaiting()));
            }
            case RESUME -> {
                only(body, LEASE, action, "pause and toggle");
                only(body, MODE, action, "pause and toggle");
                only(body, SCOPE, action, "pause and toggle");
                yield Reply.atOnce(() -> result(action, Answers.asked(() ->
                        body.get(ALL) ? control.resumeAll() : control.resume(pause.client()))));
            }
        };
    }

    private Response paused(Verb action, PauseRequest pause) throws Refusal {
        return result(action, Answers.asked(() -> action == Verb.PAUSE ? control.pause(pause) : control.toggle(pause)));
    }

    /** {@code POST /pause_status}. */
    Response pauseStatus(Request request) throws Refusal {
        long begun = clock.nanos();
        requests.read(request, RequestFields.SESSION_REQUEST);
        Status status = source.status();
        return Answers.json(200, out -> {
            state(out, status);
            Answers.millis(out, "took_ms", clock.nanos() - begun);
        });
    }

    /** {@code POST /actions}. */
    Reply actions(Request request) throws Refusal {
        long begun = clock.nanos();
        JsonBody body = requests.readLong(request, RequestFields.ACTION_REQUEST);
        if (body.has(TakeFields.TAKE)) {
            return Reply.slow(() -> submitted(body, RequestFields.action(body), begun));
        }
        Response response = submitted(body, RequestFields.action(body), begun);
        return Reply.atOnce(() -> response);
    }

    private Response submitted(JsonBody body, Action action, long begun) throws Refusal {
        Lane lane = body.get(RequestFields.LANE);
        String client = body.get(CLIENT);
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
                    out.writeNumberField("sessionid", requests.sessionId());
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
        JsonBody body = requests.read(request, RequestFields.REASON_REQUEST);
        String reason = words(body);
        long begun = clock.nanos();
        return changed(control.stop(reason), begun);
    }

    /** {@code POST /start}. */
    Response start(Request request) throws Refusal {
        JsonBody body = requests.read(request, RequestFields.REASON_REQUEST);
        String reason = words(body);
        long begun = clock.nanos();
        AgentControl.Started started = Answers.asked(() -> control.start(reason));
        if (started.stoppedByPlayer().isPresent()) {
            String with = started.stoppedByPlayer().get();
            throw new Refusal(409, "stopped_by_player", "the player has stopped it with the " + with
                    + ", and what the player stopped only the player starts", "the player's toggle key")
                    .with("state", source.status().state().id()).with("stopped_with", with);
        }
        return changed(started.changed(), begun);
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

    private Response result(Verb action, PauseResult result) {
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeStringField("action", action.id());
            out.writeStringField("state", result.state().id());
            out.writeBooleanField("held", !result.holds().isEmpty());
            json.holds(out, result.holds(), clock.nanos());
            out.writeBooleanField("changed", result.changed());
            out.writeBooleanField("in_force", result.inForce());
            Answers.millis(out, "took_ms", result.tookNanos());
        });
    }

    private void state(JsonGenerator out, Status status) throws IOException {
        out.writeNumberField("sessionid", requests.sessionId());
        out.writeStringField("state", status.state().id());
        out.writeBooleanField("held", status.held());
        json.holds(out, status.holds(), status.nowNanos());
    }
}
