package dev.fermata.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.Sensor;
import dev.fermata.control.Looking;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /screen.png}, and what sensors see in such a picture. Only for a page of the agent's own: a picture of the
 * screen may show anything. Captures the screen and reads files, so never on the server's thread. Thread-safe.
 */
final class LookEndpoints {
    private final RequestReader requests;
    private final Looking looking;

    LookEndpoints(RequestReader requests, Looking looking) {
        this.requests = requests;
        this.looking = looking;
    }

    /** What is asked for, or refused. */
    private interface Work<T> {
        T done() throws NotDoneException, Looking.BlindException, Refusal;
    }

    /** {@code GET /screen.png?profile=NAME}. */
    Response picture(Request request) throws Refusal {
        Guard.requirePage(request);
        String name = "profile=";
        if (!request.query().startsWith(name) || request.query().length() == name.length()) {
            throw JsonBody.bad("missing_field", "no profile is named", "profile", "/screen.png?profile=NAME");
        }
        String profile = Request.decoded(request.query().substring(name.length()));
        Looking.Shot shot = asked(() -> looking.shoot(profile));
        // No answer of ours is kept by anybody unless it says so; this one says that it is not.
        return Response.of(200, "image/png", shot.png()).with(Map.of("Cache-Control", "no-store",
                "Fermata-Picture", Long.toString(shot.id()), "Fermata-Shows", shot.isWindow() ? "window" : "screen"));
    }

    /** {@code POST /profiles/{name}/reading}. */
    Response read(Request request) throws Refusal {
        Guard.requireOrigin(request);
        JsonBody body = requests.read(request, LookFields.READING_REQUEST);
        return seen(asked(() -> looking.read(request.name(StudioEndpoints.PROFILES), draft(body))));
    }

    /** {@code POST /profiles/{name}/learn}. */
    Response learn(Request request) throws Refusal {
        Guard.requireOrigin(request);
        JsonBody body = requests.read(request, LookFields.LEARN_REQUEST);
        LookFields.Look look = body.get(LookFields.LOOK);
        if (!looks(body.get(LookFields.KIND)).contains(look)) {
            throw JsonBody.bad("field_does_not_apply", "such a sensor has no such look", "look", "a look of its kind");
        }
        Looking.Lecture lecture = new Looking.Lecture(look.name().toLowerCase(Locale.ROOT), body.get(LookFields.SHOWN));
        return seen(asked(() -> looking.learn(request.name(StudioEndpoints.PROFILES), draft(body), lecture)));
    }

    private static List<LookFields.Look> looks(Sensor.Kind kind) {
        return switch (kind) {
            case PIXEL -> List.of();
            case ICON -> List.of(LookFields.Look.READY, LookFields.Look.COOLING);
            case BAR -> List.of(LookFields.Look.FULL, LookFields.Look.EMPTY);
            case ORB -> List.of(LookFields.Look.FULL, LookFields.Look.EMPTY, LookFields.Look.VALUE);
            case DIGITS -> List.of(LookFields.Look.GLYPHS);
        };
    }

    private static Looking.Draft draft(JsonBody body) throws Refusal {
        List<Integer> region = body.get(LookFields.REGION);
        return new Looking.Draft(body.get(LookFields.PICTURE), body.get(LookFields.SENSOR), body.get(LookFields.KIND),
                new Sensor.Region(region.get(0), region.get(1), region.get(2), region.get(3)),
                body.get(LookFields.GROWS), LookFields.colour(body.get(LookFields.COLOUR)),
                body.get(LookFields.TOLERANCE).intValue());
    }

    private static Response seen(Looking.Seen seen) {
        return Answers.json(200, json -> {
            json.writeStringField("state", seen.value().isPresent() ? "known" : "unknown");
            if (seen.value().isPresent()) {
                value(json, seen.value().get());
            } else {
                json.writeStringField("why", seen.why());
            }
            if (seen.maximum().isPresent()) {
                json.writeNumberField("maximum", Math.round(seen.maximum().getAsDouble()));
            }
            json.writeNumberField("confidence", Math.round(100 * seen.confidence()) / 100.0);
            json.writeStringField("colour", String.format("#%06x", seen.colour()));
            Sensor.Region region = seen.inProfile();
            json.writeFieldName("region");
            json.writeArray(new int[] {region.x(), region.y(), region.width(), region.height()}, 0, 4);
            Answers.value(json, "looks", seen.looks());
            if (seen.file().isPresent()) {
                json.writeStringField("learned", seen.learned());
                json.writeStringField("file", seen.file().get().toString());
            }
        });
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        json.writeFieldName("value");
        if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }

    private static <T> T asked(Work<T> work) throws Refusal {
        try {
            return work.done();
        } catch (NotDoneException e) {
            throw StudioEndpoints.refusal(e);
        } catch (Looking.BlindException e) {
            throw e.isGone() ? new Refusal(409, "picture_gone", e.getMessage(), "a new one from GET /screen.png")
                    : new Refusal(409, "nothing_seen", e.getMessage(), "the game's window on the screen, not covered");
        }
    }
}
