package dev.fermata.config.profile;

import dev.fermata.config.ConditionType;
import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.Node;
import dev.fermata.config.Schema;
import dev.fermata.config.Tables;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Types;
import dev.fermata.model.Action;
import dev.fermata.model.Command;
import dev.fermata.model.ConditionSyntax;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import dev.fermata.model.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every field of a profile. The reader reads nothing else; the tables of {@code docs/profiles.md} are made of it. */
final class ProfileSchema {
    /** What a timed skill and a kept-down one are called in a file. */
    enum Mode { TIMED, HOLD }

    /** What a hold of priority keys does to a skill. */
    enum DuringHold { PAUSE, RUN }

    static final Field<Long> SCHEMA = Field.required("schema",
            Types.whole("number", "the number 1, without quotes", Long.MIN_VALUE, Long.MAX_VALUE),
            "Always `1`: the version of this format.");
    static final Field<String> NAME = Field.optional("name", Types.line("a name", 64, false), "the file's name",
            "What lists and the status show.");
    static final Field<String> DESCRIPTION = Field.optional("description", Types.line("a sentence", 300, true), "none",
            "One sentence for `fermata profiles`.");
    static final Field<String> EXTENDS = Field.optional("extends", Types.text(
            "the path of a profile's file in quotes, such as \"base.toml\"", text -> !text.isBlank()), "none",
            "Another profile's file, seen from this one, see [One on top of another](#one-on-top-of-another).");
    static final Field<Node> HOTKEYS = Field.optional("hotkeys", Tables.table("[hotkeys]"), "see below",
            "The keys that command Fermata.");
    static final Field<Node> PRIORITY = Field.optional("priority", Tables.table("[priority]"), "no priority keys",
            "The keys that silence the schedule.");
    static final Field<Node> SCHEDULER = Field.optional("scheduler", Tables.table("[scheduler]"), "see below",
            "What counts for all skills.");
    static final Field<Node> DISPATCH = Field.optional("dispatch", Tables.table("[dispatch]"), "see below",
            "How keys are sent.");
    static final Field<Node> WINDOW = Field.optional("window", Tables.table("[window]"), "any window is the game's",
            "The game's window: nothing is pressed while another one has the focus, or while you write in its chat.");
    static final Field<List<Node>> SKILL = Field.optional("skill", Tables.tables("[[skill]]", "skill"), "",
            "What is played. A profile has at least one skill, a rotation, a voice command or an action for viewers.");
    static final Field<Node> ROTATION = Field.optional("rotation", Tables.table("[rotation]"), "none",
            "Steps played in a ring, in place of timed skills.");
    static final Field<Node> SCREEN = Field.optional("screen", Tables.table("[screen]"), "see below",
            "How the screen is looked at, for all sensors.");
    static final Field<List<Node>> SENSOR = Field.optional("sensor", Tables.tables("[[sensor]]", "sensor"), "none",
            "What is looked at, see [senses.md](senses.md).");
    static final Field<List<Node>> SAY = Field.optional("say", Tables.tables("[[say]]", "call-out"), "none",
            "What is said of itself, see [speech.md](speech.md#call-outs).");
    static final Field<List<Node>> VOICE = Field.optional("voice", Tables.tables("[[voice]]", "voice command"), "none",
            "What you can say to have it done, see [voice.md](voice.md).");
    static final Field<Node> VIEWERS = Field.optional("viewers", Tables.table("[viewers]"), "see below",
            "Whether viewers of your stream may have something played, see [stream.md](stream.md#viewers-play).");
    static final Field<List<Node>> VIEWER = Field.optional("viewer", Tables.tables("[[viewer]]", "action for viewers"),
            "none", "What viewers may have played.");

    static final Field<Optional<Hotkey>> MASTER = Field.standard("master", KeyTypes.hotkey(), "f8",
            "Arms and disarms: STOPPED to READY, and from anything else back to STOPPED.");
    static final Field<Optional<Hotkey>> TOGGLE = Field.standard("toggle", KeyTypes.hotkey(), "f9",
            "Starts and pauses: READY to RUNNING, RUNNING to PAUSED and back.");
    static final Field<Optional<Hotkey>> PANIC = Field.standard("panic", KeyTypes.hotkey(), "ctrl+shift+f12",
            "Stops at once from any state and lets go of every key.");

    static final Field<Boolean> CONSUME = Field.standard("consume", Types.flag(), "true",
            "Whether hotkeys are kept from the game, where that is possible; `false`: it gets them too.");
    static final Field<List<Item<String>>> SHARED = Field.optional("shared",
            Tables.list("list of hotkeys", "a list of hotkeys, such as [\"toggle\", \"ctrl+1\"]",
                    KeyTypes.hotkeyOr(List.of("master", "toggle", "panic"))), "none",
            "Hotkeys that the game gets too, although the others are kept from it: `master`, `toggle`, `panic`, or the "
                    + "keys of one, such as `ctrl+1`.");
    static final Field<Boolean> ONE_KEY = Field.standard("one_key", Types.flag(), "false",
            "`true`: the toggle key also arms what is stopped, and starts it in one press.");
    static final Field<Command> HOTKEY = Field.optional("\"KEYS\"", Types.text(
            "\"skill NAME toggle\", on or off, or \"use PROFILE\"",
            "^\\s*(skill\\s+\\S.*\\s(on|off|toggle)|use\\s+\\S.*)$", ProfileSchema::command, Command::toString), "",
            "One more hotkey and what it does: turn a skill on or off until the profile is loaded the next time, or "
                    + "play another profile.");

    static final Field<List<Item<Set<Key>>>> SPECIAL = Field.optional("special",
            Tables.list("list of key names", "a list of key names, such as [\"space\", \"mouse_right\"]",
                    KeyTypes.watched()), "none",
            "Keys Fermata only watches; the game gets them directly.");
    static final Field<List<Item<Node>>> MANAGED = Field.optional("managed",
            Tables.named("tables, one for each key", "a table [priority.managed.KEY] for each managed key"), "none",
            "Keys Fermata takes over, see below.");
    static final Field<Duration> PRE_DELAY = Field.standard("pre_delay", DurationType.inQuotes("0ms", "5s"), "50ms",
            "How long a managed key waits before it is sent, so that the skill before it has ended.");
    static final Field<Profile.OnHold> ON_HOLD = Field.standard("on_hold", Types.word(Profile.OnHold.class), "drop",
            "What happens to skills that are already waiting when you press a priority key. `drop`: they are given up. "
                    + "`keep`: they play when you let go.");
    static final Field<Profile.Unsuppressed> UNSUPPRESSED = Field.standard("unsuppressed",
            Types.word(Profile.Unsuppressed.class), "special",
            "What to do with a managed key that this desktop cannot keep from the game. `special`: it is only watched, "
                    + "the game gets your own press. `send`: Fermata sends it as well, so the game sees both.");

    static final Field<Set<Key>> MANAGED_SEND = Field.optional("send", KeyTypes.single(), "the key itself",
            "The key the game gets instead. It cannot be another managed key.");
    static final Field<Duration> MANAGED_PRE_DELAY = Field.optional("pre_delay",
            DurationType.inQuotes("0ms", "5s"), "that of `[priority]`", "The delay of this key.");

    static final Field<ResumePolicy> SCHEDULER_RESUME = Field.standard("resume", Types.word(ResumePolicy.class),
            "remaining", "What a hold does to the next run of a skill, see [After a hold](#after-a-hold).");

    static final Field<Duration> KEY_PRESS = Field.standard("key_press", DurationType.inQuotes("1ms", "5s"), "25ms",
            "How long a key is pressed. Many games look once a frame, so less than 17 ms can be missed at 60 frames a "
                    + "second.");
    static final Field<Duration> MIN_GAP = Field.standard("min_gap", DurationType.inQuotes("0ms", "10s"), "35ms",
            "The least time between the end of one action and the start of the next.");
    static final Field<Duration> STARVATION_LIMIT = Field.standard("starvation_limit",
            DurationType.inQuotes("50ms", "10m"), "2s",
            "An action that has waited this long in the `low` or `normal` lane is taken as if one lane up.");
    static final Field<Long> LANE_CAPACITY = Field.standard("lane_capacity", Types.whole(1, 10_000), "64",
            "How many actions can wait in one lane. More are rejected, and you are told.");

    static final Field<String> SKILL_NAME = Field.required("name", Types.line("a name", 64, false),
            "Each skill has its own.");
    static final Field<Action> SKILL_KEYS = Field.required("keys", KeyTypes.sequence(), "unless there is `take`", "What is pressed, see [Key sequences](#key-sequences).");
    static final Field<String> SKILL_TAKE = take("What is played in place of `keys`: a take's file, seen from this one, see "
            + "[recording.md](recording.md).");
    static final Field<Duration> SKILL_EVERY = Field.required("every", DurationType.inQuotes("20ms", "24h"),
            "not with `mode = \"hold\"`; may be left out with `when`",
            "How often. The first time is one interval after the start.");
    static final Field<ConditionSyntax.Parsed> SKILL_WHEN = Field.optional("when", new ConditionType(), "none",
            "What has to be seen, see [Conditions](#conditions). Without `every` it is played when that comes true; "
                    + "with `every` it is looked at each time, and not played where it is false or unknown.");
    static final Field<Duration> SKILL_CONFIRM = Field.standard("confirm", DurationType.inQuotes("0ms", "10s"), "0ms",
            "How long `when` has to be true without a break before it counts. Only with `when`, without `every`.");
    static final Field<Duration> SKILL_COOLDOWN = Field.standard("cooldown", DurationType.inQuotes("20ms", "24h"), "1s",
            "How long after a press it is not played again, however true `when` is. Only with `when`, "
                    + "without `every`.");
    static final Field<Long> SKILL_TRIES = Field.standard("tries", Types.whole(1, 100), "3",
            "How often it is played in a row while its icon stays ready. Then you are told, and it waits for the icon "
                    + "to change. Only with a `when` that looks at an icon, without `every`.");
    static final Field<Action> SKILL_ELSE_KEYS = Field.optional("else_keys", KeyTypes.sequence(), "nothing",
            "What is pressed instead when `when` is false, never when it is unknown. Only with `when` and `every`.");
    static final Field<Mode> SKILL_MODE = Field.standard("mode", Types.word(Mode.class), "timed",
            "`hold`: one key or chord is kept pressed while the schedule runs, let go during a hold and pressed again "
                    + "after it.");
    static final Field<Lane> SKILL_LANE = lane("Which skill goes first when several are due.");
    static final Field<ResumePolicy> SKILL_RESUME =
            resume("What a hold does to its next run. Not with `mode = \"hold\"`.");
    static final Field<Boolean> SKILL_ENABLED = Field.standard("enabled", Types.flag(), "true",
            "`false`: written down but not played.");
    static final Field<Boolean> SKILL_AT_START =
            atStart("`true`: the first time is at once. Not with `mode = \"hold\"`.");
    static final Field<Boolean> SKILL_EXCLUSIVE = Field.standard("exclusive", Types.flag(), "false",
            "`true`: from its first press to its end no other skill and no client presses a key. Not with"
                    + " `mode = \"hold\"`.");
    static final Field<DuringHold> SKILL_DURING_HOLD = duringHold("`run`: this skill plays on while a priority key is "
            + "down. A pause, yours or a client's, silences it all the same. For what keeps you alive.");

    static final Field<List<Item<Action>>> ROTATION_STEPS = Field.required("steps",
            Tables.list("list of key sequences", "a list of steps in quotes, such as [\"1\", \"2\", \"shift+3\"]",
                    KeyTypes.sequence()),
            "What is pressed, in this order, again and again.");
    static final Field<Duration> ROTATION_EVERY = Field.required("every",
            DurationType.inQuotes("20ms", "24h"), "The time between two steps.");
    static final Field<Lane> ROTATION_LANE = lane("As for skills.");
    static final Field<ResumePolicy> ROTATION_RESUME = resume("As for skills.");
    static final Field<Boolean> ROTATION_AT_START = atStart("`true`: the first step plays at once.");
    static final Field<DuringHold> ROTATION_DURING_HOLD = duringHold("As for skills.");

    static final Schema TOP_TABLE = new Schema("a profile", "this profile",
            List.of(SCHEMA, NAME, DESCRIPTION, EXTENDS, HOTKEYS, PRIORITY, SCHEDULER, DISPATCH, WINDOW, SKILL, ROTATION,
                    SCREEN, SENSOR, SAY, VOICE, VIEWERS, VIEWER));
    static final Schema HOTKEYS_TABLE = new Schema("[hotkeys]", "[hotkeys]",
            List.of(MASTER, TOGGLE, PANIC, CONSUME, SHARED, ONE_KEY), Optional.of(HOTKEY));
    static final Schema PRIORITY_TABLE = new Schema("[priority]", "[priority]",
            List.of(SPECIAL, MANAGED, PRE_DELAY, ON_HOLD, UNSUPPRESSED));
    static final Schema MANAGED_TABLE = new Schema("[priority.managed.KEY]", "this key",
            List.of(MANAGED_SEND, MANAGED_PRE_DELAY));
    static final Schema SCHEDULER_TABLE = new Schema("[scheduler]", "[scheduler]", List.of(SCHEDULER_RESUME));
    static final Schema DISPATCH_TABLE = new Schema("[dispatch]", "[dispatch]",
            List.of(KEY_PRESS, MIN_GAP, STARVATION_LIMIT, LANE_CAPACITY));
    static final Schema SKILL_TABLE = new Schema("[[skill]]", "this skill", List.of(SKILL_NAME, SKILL_KEYS,
            SKILL_TAKE, SKILL_EVERY, SKILL_MODE, SKILL_WHEN, SKILL_CONFIRM, SKILL_COOLDOWN, SKILL_TRIES, SKILL_ELSE_KEYS,
            SKILL_LANE, SKILL_RESUME, SKILL_ENABLED, SKILL_AT_START, SKILL_EXCLUSIVE, SKILL_DURING_HOLD));
    static final Schema ROTATION_TABLE = new Schema("[rotation]", "the rotation", List.of(ROTATION_STEPS,
            ROTATION_EVERY, ROTATION_LANE, ROTATION_RESUME, ROTATION_AT_START, ROTATION_DURING_HOLD));
    private ProfileSchema() {
    }

    /** Every table, in the order they are documented. Loads those that few profiles have. */
    static List<Schema> all() {
        return List.of(TOP_TABLE, HOTKEYS_TABLE, PRIORITY_TABLE, MANAGED_TABLE, SCHEDULER_TABLE, DISPATCH_TABLE,
                WindowSchema.WINDOW_TABLE, WindowSchema.CHAT_TABLE, SKILL_TABLE, ROTATION_TABLE,
                SenseSchema.SCREEN_TABLE, SenseSchema.SENSOR_TABLE, SpeechSchema.SAY_TABLE, VoiceSchema.VOICE_TABLE,
                ViewerSchema.VIEWERS_TABLE, ViewerSchema.VIEWER_TABLE);
    }

    private static Optional<Command> command(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        String rest = String.join(" ", words.subList(1, words.size()));
        if (words.get(0).equals("use") && words.size() > 1) {
            return Optional.of(new Command.UseProfile(rest));
        }
        if (!words.get(0).equals("skill") || words.size() < 3) {
            return Optional.empty();
        }
        String last = words.get(words.size() - 1);
        String skill = String.join(" ", words.subList(1, words.size() - 1));
        return Turn.find(last).map(how -> new Command.TurnSkill(skill, how));
    }

    /** A field with the file of a take. */
    static Field<String> take(String meaning) {
        return Field.optional("take", Types.text("the path of a take's file in quotes, such as \"combo.take\"",
                text -> !text.isBlank()), "none", meaning);
    }

    private static Field<Lane> lane(String meaning) {
        return Field.standard("lane", Types.word(Lane.class), "normal", meaning);
    }

    private static Field<ResumePolicy> resume(String meaning) {
        return Field.optional("resume", Types.word(ResumePolicy.class), "that of `[scheduler]`", meaning);
    }

    private static Field<Boolean> atStart(String meaning) {
        return Field.standard("at_start", Types.flag(), "false", meaning);
    }

    private static Field<DuringHold> duringHold(String meaning) {
        return Field.standard("during_hold", Types.word(DuringHold.class), "pause", meaning);
    }
}
