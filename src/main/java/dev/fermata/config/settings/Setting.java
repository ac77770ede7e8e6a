package dev.fermata.config.settings;

import dev.fermata.config.DurationType;
import dev.fermata.config.Field;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.ListType;
import dev.fermata.config.SecretType;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.model.Glob;
import dev.fermata.model.Key;
import dev.fermata.model.PauseMode;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretForm;
import dev.fermata.secret.SecretReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that can be set. {@link AllSettings#ALL} is the one list of them; files, variables, flags, messages,
 * {@code fermata config} and the table of {@code docs/settings.md} all follow it. Immutable.
 *
 * @param <T> what its value is in the program
 */
public final class Setting<T> extends Field<T> {
    public static final Setting<Boolean> ENABLE_API = new Setting<>("enable_api", Types.flag(), "true",
            "whether the agent serves its HTTP API and page");
    public static final Setting<Long> PORT = new Setting<>("port", Types.whole(0, 65_535), "8010",
            "the port of the API; 0 takes any free one");
    public static final Setting<InetAddress> BIND = new Setting<>("bind", Types.text(
            "localhost or an address in numbers, such as 127.0.0.1, 0.0.0.0 or ::1", Setting::address,
            InetAddress::getHostAddress), "127.0.0.1",
            "the address the API listens on; one that other machines reach needs a token");
    public static final Setting<SecretReference> TOKEN = new Setting<>("token", SecretType.of(SecretForm.TOKEN), null,
            "what clients have to send as a password");
    /** Up to 2^53 - 1, which every reader of JSON keeps exactly. */
    public static final Setting<Long> SESSION_ID = new Setting<>("session_id",
            Types.whole(0, 9_007_199_254_740_991L), null,
            "the number clients may name the run by; the agent's process id if not set");
    public static final Setting<PauseMode> PAUSE_MODE = new Setting<>("pause_mode",
            Types.wordInAnyCase(PauseMode.class, Map.of()), "immediate",
            "whether a client's pause stops a running sequence or lets it finish", "PAUSE_CONTROL_PAUSE_MODE");
    public static final Setting<Duration> GRACEFUL_TIMEOUT = new Setting<>("graceful_timeout",
            DurationType.withUnit("0ms", "30s", "2s"), "2s",
            "how long a graceful pause waits for a running sequence at most");
    public static final Setting<Long> BUFFER_SIZE = new Setting<>("buffer_size", Types.whole(1, 100_000), "1000",
            "how many actions of clients wait during a pause at most", "PAUSE_CONTROL_BUFFER_SIZE");
    public static final Setting<Duration> MAX_BUFFER_AGE = new Setting<>("max_buffer_age",
            DurationType.withUnit("100ms", "1h", "30s"), "30s",
            "how long an action waits during a pause before it is dropped",
            Optional.of(DurationType.seconds("100ms", "1h")));
    public static final Setting<Boolean> ENABLE_AUTO_RECOVERY = new Setting<>("enable_auto_recovery",
            Types.flag(), "true",
            "whether lost key-ups, dead hooks and stalls are mended, or only told about", Optional.of(Types.flag()));
    public static final Setting<Boolean> ENABLE_PERFORMANCE_MONITORING = new Setting<>(
            "enable_performance_monitoring", Types.flag(), "true",
            "whether latencies are measured and alerts raised", Optional.of(Types.flag()));
    public static final Setting<LogLevel> LOG_LEVEL = new Setting<>("log_level",
            Types.wordInAnyCase(LogLevel.class, Map.of("warning", LogLevel.WARN, "critical", LogLevel.ERROR)), "warn",
            "what is logged to the terminal", "PAUSE_CONTROL_LOG_LEVEL");
    public static final Setting<Double> ALERT_PAUSE_MS = alert("pause_ms", "60000", "10",
            "a pause that takes longer raises an alert");
    public static final Setting<Double> ALERT_RESUME_MS = alert("resume_ms", "60000", "10",
            "a resume that takes longer raises an alert");
    public static final Setting<Double> ALERT_STATUS_MS = alert("status_ms", "60000", "1",
            "a status answer that takes longer raises an alert");
    public static final Setting<Double> ALERT_CPU_PERCENT = alert("cpu_percent", "10000", "1",
            "more CPU time of one core than this raises an alert");
    public static final Setting<Double> ALERT_MEMORY_MB = alert("memory_mb", "100000", "10",
            "more memory used by pause control than this raises an alert");
    public static final Setting<List<String>> ALLOWED_ORIGINS = new Setting<>("api.allowed_origins",
            new ListType<>(new OriginType(), "a list such as [\"http://localhost:5500\"], in a variable with commas"
                    + " between; without paths, and neither * nor null, which are pages of anybody"), null,
            "whose web pages may read what the API tells, besides its own; none may change anything");
    public static final Setting<Boolean> API_SCREEN = new Setting<>("api.screen", Types.flag(), "true",
            "whether the page may ask for pictures of the game, to learn sensors from; `false`: nothing of "
                    + "that is loaded");
    public static final Setting<OwnProfiles> OWN_PROFILES = new Setting<>("profiles.own",
            Types.wordInAnyCase(OwnProfiles.class, Map.of()), "first",
            "which of two profiles of one name is meant: your own (first) or the one that came with Fermata (last)");
    public static final Setting<OverlayCorner> OVERLAY_CORNER = new Setting<>("overlay.corner",
            Types.wordInAnyCase(OverlayCorner.class, Map.of()), "off",
            "the corner in which a badge over the game tells how the agent stands");
    public static final Setting<Boolean> OVERLAY_TEXT = new Setting<>("overlay.text", Types.flag(), "true",
            "whether the badge has words beside its colour");
    public static final Setting<Long> OVERLAY_SIZE = new Setting<>("overlay.size", Types.whole(8, 96), "16",
            "how high the badge's letters are, in pixels");
    public static final Setting<Double> OVERLAY_OPACITY = new Setting<>("overlay.opacity",
            Types.number("0.1", "1"), "0.85",
            "how little shines through the badge, on desktops that can mix windows");
    public static final Setting<SoundsOf> SOUNDS = new Setting<>("sounds",
            Types.wordInAnyCase(SoundsOf.class, Map.of()), "off",
            "what has a short sound: changes of state and faults, or each hold as well");
    public static final Setting<Double> SOUND_VOLUME = new Setting<>("sound_volume", Types.number("0.01", "1"), "0.3",
            "how loud the sounds are, of the loudest possible");
    public static final Setting<NotificationsOf> NOTIFICATIONS = new Setting<>("notifications",
            Types.wordInAnyCase(NotificationsOf.class, Map.of()), "off",
            "what the desktop notifies of: faults, or changes of state as well");
    public static final Setting<Boolean> TRAY = new Setting<>("tray", Types.flag(), "false",
            "whether there is an icon with a menu in the desktop's tray");

    public static final Setting<SpeechEngine> SPEECH_ENGINE = new Setting<>("speech.engine",
            Types.wordInAnyCase(SpeechEngine.class, Map.of("gpt_sovits", SpeechEngine.GPT_SOVITS)), "system",
            "what speaks: the system's own voice, a command, a voice of voices.toml (gpt-sovits, openai), or nothing"
                    + " (off)");
    public static final Setting<List<String>> SPEECH_COMMAND = new Setting<>("speech.command",
            ListType.withRepeats(Types.line("text", 1_000, false),
                    "a list such as [\"piper\", \"--model\", \"en.onnx\","
                    + " \"--output_file\", \"-\"], in a variable with commas between"), null,
            "the program, with its arguments, that engine = \"command\" has speak: it reads a text and "
                    + "writes a WAV file");
    public static final Setting<String> SPEECH_VOICE = new Setting<>("speech.voice",
            Types.line("the name of a voice", 100, false), null,
            "the voice that speaks, as 'fermata voices' lists them: of the system or of voices.toml");
    public static final Setting<ServerAddress> SPEECH_ADDRESS = new Setting<>("speech.address", Types.text(
            ServerAddress.EXPECTED, ServerAddress::of, ServerAddress::toString), null,
            "where the server of those voices of voices.toml is that do not say it themselves");
    public static final Setting<SecretReference> SPEECH_KEY = new Setting<>("speech.key", SecretType.of(SecretForm.KEY),
            null, "the key that a server of voices wants to know");
    public static final Setting<Double> SPEECH_VOLUME = new Setting<>("speech.volume", Types.number("0.01", "1"), "0.8",
            "how loud it speaks, of the loudest possible");
    public static final Setting<String> SPEECH_DEVICE = new Setting<>("speech.device",
            Types.line("part of the name of a sound device", 200, false), null,
            "the sound device it is heard on, by a part of its name; the usual one if not set");
    public static final Setting<List<String>> SPEECH_IMPORTANT = new Setting<>("speech.important",
            new ListType<>(Types.line("text", 100, false),
                    "a list such as [\"price\", \"how much\"], in a variable with commas between"), null,
            "words that make a viewer's comment important");
    public static final Setting<List<Set<Key>>> SPEECH_TALK = new Setting<>("speech.talk",
            new ListType<>(KeyTypes.watched(),
                    "a list of keys such as [\"mouse_forward\"], in a variable with commas between"), null,
            "keys that you talk with: while one is down nothing is spoken, and the game gets it all the same");
    public static final Setting<List<BeforeStep>> SPEECH_BEFORE = new Setting<>("speech.before",
            new ListType<>(Types.wordInAnyCase(BeforeStep.class, Map.of()), "a list of steps such as [\"normalise\","
                    + " \"numbers\", \"sentences\", \"prefix\"], in a variable with commas between"),
            "normalise,numbers,sentences,prefix",
            "what is done with a text before it is spoken, in this order");
    public static final Setting<List<AfterStep>> SPEECH_AFTER = new Setting<>("speech.after",
            new ListType<>(Types.wordInAnyCase(AfterStep.class, Map.of()), "a list of steps such as [\"voice\","
                    + " \"length\", \"trim\", \"level\", \"background\"], in a variable with commas between"),
            "voice,length,trim,level,background",
            "what is done with a sound before it is heard, in this order");
    public static final Setting<String> SPEECH_PREFIX = new Setting<>("speech.prefix",
            Types.line("what to say", 100, false), null, "what the step prefix has said before each text");
    public static final Setting<String> SPEECH_BACKGROUND = new Setting<>("speech.background",
            Types.line("the path of a WAV file", 1_000, false), null,
            "the WAV file that the step background plays behind what is said");
    public static final Setting<Double> SPEECH_BACKGROUND_VOLUME = new Setting<>("speech.background_volume",
            Types.number("0.01", "1"), "0.2", "how loud that is, of how loud the file is");
    public static final Setting<Boolean> SPEECH_CACHE = new Setting<>("speech.cache", Types.flag(), "true",
            "whether sounds that were made are kept in files, to be heard at once when they are said again");
    public static final Setting<Long> SPEECH_CACHE_SIZE = new Setting<>("speech.cache_size",
            Types.whole(1, 100_000), "200", "how many megabytes those files use at most; what was not used for longest goes");
    public static final Setting<Long> SPEECH_CACHE_DAYS = new Setting<>("speech.cache_days", Types.whole(1, 3_650), "30",
            "for how many days a file stays that is not used");
    public static final Setting<Duration> SEGMENT_MAX_DURATION = new Setting<>("segment.max_duration",
            DurationType.withUnit("1s", "10m", "20s"), "20s",
            "a segment of a client's /session, or a take that is recorded, with so much content ends");
    public static final Setting<Duration> SEGMENT_PAUSE = new Setting<>("segment.pause",
            DurationType.withUnit("100ms", "1m", "3s"), "3s",
            "what comes later than this after what was before begins another segment");
    public static final Setting<Duration> SEGMENT_TIMEOUT = new Setting<>("segment.timeout",
            DurationType.withUnit("100ms", "10m", "5s"), "5s", "a segment to which nothing comes for so long ends");
    public static final Setting<Long> SEGMENT_MAX_BYTES = new Setting<>("segment.max_bytes",
            Types.whole(1_000, 100_000_000), "512000", "a segment with more bytes than that ends");
    public static final Setting<Duration> SEGMENT_GUARD = new Setting<>("segment.guard",
            DurationType.withUnit("0ms", "10s", "500ms"), "500ms",
            "how long after the end of playback clients are asked to wait before they send");
    public static final Setting<Duration> SEGMENT_WINDOW = new Setting<>("segment.window",
            DurationType.withUnit("0ms", "10m", "1m"), "1m",
            "for how long after the end of playback whose beginning is not known there is no pause");

    public static final Setting<List<Glob>> DEVICES_ONLY = devices("only",
            "the keyboards and mice that are yours, by their names; all if not set");
    public static final Setting<List<Glob>> DEVICES_EXCEPT = devices("except",
            "keyboards and mice that are left alone, such as a scanner that types");
    public static final Setting<ListenMode> LISTEN_MICROPHONE = new Setting<>("listen.microphone",
            Types.wordInAnyCase(ListenMode.class, Map.of()), "off",
            "when voice commands are listened for: never (off), always (open), or while a key is down (key)");
    public static final Setting<List<Set<Key>>> LISTEN_KEYS = new Setting<>("listen.talk_keys",
            SPEECH_TALK.type(), null, "keys that you give commands with: it is silent then, and the game gets them too");
    public static final Setting<String> LISTEN_DEVICE = new Setting<>("listen.device", SPEECH_DEVICE.type(), null,
            "the microphone, by a part of its name; the usual one if not set");
    public static final Setting<RecogniserKind> LISTEN_RECOGNISER = new Setting<>("listen.recogniser",
            Types.wordInAnyCase(RecogniserKind.class, Map.of()), "pocketsphinx",
            "what understands you: pocketsphinx on this machine, a server as OpenAI's (openai), or a command");
    public static final Setting<List<String>> LISTEN_COMMAND = new Setting<>("listen.command",
            ListType.withRepeats(Types.line("text", 1_000, false), "a list such as [\"whisper\", \"-\"]"), null,
            "the program of recogniser = \"command\": it reads a WAV file and writes what is said");
    public static final Setting<ServerAddress> LISTEN_ADDRESS = new Setting<>("listen.address",
            SPEECH_ADDRESS.type(), null, "where the server of recogniser = \"openai\" is; what you say is sent there");
    public static final Setting<SecretReference> LISTEN_KEY = new Setting<>("listen.key", SPEECH_KEY.type(), null,
            "the key that this server wants to know");
    public static final Setting<String> LISTEN_MODEL = new Setting<>("listen.model",
            Types.line("the name or the folder of a model", 1_000, false), null,
            "the name of openai's model, whisper-1 if not set; the folder of pocketsphinx's, the usual one if not set");
    public static final Setting<String> LISTEN_LANGUAGE = new Setting<>("listen.language",
            Types.line("a language such as en", 10, false), null, "the language that an openai server is told, if any");
    public static final Setting<Double> LISTEN_CONFIDENCE = new Setting<>("listen.confidence", Types.number("0", "1"),
            "0.5", "how sure the recogniser has to be, from 0 to 1, where a command does not say");
    public static final Setting<Duration> LISTEN_SILENCE = new Setting<>("listen.silence",
            DurationType.withUnit("150ms", "3s", "400ms"), "400ms", "so long nothing is said at the end of a command");
    public static final Setting<Duration> LISTEN_LONGEST = new Setting<>("listen.longest",
            DurationType.withUnit("1s", "30s", "8s"), "8s", "what is as long is taken for whole");
    public static final Setting<Duration> LISTEN_TAIL = new Setting<>("listen.tail",
            DurationType.withUnit("0ms", "3s", "400ms"), "400ms", "so long after its own speech it is deaf");

    private final Optional<Field<T>> seedField;
    private final Optional<String> seedVariable;

    Setting(String id, Type<T> type, String standard, String meaning) {
        this(id, type, standard, meaning, Optional.empty(), null);
    }

    /** One that is a field of the seed-style file as well, written there as another type tells. */
    private Setting(String id, Type<T> type, String standard, String meaning, Optional<Type<T>> seedType) {
        this(id, type, standard, meaning, seedType, null);
    }

    private Setting(String id, Type<T> type, String standard, String meaning, String seedVariable) {
        this(id, type, standard, meaning, Optional.of(type), seedVariable);
    }

    private Setting(String id, Type<T> type, String standard, String meaning, Optional<Type<T>> seedType,
            String seedVariable) {
        super(id, type, standard == null ? Absent.OTHER : Absent.STANDARD,
                standard == null ? "not set" : standard, meaning);
        this.seedField = seedType.map(each -> Field.optional(id, each, "", meaning));
        this.seedVariable = Optional.ofNullable(seedVariable);
    }

    private static Setting<Double> alert(String name, String most, String standard, String meaning) {
        return new Setting<>("alerts." + name, Types.number("0.01", most), standard, meaning);
    }

    private static Setting<List<Glob>> devices(String name, String meaning) {
        return new Setting<>("devices." + name, new ListType<>(Types.text("the name of a device; * is any text",
                text -> text.isBlank() || text.length() > 200 ? Optional.empty() : Optional.of(new Glob(text.strip())),
                Glob::toString),
                "a list such as [\"USB Keyboard\"]; a * is any text; in a variable with commas between"), null,
                meaning + " (Linux without X11)");
    }

    /** An address of this machine, in numbers: a name would have to be looked up in the network. */
    private static Optional<InetAddress> address(String written) {
        String text = written.strip();
        boolean ipv4 = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        boolean ipv6 = text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!ipv4 && !ipv6 && !text.equals("localhost")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text.equals("localhost") ? "127.0.0.1" : text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "FERMATA_" + name().replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The variable that the seed names for it, if any. */
    public Optional<String> seedVariable() {
        return seedVariable;
    }

    /** The same in the seed-style {@code pause_control_config.json}, if it is there. */
    Optional<Field<T>> seedField() {
        return seedField;
    }
}
