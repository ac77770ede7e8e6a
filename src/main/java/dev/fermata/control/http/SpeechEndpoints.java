package dev.fermata.control.http;

import static dev.fermata.control.http.RequestFields.CLIENT;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.control.SpeechControl;
import dev.fermata.model.Hold;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.ViewerAct;
import dev.fermata.model.VoiceFigures;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What is spoken: {@code POST /say}, {@code GET /speech} and {@code DELETE /speech/{id}}. The first request has what
 * speaks made. Thread-safe.
 */
final class SpeechEndpoints {
    /** What the path of an item begins with; its number follows. */
    static final String ITEMS = "/speech/";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final RequestReader requests;
    private final Supplier<Optional<SpeechControl>> speech;
    private final Clock clock;

    /** @param speech gives what speaks; empty where the settings want none */
    SpeechEndpoints(RequestReader requests, Supplier<Optional<SpeechControl>> speech, Clock clock) {
        this.requests = requests;
        this.speech = speech;
        this.clock = clock;
    }

    /** Adds what clients ask for. */
    void addTo(Routes routes) {
        routes.quickPost("/say", this::say)
                .get("/speech", request -> status()).sharedAt("/speech")
                .quickDelete(ITEMS + "{name}", this::drop);
    }

    private SpeechControl speech() throws Refusal {
        return speech.get().orElseThrow(() -> new Refusal(409, "speech_off", "nothing is spoken: speech.engine is off",
                "the setting speech.engine = system, and a new start"));
    }

    private Response say(Request request) throws Refusal {
        long begun = clock.nanos();
        JsonBody body = requests.read(request, RequestFields.SAY_REQUEST);
        SpeechControl speaker = speech();
        SpeechAnswer answer = Answers.asked(() -> speaker.say(wanted(body, body.get(CLIENT))));
        if (answer.refusal().isPresent()) {
            throw refusal(answer.refusal().get());
        }
        return Answers.json(202, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeNumberField("id", answer.id());
            out.writeBooleanField("merged", answer.merged());
            Answers.millis(out, "took_ms", clock.nanos() - begun);
        });
    }

    /** What a body asks to be spoken. */
    static SpeechControl.Wanted wanted(JsonBody body, String client) {
        Optional<ViewerAct> act = body.find(RequestFields.KIND).map(kind -> new ViewerAct(kind,
                body.get(RequestFields.COINS), body.get(RequestFields.LEVEL), body.get(RequestFields.ACTIVITY)));
        return new SpeechControl.Wanted(body.get(RequestFields.TEXT), body.find(RequestFields.PRIORITY), act,
                body.get(RequestFields.ON_INTERRUPTION) == RequestFields.OnInterruption.RESUME,
                Duration.ofMillis(body.get(RequestFields.EXPIRES)), Hold.API_PREFIX + client);
    }

    static Refusal refusal(SpeechAnswer.Refusal why) {
        return switch (why) {
            case FULL -> new Refusal(429, "speech_full", "as many texts wait as may, none of them less important",
                    "the same a little later, or a better priority").withHeader("Retry-After", "5");
            case NOT_RUNNING -> new Refusal(409, "not_running", "nothing is spoken while the schedule is not running",
                    "a running schedule: POST /start, or the toggle key");
            case EMPTY -> JsonBody.bad("bad_value", "there is nothing in this text to say", "text",
                    "a text with a letter or a digit");
            case TOO_LONG -> JsonBody.bad("bad_value", "this text is too long", "text", "at most 1000 characters");
        };
    }

    private Response status() throws Refusal {
        SpeechControl speaker = speech();
        SpeechStatus status = speaker.status();
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeStringField("state", status.state().id());
            if (status.silent().isPresent()) {
                out.writeStringField("silent", status.silent().get());
            }
            out.writeStringField("voice", status.voice());
            out.writeStringField("device", status.device());
            out.writeFieldName("playing");
            if (status.playing().isPresent()) {
                item(out, status.playing().get());
            } else {
                out.writeNull();
            }
            out.writeArrayFieldStart("waiting");
            for (SpeechStatus.Item item : status.waiting()) {
                item(out, item);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("ended");
            for (SpeechStatus.Ended ended : status.ended()) {
                out.writeStartObject();
                out.writeNumberField("id", ended.id());
                Answers.value(out, "text", ended.text());
                out.writeStringField("outcome", ended.outcome());
                Answers.value(out, "reason", ended.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            counts(out, "counts", status.counts());
            counts(out, "refused", status.refused());
            out.writeArrayFieldStart("voices");
            for (VoiceFigures figures : speaker.voices()) {
                voice(out, figures);
            }
            out.writeEndArray();
        });
    }

    private static void voice(JsonGenerator out, VoiceFigures figures) throws IOException {
        out.writeStartObject();
        Answers.value(out, "name", figures.name());
        out.writeStringField("server", figures.server());
        out.writeNumberField("asked", figures.asked());
        out.writeNumberField("made", figures.made());
        counts(out, "failed", figures.failed());
        Answers.millis(out, "mean_ms", figures.meanNanos());
        Answers.millis(out, "rest_ms", figures.restNanos());
        out.writeEndObject();
    }

    private static void item(JsonGenerator out, SpeechStatus.Item item) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", item.id());
        Answers.value(out, "text", item.text());
        out.writeNumberField("priority", item.priority().number());
        out.writeStringField("priority_name", item.priority().id());
        out.writeStringField("from", item.from());
        Answers.millis(out, "position_ms", item.positionNanos());
        Answers.millis(out, "length_ms", item.lengthNanos());
        out.writeNumberField("repeats", item.repeats());
        out.writeNumberField("interruptions", item.interruptions());
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, Map<String, Long> counts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            out.writeNumberField(each.getKey(), each.getValue());
        }
        out.writeEndObject();
    }

    private Response drop(Request request) throws Refusal {
        String number = request.name(ITEMS);
        boolean dropped = NUMBER.matcher(number).matches()
                && speech().drop(Long.parseLong(number), "skipped by " + Hold.API_PREFIX
                        + RequestFields.DEFAULT_CLIENT);
        if (!dropped) {
            throw new Refusal(404, "unknown_item", "nothing of this number is spoken or waits",
                    "the id of an item that GET /speech lists as playing or waiting");
        }
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeNumberField("id", Long.parseLong(number));
            out.writeBooleanField("dropped", true);
        });
    }
}
