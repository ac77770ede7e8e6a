package dev.fermata.control.http;

import static dev.fermata.control.http.RequestFields.CLIENT;
import static dev.fermata.control.http.RequestFields.words;

import dev.fermata.control.PlayControl;
import dev.fermata.control.PlayControl.Used;
import dev.fermata.model.Hold;
import dev.fermata.model.NearestName;
import dev.fermata.model.Turn;
import dev.fermata.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What changes what is played: {@code POST /skills/{name}} and {@code /profile}; and {@code /quit}, which ends the
 * program. Thread-safe.
 */
final class PlayEndpoints {
    /** What the path of a skill begins with; its name follows, percent-encoded. */
    static final String SKILLS = "/skills/";

    private final RequestReader requests;
    private final PlayControl play;
    private final Clock clock;

    PlayEndpoints(RequestReader requests, PlayControl play, Clock clock) {
        this.requests = requests;
        this.play = play;
        this.clock = clock;
    }

    /** Adds what clients ask for. */
    void addTo(Routes routes) {
        routes.quickPost("/quit", this::quit)
                .quickPost("/profile", this::profile)
                .quickPost(SKILLS + "{name}", this::skill);
    }

    /** {@code POST /skills/{name}}. */
    Response skill(Request request) throws Refusal {
        long begun = clock.nanos();
        JsonBody body = requests.read(request, RequestFields.SKILL_REQUEST);
        String name = request.name(SKILLS);
        Turn turn = body.get(RequestFields.TURN);
        Optional<Boolean> isOn = Answers.asked(() -> play.turn(name, turn, Hold.API_PREFIX + body.get(CLIENT)));
        if (isOn.isEmpty()) {
            List<String> there = play.skills();
            List<String> near = NearestName.among(there, name);
            throw new Refusal(404, "unknown_skill", "the profile has no skill of this name"
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"),
                    "one of its skills").with("skills", there);
        }
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeStringField("skill", name);
            out.writeBooleanField("enabled", isOn.get());
            Answers.millis(out, "took_ms", clock.nanos() - begun);
        });
    }

    /** {@code POST /profile}. */
    Response profile(Request request) throws Refusal {
        long begun = clock.nanos();
        JsonBody body = requests.read(request, RequestFields.PROFILE_REQUEST);
        Used used = Answers.asked(() -> play.use(body.get(RequestFields.PROFILE), Hold.API_PREFIX + body.get(CLIENT)));
        if (used.name().isEmpty()) {
            throw new Refusal(422, "profile_refused", "this profile cannot be used; the one before goes on",
                    "a profile that 'fermata check' passes, by the name that 'fermata profiles' lists")
                    .with("problems", used.problems());
        }
        return Answers.json(200, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeStringField("profile", used.name().get());
            Answers.millis(out, "took_ms", clock.nanos() - begun);
        });
    }

    /** {@code POST /quit}. The server's end waits for the answer. */
    Response quit(Request request) throws Refusal {
        String reason = words(requests.read(request, RequestFields.REASON_REQUEST));
        play.quit(reason);
        return Answers.json(202, out -> {
            out.writeNumberField("sessionid", requests.sessionId());
            out.writeBooleanField("quitting", true);
        });
    }
}
