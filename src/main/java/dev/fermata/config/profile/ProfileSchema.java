package dev.fermata.config.profile;

import dev.fermata.config.ConditionType;
import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.Node;
import dev.fermata.config.NumbersType;
import dev.fermata.config.RateType;
import dev.fermata.config.Schema;
import dev.fermata.config.Tables;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Type;
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
            "What is played. A profile has at least one skill, a rotation or a voice command.");
    static final Field<Node> ROTATION = Field.optional("rotation", Tables.table("[rotation]"), "none",
            "Steps played in a ring, in place of timed skills.");
    static final Field<Node> SCREEN = Field.optional("screen", Tables.table("[screen]"), "see below",
            "How the screen is looked at, for all sensors.");
    static final Field<List<Node>> SENSOR = Field.optional("sensor", Tables.tables("[[sensor]]", "sensor"), "none",
            "What is looked at, see [senses.md](senses.md).");

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

    static final Field<String> WINDOW_TITLE = Field.optional("title", glob(), "any",
            "The title of the game's window, as in `\"Torchlight*\"`: `*` is any text, `?` one character.");
    static final Field<String> WINDOW_CLASS = Field.optional("class", glob(), "any",
            "Its class, such as `\"steam_app_*\"` (`xprop WM_CLASS` tells both, either will do).");
    static final Field<String> WINDOW_EXE = Field.optional("exe", glob(), "any",
            "The file name of its program, such as `\"Torchlight*.exe\"`, or its whole path.");
    static final Field<GameWindow.Unfocused> WINDOW_UNFOCUSED = Field.standard("unfocused",
            Types.word(GameWindow.Unfocused.class), "hold",
            "`hold`: nothing is pressed and no key taken over while another window has the focus. `ignore`: it plays "
                    + "into whatever window that is.");
    static final Field<Node> WINDOW_CHAT = Field.optional("chat", Tables.table("[window.chat]"), "none",
            "The keys that open and close the game's chat: nothing is pressed while it is open.");

    static final Field<List<Item<Set<Key>>>> CHAT_OPEN = chatKeys("open", "The keys that open it.");
    static final Field<List<Item<Set<Key>>>> CHAT_CLOSE = chatKeys("close",
            "The keys that close it; one that opens it too does so when it is open.");
    static final Field<Duration> CHAT_LEASE = Field.standard("lease", DurationType.inQuotes("1s", "1h"), "60s",
            "After that it counts as closed, for it may have been closed by the mouse.");

    static final Field<String> SKILL_NAME = Field.required("name", Types.line("a name", 64, false),
            "Each skill has its own.");
    static final Field<Action> SKILL_KEYS = Field.required("keys", KeyTypes.sequence(), "unless there is `take`", "What is pressed, see [Key sequences](#key-sequences).");
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

    /** Far more than any screen has. */
    private static final int MOST_PIXELS = 32_767;
    static final Field<List<Integer>> SCREEN_REFERENCE = Field.optional("reference", new NumbersType("a size",
            List.of("width", "height"), List.of(64, 64), MOST_PIXELS), "regions are not scaled",
            "The size of the window's inside at which the regions were taken. At another size they are scaled.");
    static final Field<Integer> SCREEN_RATE = Field.standard("rate", new RateType(1, 60), "20/s",
            "How often the screen is looked at, at most. A still screen is not looked at again where the desktop tells "
                    + "of changes.");
    static final Field<Duration> SCREEN_STALE = Field.standard("stale", DurationType.inQuotes("50ms", "10s"), "250ms",
            "How old a reading may get and still count. Then it is unknown.");

    static final Field<String> SENSOR_NAME = Field.required("name", Types.pattern(
            "a word of small letters, digits and _ in quotes, such as \"hp\"", "[a-z][a-z0-9_]{0,31}"),
            "Each sensor has its own: a word of small letters, digits and `_`.");
    static final Field<Sensor.Kind> SENSOR_KIND = Field.required("kind", Types.word(Sensor.Kind.class),
            "How it is read, see [Kinds](senses.md#kinds).");
    static final Field<List<Integer>> SENSOR_REGION = Field.required("region", new NumbersType("a rectangle",
            List.of("x", "y", "width", "height"), List.of(0, 0, 1, 1), MOST_PIXELS),
            "Where it is: the left upper corner, seen from that of the window's inside, and the size, in pixels.");
    static final Field<Sensor.Grows> SENSOR_GROWS = Field.standard("grows", Types.word(Sensor.Grows.class), "right",
            "Where a bar or an orb grows to as it fills. Only for those two.");
    static final Field<String> SENSOR_LOOK = Field.optional("look", Types.pattern(
            "a path below the profile's folder in quotes, such as \"looks/arpg/hp\"",
            "(?!.*\\.\\.)[A-Za-z0-9_.-][A-Za-z0-9_./ -]*[A-Za-z0-9_-]"), "`looks/PROFILE/NAME`",
            "What the names of its learned pictures begin with. Not with `kind = \"pixel\"`.");
    static final Field<Integer> SENSOR_COLOUR = Field.optional("colour", Types.text(
            "a colour in quotes as web pages write it, such as \"#e02020\", or \"any\"", "^(#[0-9a-fA-F]{6}|any)$",
            ProfileSchema::colour, value -> value == Sensor.ANY_COLOUR ? "any" : String.format("#%06x", value)),
            "required with `kind = \"pixel\"`", "The colour a `pixel` sensor says yes to; `\"any\"`: any but grey.");
    static final Field<Long> SENSOR_TOLERANCE = Field.standard("tolerance", Types.whole(0, 255), "24",
            "How far red, green and blue of a `pixel` sensor may be off; with `\"any\"`, how far they "
                    + "differ in a grey.");

    static final Schema TOP_TABLE = new Schema("a profile", "this profile",
            List.of(SCHEMA, NAME, DESCRIPTION, EXTENDS, HOTKEYS, PRIORITY, SCHEDULER, DISPATCH, WINDOW, SKILL, ROTATION,
                    SCREEN, SENSOR, SpeechSchema.SAY, VoiceSchema.VOICE));
    static final Schema HOTKEYS_TABLE = new Schema("[hotkeys]", "[hotkeys]",
            List.of(MASTER, TOGGLE, PANIC, CONSUME, SHARED, ONE_KEY), Optional.of(HOTKEY));
    static final Schema PRIORITY_TABLE = new Schema("[priority]", "[priority]",
            List.of(SPECIAL, MANAGED, PRE_DELAY, ON_HOLD, UNSUPPRESSED));
    static final Schema MANAGED_TABLE = new Schema("[priority.managed.KEY]", "this key",
            List.of(MANAGED_SEND, MANAGED_PRE_DELAY));
    static final Schema SCHEDULER_TABLE = new Schema("[scheduler]", "[scheduler]", List.of(SCHEDULER_RESUME));
    static final Schema DISPATCH_TABLE = new Schema("[dispatch]", "[dispatch]",
            List.of(KEY_PRESS, MIN_GAP, STARVATION_LIMIT, LANE_CAPACITY));
    static final Schema WINDOW_TABLE = new Schema("[window]", "[window]",
            List.of(WINDOW_TITLE, WINDOW_CLASS, WINDOW_EXE, WINDOW_UNFOCUSED, WINDOW_CHAT));
    static final Schema CHAT_TABLE = new Schema("[window.chat]", "the chat",
            List.of(CHAT_OPEN, CHAT_CLOSE, CHAT_LEASE));
    static final Schema SKILL_TABLE = new Schema("[[skill]]", "this skill", List.of(SKILL_NAME, SKILL_KEYS,
            TakeSchema.SKILL_TAKE, SKILL_EVERY, SKILL_MODE, SKILL_WHEN, SKILL_CONFIRM, SKILL_COOLDOWN, SKILL_TRIES, SKILL_ELSE_KEYS,
            SKILL_LANE, SKILL_RESUME, SKILL_ENABLED, SKILL_AT_START, SKILL_EXCLUSIVE, SKILL_DURING_HOLD));
    static final Schema ROTATION_TABLE = new Schema("[rotation]", "the rotation", List.of(ROTATION_STEPS,
            ROTATION_EVERY, ROTATION_LANE, ROTATION_RESUME, ROTATION_AT_START, ROTATION_DURING_HOLD));
    static final Schema SCREEN_TABLE = new Schema("[screen]", "[screen]", List.of(SCREEN_REFERENCE, SCREEN_RATE,
            SCREEN_STALE));
    static final Schema SENSOR_TABLE = new Schema("[[sensor]]", "this sensor", List.of(SENSOR_NAME, SENSOR_KIND,
            SENSOR_REGION, SENSOR_GROWS, SENSOR_LOOK, SENSOR_COLOUR, SENSOR_TOLERANCE));

    /** Every table, in the order they are documented. */
    static final List<Schema> ALL = List.of(TOP_TABLE, HOTKEYS_TABLE, PRIORITY_TABLE, MANAGED_TABLE,
            SCHEDULER_TABLE, DISPATCH_TABLE, WINDOW_TABLE, CHAT_TABLE, SKILL_TABLE, ROTATION_TABLE, SCREEN_TABLE,
            SENSOR_TABLE, SpeechSchema.SAY_TABLE, VoiceSchema.VOICE_TABLE);

    private ProfileSchema() {
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

    private static Optional<Integer> colour(String text) {
        String colour = text.strip();
        return colour.equals("any") ? Optional.of(Sensor.ANY_COLOUR) : colour.matches("#[0-9a-fA-F]{6}")
                ? Optional.of(Integer.parseInt(colour.substring(1), 16)) : Optional.empty();
    }

    private static Type<String> glob() {
        return Types.line("a name, with * for any text,", 200, false);
    }

    private static Field<List<Item<Set<Key>>>> chatKeys(String name, String meaning) {
        return Field.required(name, Tables.list("list of key names", "a list of key names, such as [\"enter\"]",
                KeyTypes.watched()), meaning);
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
