package dev.fermata.control.http;

import static dev.fermata.control.http.JsonBody.bad;

import dev.fermata.control.http.wire.Refusal;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.model.Printable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields that requests may have, what they may hold, and how they are understood. */
final class RequestFields {
    /** Who pauses when the request does not say. */
    static final String DEFAULT_CLIENT = "http";
    static final Duration LONGEST_LEASE = Duration.ofDays(1);

    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_KEYS = 4_096;
    private static final Pattern CLIENT_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String LANES =
            Arrays.stream(Lane.values()).map(Lane::id).collect(Collectors.joining(", "));

    static final FieldSpec SESSION = FieldSpec.integer("sessionid", "the running session, or left out");
    static final FieldSpec ACTION = FieldSpec.text("action", "pause, resume or toggle").needed();
    static final FieldSpec CLIENT =
            FieldSpec.text("client", "1 to 64 letters, digits and . _ -");
    static final FieldSpec REASON =
            FieldSpec.text("reason", "at most " + LONGEST_REASON + " printable characters on one line");
    static final FieldSpec LEASE =
            FieldSpec.integer("lease_ms", "milliseconds from 1 to " + LONGEST_LEASE.toMillis());
    static final FieldSpec ALL = FieldSpec.flag("all");
    static final FieldSpec MODE = FieldSpec.text("mode", "immediate or graceful");
    static final FieldSpec KEYS = FieldSpec.text("keys", "a key sequence such as q,delay100,shift+w").needed();
    static final FieldSpec LANE = FieldSpec.text("lane", LANES);

    private RequestFields() {
    }

    static String client(JsonBody body) throws Refusal {
        String client = body.text("client").orElse(DEFAULT_CLIENT);
        if (!CLIENT_NAME.matcher(client).matches()) {
            throw bad("bad_value", "this is no name for a client", "client", CLIENT.expected());
        }
        return client;
    }

    static String reason(JsonBody body) throws Refusal {
        String reason = body.text("reason").orElse("");
        if (reason.length() > LONGEST_REASON || !reason.codePoints().allMatch(Printable::is)) {
            throw bad("bad_value", "this reason cannot be shown", "reason", REASON.expected());
        }
        return reason;
    }

    /** What a stop or start is put down to. */
    static String words(JsonBody body) throws Refusal {
        String who = Hold.API_PREFIX + client(body);
        String reason = reason(body);
        return reason.isEmpty() ? who : who + ": " + reason;
    }

    static Optional<Duration> lease(JsonBody body) throws Refusal {
        OptionalLong millis = body.integer("lease_ms");
        if (millis.isEmpty()) {
            return Optional.empty();
        }
        if (millis.getAsLong() < 1 || millis.getAsLong() > LONGEST_LEASE.toMillis()) {
            throw bad("out_of_range", "a lease cannot last that long", "lease_ms", LEASE.expected());
        }
        return Optional.of(Duration.ofMillis(millis.getAsLong()));
    }

    static Optional<PauseMode> mode(JsonBody body) throws Refusal {
        Optional<String> name = body.text("mode");
        for (PauseMode mode : PauseMode.values()) {
            if (name.isPresent() && mode.id().equals(name.get())) {
                return Optional.of(mode);
            }
        }
        if (name.isPresent()) {
            throw bad("bad_value", "there is no such mode", "mode", MODE.expected());
        }
        return Optional.empty();
    }

    static Lane lane(JsonBody body) throws Refusal {
        String name = body.text("lane").orElse(Lane.NORMAL.id());
        for (Lane lane : Lane.values()) {
            if (lane.id().equals(name)) {
                return lane;
            }
        }
        throw bad("bad_value", "there is no such lane", "lane", LANES);
    }

    static Action keys(String text) throws Refusal {
        if (text.length() > LONGEST_KEYS) {
            throw bad("bad_value", "the sequence is too long", "keys", "at most " + LONGEST_KEYS + " characters");
        }
        ActionSyntax.Parsed parsed = ActionSyntax.parse(text);
        if (parsed.action().isEmpty()) {
            List<String> problems = parsed.problems().stream().limit(20)
                    .map(problem -> "at " + problem.offset() + ": " + problem.problem()).toList();
            throw bad("bad_keys", parsed.problems().get(0).problem(), "keys", KEYS.expected())
                    .with("problems", problems);
        }
        // A delay of its own in the emergency lane would keep everything else waiting.
        if (parsed.action().get().keys().isEmpty()) {
            throw bad("bad_keys", "nothing would be pressed", "keys", "at least one key, e.g. q,delay100,w");
        }
        return parsed.action().get();
    }

    static void only(JsonBody body, FieldSpec field, String action, String where) throws Refusal {
        if (body.has(field.name())) {
            throw bad("field_does_not_apply", "the field " + field.name() + " has no meaning with " + action,
                    field.name(), "the field " + field.name() + " with " + where + " only");
        }
    }
}
