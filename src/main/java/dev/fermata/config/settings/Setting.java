package dev.fermata.config.settings;

import dev.fermata.model.PauseMode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be set: its name, what it may be, its default and what it means. {@link #ALL}
 * is the one list of them; files, variables, flags, messages, {@code fermata config} and the test of
 * {@code docs/settings.md} all follow it. Immutable.
 *
 * @param <T> what its value is in the program
 */
public final class Setting<T> {
    public static final Setting<Boolean> ENABLE_API = new Setting<>("enable_api", Kinds.flag(), "true",
            "whether the agent serves its HTTP API and page");
    public static final Setting<Long> PORT = new Setting<>("port", Kinds.whole(0, 65_535), "8010",
            "the port of the API; 0 takes any free one");
    public static final Setting<InetAddress> BIND = new Setting<>("bind", Kinds.address(), "127.0.0.1",
            "the address the API listens on; one that other machines reach needs a token");
    public static final Setting<String> TOKEN = new Setting<>("token", Kinds.token(), null,
            "what clients have to send as a password");
    /** Up to 2^53 - 1, which every reader of JSON keeps exactly. */
    public static final Setting<Long> SESSION_ID = new Setting<>("session_id",
            Kinds.whole(0, 9_007_199_254_740_991L), null,
            "the number clients may name the run by; the agent's process id if not set");
    public static final Setting<PauseMode> PAUSE_MODE = new Setting<>("pause_mode",
            Kinds.choice(PauseMode.class, Map.of()), "immediate",
            "whether a client's pause stops a running sequence or lets it finish", "PAUSE_CONTROL_PAUSE_MODE");
    public static final Setting<Duration> GRACEFUL_TIMEOUT = new Setting<>("graceful_timeout",
            Kinds.duration("0ms", "30s", "2s"), "2s",
            "how long a graceful pause waits for a running sequence at most");
    public static final Setting<Long> BUFFER_SIZE = new Setting<>("buffer_size", Kinds.whole(1, 100_000), "1000",
            "how many actions of clients wait during a pause at most", "PAUSE_CONTROL_BUFFER_SIZE");
    public static final Setting<Duration> MAX_BUFFER_AGE = new Setting<>("max_buffer_age",
            Kinds.duration("100ms", "1h", "30s"), "30s",
            "how long an action waits during a pause before it is dropped", true);
    public static final Setting<Boolean> ENABLE_AUTO_RECOVERY = new Setting<>("enable_auto_recovery",
            Kinds.flag(), "true",
            "whether lost key-ups, dead hooks and stalls are mended, or only told about", true);
    public static final Setting<Boolean> ENABLE_PERFORMANCE_MONITORING = new Setting<>(
            "enable_performance_monitoring", Kinds.flag(), "true",
            "whether latencies are measured and alerts raised", true);
    public static final Setting<LogLevel> LOG_LEVEL = new Setting<>("log_level",
            Kinds.choice(LogLevel.class, Map.of("warning", LogLevel.WARN, "critical", LogLevel.ERROR)), "warn",
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

    /** Every setting, in the order they are listed and documented. */
    public static final List<Setting<?>> ALL = List.of(
            ENABLE_API, PORT, BIND, TOKEN, SESSION_ID, PAUSE_MODE, GRACEFUL_TIMEOUT, BUFFER_SIZE, MAX_BUFFER_AGE,
            ENABLE_AUTO_RECOVERY, ENABLE_PERFORMANCE_MONITORING, LOG_LEVEL,
            ALERT_PAUSE_MS, ALERT_RESUME_MS, ALERT_STATUS_MS, ALERT_CPU_PERCENT, ALERT_MEMORY_MB);

    private final String id;
    private final Kind<T> kind;
    private final Optional<String> standard;
    private final String meaning;
    private final boolean inSeedFile;
    private final Optional<String> seedVariable;

    private Setting(String id, Kind<T> kind, String standard, String meaning) {
        this(id, kind, standard, meaning, false, null);
    }

    private Setting(String id, Kind<T> kind, String standard, String meaning, boolean inSeedFile) {
        this(id, kind, standard, meaning, inSeedFile, null);
    }

    private Setting(String id, Kind<T> kind, String standard, String meaning, String seedVariable) {
        this(id, kind, standard, meaning, true, seedVariable);
    }

    private Setting(String id, Kind<T> kind, String standard, String meaning, boolean inSeedFile,
            String seedVariable) {
        this.id = id;
        this.kind = kind;
        this.standard = Optional.ofNullable(standard);
        this.meaning = meaning;
        this.inSeedFile = inSeedFile;
        this.seedVariable = Optional.ofNullable(seedVariable);
    }

    private static Setting<Double> alert(String name, String most, String standard, String meaning) {
        return new Setting<>("alerts." + name, Kinds.number("0.01", most), standard, meaning);
    }

    /** Its name in {@code settings.toml} and in listings; a dot stands for a table. */
    public String id() {
        return id;
    }

    /** What it means, in half a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What it may be, with its limits. */
    public String expected() {
        return kind.expected();
    }

    /** Its default as a person writes it; empty when it is not set by default. */
    public Optional<String> standard() {
        return standard;
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "FERMATA_" + id.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The variable that the seed names for it, if any. */
    public Optional<String> seedVariable() {
        return seedVariable;
    }

    /** Whether it is a field of the seed-style {@code pause_control_config.json}. */
    public boolean isInSeedFile() {
        return inSeedFile;
    }

    Kind<T> kind() {
        return kind;
    }

    /** The default as a value. */
    Optional<T> standardValue() {
        return standard.map(text -> kind.ofText(text).orElseThrow());
    }

    @Override
    public String toString() {
        return id;
    }
}
