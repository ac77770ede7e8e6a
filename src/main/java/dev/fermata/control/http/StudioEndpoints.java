package dev.fermata.control.http;

import dev.fermata.config.Schema;
import dev.fermata.config.profile.Change;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.ProfileEditor;
import dev.fermata.config.profile.TextEdit;
import dev.fermata.control.Preview;
import dev.fermata.control.Studio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /profiles} and what belongs to them. Reads and writes files, so never on the server's thread. Thread-safe. */
final class StudioEndpoints {
    /** What the path of a profile begins with; its name follows, percent-encoded. */
    static final String PROFILES = "/profiles/";
    /** What the path of a deleted one begins with. */
    static final String TRASH = "/trash/";

    private final RequestReader requests;
    private final Studio studio;

    StudioEndpoints(RequestReader requests, Studio studio) {
        this.requests = requests;
        this.studio = studio;
    }

    /** What the studio does, or does not do. */
    private interface Work<T> {
        T done() throws NotDoneException, Refusal;
    }

    /** {@code GET /profiles}. */
    Response list() throws Refusal {
        List<Studio.Listed> all = studio.list();
        List<?> trash = asked(studio::trashed).stream().map(StudioJson::trashed).toList();
        return Answers.json(200, out -> {
            out.writeStringField("folder", studio.folder().toString());
            if (studio.played().isPresent()) {
                Answers.value(out, "playing", StudioJson.playing(studio.played().get()));
            }
            Answers.value(out, "profiles", all.stream().map(StudioJson::listed).toList());
            Answers.value(out, "trash", trash);
        });
    }

    /** {@code GET /profiles/{name}}. */
    Response read(Request request) throws Refusal {
        String name = request.name(PROFILES);
        return Answers.json(200, StudioJson.shown(asked(() -> studio.read(name))));
    }

    /** {@code POST /profiles/{name}}. */
    Response save(Request request) throws Refusal {
        JsonBody body = written(request, StudioFields.SAVE_REQUEST);
        return saved(() -> studio.save(request.name(PROFILES), body.get(StudioFields.TEXT),
                body.find(StudioFields.VERSION)));
    }

    /** {@code POST /profiles/{name}/new}. */
    Response make(Request request) throws Refusal {
        JsonBody body = written(request, StudioFields.NEW_REQUEST);
        return made(() -> studio.make(request.name(PROFILES), body.find(StudioFields.FROM)));
    }

    /** {@code POST /profiles/{name}/copy}. */
    Response copy(Request request) throws Refusal {
        JsonBody body = written(request, StudioFields.COPY_REQUEST);
        return made(() -> studio.make(body.get(StudioFields.TO), Optional.of(request.name(PROFILES))));
    }

    /** {@code POST /profiles/{name}/rename}. */
    Response rename(Request request) throws Refusal {
        JsonBody body = written(request, StudioFields.RENAME_REQUEST);
        return saved(() -> studio.rename(request.name(PROFILES), body.get(StudioFields.TO),
                body.get(StudioFields.READ_VERSION)));
    }

    /** {@code POST /profiles/{name}/delete}. */
    Response delete(Request request) throws Refusal {
        JsonBody body = written(request, StudioFields.DELETE_REQUEST);
        String id = asked(() -> studio.delete(request.name(PROFILES), body.get(StudioFields.READ_VERSION)));
        return Answers.json(200, Map.of("trash", id));
    }

    /** {@code POST /trash/{name}/restore}. */
    Response restore(Request request) throws Refusal {
        written(request, RequestFields.SESSION_REQUEST);
        return saved(() -> studio.restore(request.name(TRASH)));
    }

    private JsonBody written(Request request, Schema schema) throws Refusal {
        Guard.requireOrigin(request);
        return requests.readLong(request, schema);
    }

    private static Response saved(Work<Studio.Shown> work) throws Refusal {
        return Answers.json(200, StudioJson.saved(asked(work)));
    }

    private static Response made(Work<Studio.Shown> work) throws Refusal {
        Studio.Shown made = asked(work);
        Map<String, Object> json = StudioJson.saved(made);
        json.put("text", made.stored().text());
        return Answers.json(200, json);
    }

    /** {@code POST /check}. */
    Response check(Request request) throws Refusal {
        JsonBody body = requests.readLong(request, StudioFields.CHECK_REQUEST);
        String text = body.get(StudioFields.TEXT);
        NotDoneException.Checked checked = asked(() -> studio.check(text, body.find(StudioFields.NAME)));
        return Answers.json(200, out -> {
            Answers.value(out, "problems", StudioJson.problems(checked));
            if (studio.outline(text).isPresent()) {
                Answers.value(out, "outline", studio.outline(text).get());
            }
        });
    }

    /** {@code POST /edit}. */
    Response edit(Request request) throws Refusal {
        JsonBody body = requests.readLong(request, StudioFields.EDIT_REQUEST);
        List<Change> changes = StudioBodies.changes(body.get(StudioFields.CHANGES));
        List<TextEdit> edits = asked(() -> ProfileEditor.edits(body.get(StudioFields.TEXT), changes));
        return Answers.json(200, Map.of("edits", edits.stream().map(StudioJson::edit).toList()));
    }

    /** {@code POST /preview}. */
    Response preview(Request request) throws Refusal {
        JsonBody body = requests.readLong(request, StudioFields.PREVIEW_REQUEST);
        List<Preview.Span> holds = StudioBodies.holds(body.find(StudioFields.HOLDS).orElse(List.of()));
        return Answers.json(200, StudioJson.played(asked(() -> studio.preview(body.get(StudioFields.TEXT),
                body.find(StudioFields.NAME), Duration.ofSeconds(body.get(StudioFields.SECONDS)), holds))));
    }

    private static <T> T asked(Work<T> work) throws Refusal {
        try {
            return work.done();
        } catch (NotDoneException e) {
            throw refusal(e);
        }
    }

    static Refusal refusal(NotDoneException e) {
        String message = e.getMessage();
        return switch (e.why()) {
            case BAD_NAME -> new Refusal(400, "bad_name", message,
                    "at most 63 letters, digits, blanks and . _ -, the first a letter or digit; no name of a device");
            case UNKNOWN -> new Refusal(404, "unknown_profile", message, "a name that GET /profiles lists");
            case UNKNOWN_TRASH -> new Refusal(404, "unknown_trash", message, "an id that GET /profiles lists");
            case EXISTS -> new Refusal(409, "exists", message, "another name");
            case CHANGED -> new Refusal(409, "changed_meanwhile", message, "the version that is there now")
                    .with("text", e.there().orElseThrow().text()).with("version", e.there().orElseThrow().version());
            case NOT_EDITABLE -> new Refusal(409, "not_editable", message, "a profile of your own, or a copy");
            case PLAYS -> new Refusal(409, "profile_plays", message, "the same while another profile plays");
            case UNREADABLE -> new Refusal(422, "unreadable_profile", message, "a profile, which is a few kilobytes");
            case INVALID -> new Refusal(422, "invalid_profile", message, "a text that POST /check finds no error in")
                    .with("problems", StudioJson.problems(e.checked().orElseThrow()));
            case NO_PLACE -> new Refusal(422, "cannot_edit", message, "a text that is TOML, and a place in it");
            case SYSTEM -> new Refusal(409, "cannot_write", message, "a folder that can be read and written");
            case BUSY -> new Refusal(429, "preview_busy", message, "the same a little later")
                    .withHeader("Retry-After", "1");
        };
    }
}
