package dev.fermata.control.http;

import static dev.fermata.control.http.JsonBody.bad;

import dev.fermata.config.Field;
import dev.fermata.config.PriorityType;
import dev.fermata.config.Schema;
import dev.fermata.config.Types;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Hold;
import dev.fermata.model.Lane;
import dev.fermata.model.PauseMode;
import dev.fermata.model.PauseScope;
import dev.fermata.model.Printable;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.Turn;
import dev.fermata.model.ViewerAct;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields that requests may have, what they may be, and how they are understood. */
final class RequestFields {
    /** Who pauses when the request does not say. */
    static final String DEFAULT_CLIENT = "http";
    static final Duration LONGEST_LEASE = Duration.ofDays(1);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_KEYS = 4_096;

    /** What {@code POST /pause_control} may be asked for. */
    enum Verb {
        PAUSE, RESUME, TOGGLE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a text that is interrupted. */
    enum OnInterruption {
        RESUME, DROP
    }

    static final Field<Long> SESSION = Field.optional("sessionid",
            Types.whole("number", "the running session, or left out", Long.MIN_VALUE, Long.MAX_VALUE), "",
            "The running session; left out, it is meant anyway.");
    static final Field<Verb> ACTION = Field.required("action", Types.word(Verb.class), "");
    static final Field<String> CLIENT = Field.standard("client",
            Types.pattern("1 to 64 letters, digits and . _ -", "[A-Za-z0-9._-]{1,64}"), DEFAULT_CLIENT,
            "The caller's own name; its pause is the hold api:<client>.");
    static final Field<String> REASON = Field.standard("reason",
            Types.text("at most " + LONGEST_REASON + " printable characters on one line",
                    text -> text.length() <= LONGEST_REASON && text.codePoints().allMatch(Printable::is)), "",
            "Shown to people; one line.");
    static final Field<Long> LEASE = Field.optional("lease_ms", Types.whole("number",
            "milliseconds from 1 to " + LONGEST_LEASE.toMillis(), 1, LONGEST_LEASE.toMillis()), "",
            "With pause and toggle: the pause ends by itself after this long unless it is renewed by another pause.");
    static final Field<Boolean> ALL = Field.standard("all", Types.flag(), "false",
            "With resume: ends every client's pause, never the player's own.");
    static final Field<PauseMode> MODE = Field.optional("mode", Types.word(PauseMode.class), "",
            "With pause and toggle: whether a running sequence stops at its next step or finishes first.");
    static final Field<PauseScope> SCOPE = Field.standard("scope", Types.word(PauseScope.class), "play",
            "With pause and toggle: what stands still. A pause that is renewed covers what it did and this besides.");
    static final Field<String> KEYS = Field.optional("keys",
            Types.text("a key sequence such as q,delay100,shift+w", text -> true), "", "A key sequence.");
    static final Field<Lane> LANE = Field.standard("lane", Types.word(Lane.class), "normal", "");

    static final Field<Turn> TURN = Field.required("turn", Types.word(Turn.class),
            "Until a profile is loaded the next time.");
    static final Field<String> PROFILE = Field.required("profile", Types.text("the name of a profile",
            text -> !text.isBlank() && text.length() <= LONGEST_NAME && text.codePoints().allMatch(Printable::is)),
            "One that `fermata profiles` lists.");

    static final Field<String> TEXT = Field.required("text", Types.line("what to say", 1_000, false),
            "What to say, on one line.");
    static final Field<SpeechPriority> PRIORITY = Field.optional("priority", new PriorityType(), "",
            "The lower, the sooner; reckoned from what a viewer did, else `normal`, if left out.");
    static final Field<OnInterruption> ON_INTERRUPTION = Field.standard("on_interruption",
            Types.word(OnInterruption.class), "resume", "Whether an interrupted text goes on afterwards.");
    static final Field<Long> EXPIRES = Field.standard("expires_ms", Types.whole("number",
            "milliseconds from 100 to " + LONGEST_WAIT.toMillis(), 100, LONGEST_WAIT.toMillis()), "60000",
            "How long it may wait, at first and when it was interrupted.");
    static final Field<ViewerAct.Kind> KIND = Field.optional("kind", Types.word(ViewerAct.Kind.class), "",
            "What a viewer of a live stream did; with it the priority is reckoned.");
    static final Field<Long> COINS = count("coins", "With kind: what a gift is worth.");
    static final Field<Long> LEVEL = count("level", "With kind: the viewer's level.");
    static final Field<Long> ACTIVITY = count("activity", "With kind: the viewer's activity.");

    static final Schema SAY_REQUEST = request("SayRequest", SESSION, TEXT, PRIORITY, KIND, COINS, LEVEL, ACTIVITY,
            ON_INTERRUPTION, EXPIRES, CLIENT);

    static final Schema PAUSE_REQUEST = request(
            "PauseRequest", SESSION, ACTION, CLIENT, REASON, LEASE, ALL, MODE, SCOPE);
    static final Schema SESSION_REQUEST = request("SessionRequest", SESSION);
    static final Schema ACTION_REQUEST = request("ActionRequest", SESSION, KEYS, TakeFields.TAKE,
            TakeFields.SPEED, TakeFields.TIMES, TakeFields.FROM, LANE, CLIENT);
    static final Schema REASON_REQUEST = request("ReasonRequest", SESSION, CLIENT, REASON);

    static final Schema SKILL_REQUEST = request("SkillRequest", SESSION, TURN, CLIENT);
    static final Schema PROFILE_REQUEST = request("ProfileRequest", SESSION, PROFILE, CLIENT);

    private static final Map<Field<?>, String> TOLD = Map.ofEntries(
            Map.entry(ACTION, "there is no such action"),
            Map.entry(CLIENT, "this is no name for a client"),
            Map.entry(REASON, "this reason cannot be shown"),
            Map.entry(LEASE, "a lease cannot last that long"),
            Map.entry(MODE, "there is no such mode"),
            Map.entry(SCOPE, "there is no such scope"),
            Map.entry(LANE, "there is no such lane"),
            Map.entry(TURN, "a skill cannot be turned so"),
            Map.entry(PROFILE, "this is no name of a profile"),
            Map.entry(TEXT, "this cannot be said"),
            Map.entry(PRIORITY, "there is no such priority"),
            Map.entry(ON_INTERRUPTION, "there is no such end of an interruption"),
            Map.entry(EXPIRES, "nothing waits that long"),
            Map.entry(KIND, "viewers do no such thing"),
            Map.entry(COINS, "so much is no gift worth"),
            Map.entry(LEVEL, "there is no such level"),
            Map.entry(ACTIVITY, "there is no such activity"));

    private RequestFields() {
    }

    private static Field<Long> count(String name, String meaning) {
        return Field.standard(name, Types.whole("number", "a whole number from 0 on", 0, 1_000_000_000_000L), "0",
                meaning);
    }

    private static Schema request(String title, Field<?>... fields) {
        return new Schema(title, "the body", List.of(fields));
    }

    /** What is wrong with a field whose value cannot be. */
    static String told(Field<?> field) {
        String told = TOLD.getOrDefault(field, StudioFields.TOLD.getOrDefault(field,
                LookFields.TOLD.getOrDefault(field, SessionFields.TOLD.getOrDefault(field,
                        TakeFields.TOLD.getOrDefault(field, RecordingFields.TOLD.get(field))))));
        return told != null ? told : "the number " + field + " is too large";
    }

    /** What a stop or start is put down to. */
    static String words(JsonBody body) {
        String who = Hold.API_PREFIX + body.get(CLIENT);
        String reason = body.get(REASON);
        return reason.isEmpty() ? who : who + ": " + reason;
    }

    /** What {@code POST /actions} asks for. Of a take, reckons for some milliseconds. */
    static Action action(JsonBody body) throws Refusal {
        if (body.has(TakeFields.TAKE)) {
            doesNotApply(body, List.of(KEYS), "a take");
            return TakeFields.of(body);
        }
        if (!body.has(KEYS)) {
            throw bad("missing_field", "the field keys is missing", "keys", KEYS.type().expected() + ", or a take");
        }
        doesNotApply(body, List.of(TakeFields.SPEED, TakeFields.TIMES, TakeFields.FROM), "keys");
        return keys(body.get(KEYS));
    }

    private static void doesNotApply(JsonBody body, List<Field<?>> fields, String beside) throws Refusal {
        for (Field<?> field : fields) {
            if (body.has(field)) {
                throw bad("field_does_not_apply", "the field " + field + " has no meaning with " + beside, field.name(),
                        "either keys, or take with speed, times and from_ms");
            }
        }
    }

    private static Action keys(String text) throws Refusal {
        if (text.length() > LONGEST_KEYS) {
            throw bad("bad_value", "the sequence is too long", "keys", "at most " + LONGEST_KEYS + " characters");
        }
        ActionSyntax.Parsed parsed = ActionSyntax.parse(text);
        if (parsed.action().isEmpty()) {
            List<String> problems = parsed.problems().stream().limit(20)
                    .map(problem -> "at " + problem.offset() + ": " + problem.told()).toList();
            throw bad("bad_keys", parsed.problems().get(0).told(), "keys", KEYS.type().expected())
                    .with("problems", problems);
        }
        // A delay of its own in the emergency lane would keep everything else waiting.
        if (parsed.action().get().keys().isEmpty()) {
            throw bad("bad_keys", "nothing would be pressed", "keys", "at least one key, e.g. q,delay100,w");
        }
        return parsed.action().get();
    }

    static void only(JsonBody body, Field<?> field, Verb action, String where) throws Refusal {
        if (body.has(field)) {
            throw bad("field_does_not_apply", "the field " + field + " has no meaning with " + action.id(),
                    field.name(), "the field " + field + " with " + where + " only");
        }
    }
}
