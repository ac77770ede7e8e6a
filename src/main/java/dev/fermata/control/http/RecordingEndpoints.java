package dev.fermata.control.http;

import static dev.fermata.control.http.RequestFields.CLIENT;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.RecordingControl;
import dev.fermata.control.RecordingControl.News;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.RecordingStatus;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Recording what the player does: {@code POST /recording}, {@code /recording/news} and {@code /recording/end}. The
 * first has what records made. Thread-safe.
 */
final class RecordingEndpoints {
    private final RequestReader requests;
    private final Supplier<RecordingControl> recordings;
    private final Clock clock;

    RecordingEndpoints(RequestReader requests, Supplier<RecordingControl> recordings, Clock clock) {
        this.requests = requests;
        this.recordings = recordings;
        this.clock = clock;
    }

    /** Adds what clients ask for. */
    void addTo(Routes routes) {
        routes.slowPost("/recording", this::begin)
                .get("/recording", request -> status())
                .quickPost("/recording/news", request -> news(request, false))
                .slowPost("/recording/end", request -> news(request, true));
    }

    private Response begin(Request request) throws Refusal {
        JsonBody body = requests.read(request, RecordingFields.BEGIN_REQUEST);
        Set<Key> keys = keys(body);
        boolean pointer = body.get(RecordingFields.POINTER);
        if (keys.isEmpty() && !pointer) {
            throw JsonBody.bad("bad_value", "it is not said what to record", "keys",
                    "keys, all_keys or pointer");
        }
        if (pointer) {
            keys.add(Key.WHEEL_UP);
            keys.add(Key.WHEEL_DOWN);
        }
        RecordingControl control = recordings.get();
        Optional<RecordingControl.Begun> begun;
        try {
            begun = control.begin(new RecordingControl.Request(keys, pointer,
                    Duration.ofMillis(body.get(RecordingFields.LEASE)), Hold.API_PREFIX + body.get(CLIENT)));
        } catch (IllegalStateException e) {
            throw new Refusal(409, "not_recorded", e.getMessage(), "a recording without that");
        }
        if (begun.isEmpty()) {
            throw new Refusal(409, "recording", "something is recorded already"
                    + control.status().map(each -> " for " + each.by()).orElse(""), "the same when that has ended");
        }
        return Answers.json(201, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeStringField("recording", begun.get().id());
        });
    }

    private static Set<Key> keys(JsonBody body) throws Refusal {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        if (body.get(RecordingFields.ALL_KEYS)) {
            keys.addAll(EnumSet.complementOf(EnumSet.range(Key.MOUSE_LEFT, Key.WHEEL_DOWN)));
        }
        for (String name : body.get(RecordingFields.KEYS).split(",", -1)) {
            Set<Key> found = Key.findAll(name);
            if (found.isEmpty() && !body.get(RecordingFields.KEYS).isBlank()) {
                throw JsonBody.bad("bad_value", "'" + name.strip() + "' is not a key", "keys",
                        RecordingFields.KEYS.type().expected());
            }
            keys.addAll(found);
        }
        return keys;
    }

    private Response news(Request request, boolean end) throws Refusal {
        JsonBody body = requests.read(request, RecordingFields.RECORDING_REQUEST);
        String id = body.get(RecordingFields.RECORDING);
        RecordingControl control = recordings.get();
        News news = (end ? control.end(id) : control.news(id)).orElseThrow(() -> new Refusal(404, "unknown_recording",
                "there is no such recording, or not any more", "what POST /recording has answered"));
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeNumberField("now_us", news.nowMicros());
            out.writeArrayFieldStart("lines");
            for (String line : news.lines()) {
                out.writeString(line);
            }
            out.writeEndArray();
            if (news.ended().isPresent()) {
                out.writeStringField("ended", news.ended().get());
            }
        });
    }

    /** Writes what is recorded now into a status. */
    static void write(JsonGenerator json, RecordingStatus recording, Clock clock) throws IOException {
        json.writeObjectFieldStart("recording");
        json.writeStringField("client", recording.by());
        json.writeStringField("what", recording.what());
        json.writeNumberField("strokes", recording.strokes());
        json.writeStringField("since", StatusJson.wall(clock.wallTime(recording.sinceNanos())));
        json.writeEndObject();
    }

    private Response status() {
        Optional<RecordingStatus> status = recordings.get().status();
        long now = clock.nanos();
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeBooleanField("recording", status.isPresent());
            if (status.isPresent()) {
                out.writeStringField("client", status.get().by());
                out.writeStringField("what", status.get().what());
                out.writeNumberField("strokes", status.get().strokes());
                Answers.millis(out, "since_ms", now - status.get().sinceNanos());
            }
        });
    }
}
