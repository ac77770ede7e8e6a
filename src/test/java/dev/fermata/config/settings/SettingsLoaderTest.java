package dev.fermata.config.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.model.PauseMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    private static final String SEED = """
            {
              "pause_mode": "immediate",
              "buffer_size": 1000,
              "max_buffer_age": 30.0,
              "enable_auto_recovery": true,
              "enable_performance_monitoring": true,
              "log_level": "INFO"
            }
            """;

    @TempDir Path folder;
    private Path toml;
    private Path json;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void files() {
        toml = folder.resolve("settings.toml");
        json = folder.resolve("pause_control_config.json");
    }

    private LoadedSettings load(SettingsLoader.Flag... flags) {
        return SettingsLoader.load(new SettingsLoader.Sources(toml,
                Files.exists(json) ? Optional.of(json) : Optional.empty(), variables, List.of(flags)));
    }

    private String refusal(SettingsLoader.Flag... flags) {
        return assertThrows(SettingsRefusedException.class, () -> load(flags)).getMessage();
    }

    @Test
    void hasTheDefaultsOfTheIssueWhereNothingIsSet() {
        Settings settings = load().settings();

        assertEquals(Settings.DEFAULTS, settings);
        assertEquals(new Settings.Pause(PauseMode.IMMEDIATE, Duration.ofSeconds(2)), settings.pause());
        assertEquals(new Settings.Buffer(1_000, Duration.ofSeconds(30)), settings.buffer());
        assertEquals(new Settings.Alerts(10, 10, 1, 1, 10), settings.alerts());
        assertEquals("Api[enabled=true, port=8010, bind=127.0.0.1, token=not set, allowedOrigins=[], screen=true]",
                settings.api().toString());
        assertEquals(OptionalLong.empty(), settings.givenSessionId());
        assertEquals(ProcessHandle.current().pid(), settings.sessionId());
        assertEquals(LogLevel.WARN, settings.logLevel());
        assertTrue(settings.autoRecovery() && settings.monitoring());
    }

    @Test
    void readsTheSeedsFileToTheLetter() throws IOException {
        Files.writeString(json, SEED);

        LoadedSettings loaded = load();

        assertEquals(Settings.DEFAULTS.buffer(), loaded.settings().buffer());
        assertEquals(LogLevel.INFO, loaded.settings().logLevel());
        assertEquals(json + ":4", loaded.source(Setting.MAX_BUFFER_AGE));
        assertEquals("default", loaded.source(Setting.PORT));
    }

    @Test
    void readsTheSeedsVariablesToTheLetter() {
        variables.putAll(Map.of("PAUSE_CONTROL_BUFFER_SIZE", "2000", "PAUSE_CONTROL_PAUSE_MODE", "graceful",
                "PAUSE_CONTROL_LOG_LEVEL", "DEBUG"));

        Settings settings = load().settings();

        assertEquals(2_000, settings.buffer().size());
        assertEquals(PauseMode.GRACEFUL, settings.pause().mode());
        assertEquals(LogLevel.DEBUG, settings.logLevel());
    }

    @Test
    void letsEachSourceOverrideThoseBefore() throws IOException {
        assertEquals("1000 default", bufferSize());
        Files.writeString(toml, "# mine\nbuffer_size = 1\n");
        assertEquals("1 " + toml + ":2", bufferSize());
        Files.writeString(json, "{\n\n\"buffer_size\": 2}");
        assertEquals("2 " + json + ":3", bufferSize());
        variables.put("PAUSE_CONTROL_BUFFER_SIZE", "3");
        assertEquals("3 PAUSE_CONTROL_BUFFER_SIZE", bufferSize());
        variables.put("FERMATA_BUFFER_SIZE", "4");
        assertEquals("4 FERMATA_BUFFER_SIZE", bufferSize());
        assertEquals("5 --buffer", bufferSize(new SettingsLoader.Flag(Setting.BUFFER_SIZE, "--buffer", "5")));
    }

    private String bufferSize(SettingsLoader.Flag... flags) {
        LoadedSettings loaded = load(flags);
        return loaded.settings().buffer().size() + " " + loaded.source(Setting.BUFFER_SIZE);
    }

    @Test
    void aStepOfSpeechThatThereIsNotIsToldWithItsPlaceAndWhatIsMeant() throws IOException {
        Files.writeString(toml, "[speech]\nbefore = [\"normalise\", \"nubmers\"]\nafter = []");
        String told = refusal();
        assertTrue(told.contains(":2:24"), told);
        assertTrue(told.contains("'speech.before' cannot be the text \"nubmers\""), told);
        assertTrue(told.contains("did you mean numbers?"), told);
        assertTrue(told.contains("sentences"), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "enable_api | false", "port | 0", "bind | 127.0.0.2", "token | 0123456789abcdef", "session_id | 123456",
        "pause_mode | graceful", "graceful_timeout | 1.5s", "buffer_size | 7", "max_buffer_age | 1m",
        "enable_auto_recovery | false", "enable_performance_monitoring | false", "log_level | trace",
        "alerts.pause_ms | 2.5", "alerts.resume_ms | 3", "alerts.status_ms | 0.5", "alerts.cpu_percent | 20",
        "alerts.memory_mb | 64", "api.allowed_origins | http://localhost:5500", "api.screen | false",
        "profiles.own | last",
         "overlay.corner | top_right", "overlay.text | false",
        "overlay.size | 32", "overlay.opacity | 0.5", "sounds | states", "sound_volume | 0.5", "notifications | faults",
        "tray | true", "speech.engine | off", "speech.command | piper", "speech.voice | de",
        "speech.address | http://127.0.0.1:9880", "speech.key | sk-s3cr3t", "speech.volume | 0.5",
        "speech.device | pulse", "speech.important | price", "speech.talk | mouse_forward",
        "speech.before | normalise", "speech.after | voice", "speech.prefix | note", "speech.background | a.wav",
        "speech.background_volume | 0.5", "speech.cache | false", "speech.cache_size | 50", "speech.cache_days | 7",
        "segment.max_duration | 30s", "segment.pause | 2s", "segment.timeout | 8s", "segment.max_bytes | 1000000",
        "segment.guard | 300ms", "segment.window | 30s", "devices.only | USB*",
        "devices.except | *Scanner",
        "listen.microphone | open", "listen.talk_keys | mouse_back", "listen.device | usb",
        "listen.recogniser | openai", "listen.command | whisper", "listen.address | http://127.0.0.1:8000",
        "listen.key | sk-s3cr3t", "listen.model | base.en", "listen.language | en", "listen.confidence | 0.7",
        "listen.silence | 600ms", "listen.longest | 5s", "listen.tail | 1s",
        "stream.on | true", "stream.viewers | true", "history.on | true", "history.days | 7", "history.size | 50", "bridge.address | redis://10.0.0.2:6380",
        "bridge.events | rig1:events", "bridge.commands | rig1:commands", "bridge.allow | pause",
        "bridge.user | rig", "bridge.password | s3cr3t", "bridge.certificate | /etc/redis.crt"
    })
    void everySettingCanBeSetByFileAndByVariable(String id, String value) throws IOException {
        Setting<?> setting = AllSettings.ALL.stream().filter(each -> each.name().equals(id)).findFirst().orElseThrow();
        String shown = List.of("token", "speech.key", "listen.key", "bridge.password").contains(id) ? "set" : value;
        boolean bare = value.matches("[0-9.]+|true|false") && !id.equals("bind");
        String name = id.substring(id.indexOf('.') + 1);

        if (id.equals("listen.recogniser")) {
            variables.put("FERMATA_LISTEN_ADDRESS", "http://127.0.0.1:8000");
        }
        if (id.equals("stream.on")) {
            Files.writeString(toml.resolveSibling("stream.toml"), "[[answer]]\non = \"chat\"\ntext = \"%text%\"\n");
        }
        String table = id.contains(".") ? "[" + id.substring(0, id.indexOf('.')) + "]\n" : "\n";
        boolean list = List.of("api.allowed_origins", "devices.only", "devices.except", "speech.command", "speech.important",
                "speech.talk",
                "speech.before", "speech.after", "listen.talk_keys", "listen.command",
                "bridge.allow").contains(id);
        String quoted = list ? "[\"" + value + "\"]" : '"' + value + '"';
        Files.writeString(toml, table + name + " = " + (bare ? value : quoted));
        assertEquals(shown + " " + toml + ":2", row(setting));
        Files.delete(toml);
        variables.put(setting.variable(), value);
        assertEquals(shown + " " + setting.variable(), row(setting));
        assertFalse(load().settings().equals(Settings.DEFAULTS), "and it has an effect");
    }

    @Test
    void readsAListFromAFileAndFromAVariable() throws IOException {
        Files.writeString(toml, "[api]\nallowed_origins = [\n  \"http://localhost:5500\", \"https://[::1]:8443\","
                + " \"http://localhost:5500\",\n]\n");
        assertEquals(List.of("http://localhost:5500", "https://[::1]:8443"), load().settings().api().allowedOrigins());
        Files.writeString(toml, "[api]\nallowed_origins = []\n");
        assertEquals(List.of(), load().settings().api().allowedOrigins());
        assertEquals("none " + toml + ":2", row(Setting.ALLOWED_ORIGINS));

        variables.put("FERMATA_API_ALLOWED_ORIGINS", "http://a.example, https://b.example:8443");

        assertEquals(List.of("http://a.example", "https://b.example:8443"), load().settings().api().allowedOrigins());
        assertEquals("http://a.example,https://b.example:8443 FERMATA_API_ALLOWED_ORIGINS",
                row(Setting.ALLOWED_ORIGINS));
    }

    @Test
    void aCommandKeepsItsRepeatedWords() throws IOException {
        Files.writeString(toml, "[speech]\nengine = \"command\"\ncommand = [\"say\", \"-\", \"-\"]\n");
        assertEquals(List.of("say", "-", "-"), load().settings().speech().command());
        Files.delete(toml);
        variables.put("FERMATA_SPEECH_COMMAND", "say,-,-");
        assertEquals(List.of("say", "-", "-"), load().settings().speech().command());
    }

    @Test
    void anEngineThatIsACommandNeedsOne() {
        variables.put("FERMATA_SPEECH_ENGINE", "command");
        String told = assertThrows(SettingsRefusedException.class, this::load).getMessage();
        assertTrue(told.contains("there is no 'speech.command'"), told);
    }

    @ParameterizedTest
    @CsvSource({"listen.recogniser, command, listen.command", "listen.recogniser, openai, listen.address",
        "listen.microphone, key, listen.talk_keys"})
    void whatAnotherSettingNeedsHasToBeThere(String id, String word, String needed) {
        variables.put("FERMATA_" + id.replace('.', '_').toUpperCase(Locale.ROOT), word);
        assertTrue(refusal().contains("'" + id + "' is '" + word + "', and there is no '" + needed + "'"), refusal());
    }

    @Test
    void aVoiceOfAServerIsOneOfTheFileBesideTheSettings() throws IOException {
        variables.put("FERMATA_SPEECH_ENGINE", "gpt-sovits");
        assertTrue(refusal().contains("voices.toml: this file does not exist"), refusal());
        Path voices = toml.resolveSibling("voices.toml");
        String voice = "[[voice]]\nname = \"%s\"\nengine = \"gpt-sovits\"\nref_audio_path = \"a\"\nprompt_lang = \"zh\"\n";
        Files.writeString(voices, voice.formatted("alice") + "top_k = 0\n");
        assertTrue(refusal().contains("voices.toml:6:9: 'top_k' is 0"), refusal());
        Files.writeString(voices, voice.formatted("alice") + voice.formatted("bob"));
        assertEquals(2, load().settings().speech().served().voices().voices().size());
        variables.put("FERMATA_SPEECH_VOICE", "carol");
        assertTrue(refusal().contains("voices.toml has no voice 'carol' of gpt-sovits"), refusal());
        variables.put("FERMATA_SPEECH_VOICE", "bob");
        variables.put("FERMATA_SPEECH_ENGINE", "openai");
        assertTrue(refusal().contains("voices.toml has no voice 'bob' of openai"), refusal());
        Files.writeString(voices, "[[voice]]\nname = \"bob\"\nengine = \"openai\"\nmodel = \"m\"\nvoice = \"v\"\n");
        assertTrue(refusal().contains("has no 'address', and there is no 'speech.address'"), refusal());
        variables.put("FERMATA_SPEECH_ADDRESS", "https://api.example");
        assertEquals("https://api.example:443",
                load().settings().speech().served().address().orElseThrow().toString());
        variables.put("FERMATA_SPEECH_ENGINE", "system");
        assertEquals(0, load().settings().speech().served().voices().voices().size(), "nobody needs them");
    }

    @Test
    void whatGoesOutOverTheBridgeDoesNotComeInAgain() {
        variables.put("FERMATA_BRIDGE_COMMANDS", "fermata:events");
        assertTrue(refusal().contains("'bridge.commands' is the channel on which events go out"), refusal());
    }

    @Test
    void anAddressOfRedisHasNoPasswordInIt() {
        variables.put("FERMATA_BRIDGE_ADDRESS", "redis://:s3cr3t@127.0.0.1");
        assertTrue(refusal().contains("redis://127.0.0.1:6379"), refusal());
        variables.put("FERMATA_BRIDGE_ADDRESS", "redis://[::1]/");
        assertEquals("redis://[::1]:6379", load().settings().bridge().address().orElseThrow().toString());
        variables.put("FERMATA_BRIDGE_ADDRESS", "rediss://redis.example");
        assertEquals("rediss://redis.example:6379", load().settings().bridge().address().orElseThrow().toString());
        variables.put("FERMATA_BRIDGE_PASSWORD", "s3cr3t");
        assertFalse(load().settings().toString().contains("s3cr3t"));
        variables.put("FERMATA_BRIDGE_PASSWORD", "secret:redis");
        assertEquals("secret:redis FERMATA_BRIDGE_PASSWORD", row(StreamSettings.BRIDGE_PASSWORD));
    }

    @Test
    void aKeyOfAServerIsNowhereShown() throws IOException {
        Files.writeString(toml, "[speech]\nkey = \"sk s3cr3t\"\n");
        assertFalse(refusal().contains("s3cr3t"), refusal());
        Files.writeString(toml, "[speech]\nkey = \"sk-s3cr3t\n");
        assertFalse(refusal().contains("s3cr3t"), refusal());
        Files.writeString(toml, "[speech]\nkey = \"sk-s3cr3t\"\n");
        assertEquals("set " + toml + ":2", row(Setting.SPEECH_KEY));
        assertFalse(load().settings().toString().contains("s3cr3t"));
    }

    @Test
    void aSecretMayBeElsewhereAndWhereItIsIsShown() throws IOException {
        for (String where : List.of("env:OPENAI_API_KEY", "file:/home/x/key", "file:~/key", "secret:openai")) {
            Files.writeString(toml, "token = \"" + where + "\"\n[speech]\nkey = \"" + where + "\"\n");
            Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rw-r--r--"));
            assertEquals(where + " " + toml + ":3", row(Setting.SPEECH_KEY));
            assertEquals(where, load().settings().api().token().orElseThrow().toString());
            assertEquals("", load().warnings(), "nothing secret is in it");
        }
        for (String wrong : List.of("env:1BAD-s3cr3t", "env:", "file:s3cr3t", "secret:a b", "secret:s3cr3t/x")) {
            Files.writeString(toml, "[speech]\nkey = \"" + wrong + "\"\n");
            assertTrue(refusal().contains("'speech.key' cannot be used (it is not shown here)"), refusal());
            assertTrue(refusal().contains("env:NAME, file:PATH or secret:NAME"), refusal());
            assertFalse(refusal().contains("s3cr3t"), refusal());
        }
    }

    private String refusal() {
        return assertThrows(SettingsRefusedException.class, this::load).getMessage();
    }

    private String row(Setting<?> wanted) {
        return load().rows().stream().filter(row -> row.setting() == wanted)
                .map(row -> row.shown().orElse("-") + " " + row.source()).findFirst().orElseThrow();
    }

    @Test
    void coversEverySettingAbove() throws NoSuchMethodException {
        CsvSource rows = SettingsLoaderTest.class
                .getDeclaredMethod("everySettingCanBeSetByFileAndByVariable", String.class, String.class)
                .getAnnotation(CsvSource.class);

        assertEquals(AllSettings.ALL.stream().map(Setting::name).toList(),
                List.of(rows.value()).stream().map(row -> row.substring(0, row.indexOf('|')).strip()).toList());
    }

    @Test
    void takesAnEmptyVariableForNone() {
        variables.put("FERMATA_PORT", " ");
        variables.put("PAUSE_CONTROL_LOG_LEVEL", "");

        assertEquals(Settings.DEFAULTS, load().settings());
    }

    @Test
    void knowsTheVariablesOfTheLauncherAndLeavesOthersAlone() {
        variables.putAll(Map.of("FERMATA_OPTS", "-Xmx1g", "FERMATA_NO_BUILD", "1", "PAUSE_CONTROL_OTHER", "x",
                "HOME", "/nowhere"));

        assertEquals(Settings.DEFAULTS, load().settings());
    }

    @Test
    void takesWordsInCapitalsAndPythonsNameOfALevel() {
        variables.put("FERMATA_PAUSE_MODE", "GRACEFUL");
        variables.put("FERMATA_LOG_LEVEL", "Warning");
        variables.put("FERMATA_ENABLE_API", "False");

        Settings settings = load().settings();

        assertEquals(PauseMode.GRACEFUL, settings.pause().mode());
        assertEquals(LogLevel.WARN, settings.logLevel());
        assertFalse(settings.api().enabled());
    }

    @Test
    void tellsTheProblemsOfAllSourcesInOneGo() throws IOException {
        Files.writeString(toml, "port = -1\n");
        Files.writeString(json, "{\"pause_mode\": 1}");
        variables.put("FERMATA_SESSION_ID", "me");

        String told = refusal(new SettingsLoader.Flag(Setting.LOG_LEVEL, "--log-level", "loud"));

        int last = 0;
        for (String source : List.of(toml + ":1:8:", json + ":1:16:", "FERMATA_SESSION_ID:", "--log-level:")) {
            assertTrue(told.indexOf(source) > last, source + " in its turn in: " + told);
            last = told.indexOf(source);
        }
    }

    @Test
    void doesNotOverlookABadValueThatAnotherSourceOverrides() throws IOException {
        Files.writeString(toml, "port = -1\n");
        variables.put("FERMATA_PORT", "9000");

        assertTrue(refusal().contains("'port' cannot be the number -1"));
    }

    @Test
    void opensToOtherMachinesOnlyWithAToken() {
        SettingsLoader.Flag bind = new SettingsLoader.Flag(Setting.BIND, "--bind", "::");

        assertTrue(refusal(bind).contains("--bind: other machines can reach 'bind' 0:0:0:0:0:0:0:0"), refusal(bind));
        variables.put("FERMATA_TOKEN", "0123456789abcdef");
        assertEquals("0123456789abcdef", load(bind).settings().api().token().orElseThrow().text());
        variables.clear();
        variables.put("FERMATA_ENABLE_API", "false");
        assertFalse(load(bind).settings().api().enabled(), "nothing listens then");
    }

    @Test
    void takesALoopbackAddressOfEitherKindWithoutAToken() {
        for (String address : List.of("127.0.0.1", "127.1.2.3", "::1", "localhost")) {
            variables.put("FERMATA_BIND", address);
            assertTrue(load().settings().api().bind().isLoopbackAddress(), address);
        }
    }

    @Test
    void showsTheTokenNowhere() throws IOException {
        Files.writeString(toml, "token = \"0123456789abcdef\"\n");

        LoadedSettings loaded = load();

        assertFalse((loaded.rows() + " " + loaded.settings()).contains("0123456789abcdef"));
        assertEquals("0123456789abcdef", loaded.settings().api().token().orElseThrow().text());
    }

    @Test
    void namesAFileThatCannotBeUsed() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertTrue(assertThrows(SettingsRefusedException.class, () -> SettingsLoader.load(
                new SettingsLoader.Sources(toml, Optional.of(missing), Map.of(), List.of()))).getMessage()
                .endsWith(missing + ": this file does not exist"));
        Files.createDirectory(toml);
        assertTrue(refusal().endsWith(toml + ": this is not an ordinary file"));
        Files.delete(toml);
        Files.write(toml, new byte[] {'p', (byte) 0xFF});
        assertTrue(refusal().contains(toml + ": this is not UTF-8 text"));
        Files.writeString(toml, "#".repeat(70_000));
        assertTrue(refusal().contains(toml + ": this file is larger than 64 KB"));
        Files.delete(toml);
        Files.createSymbolicLink(toml, missing);
        assertTrue(refusal().endsWith(toml + ": this file does not exist"), "a link that leads nowhere");
    }

    @Test
    void takesAnEmptyFileAndAByteOrderMark() throws IOException {
        Files.writeString(toml, "# nothing yet\n");
        assertEquals(Settings.DEFAULTS, load().settings());
        Files.write(toml, "\uFEFFport = 1\r\n[alerts]\r\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, load().settings().api().port());
    }

    @Test
    void warnsOfATokenThatOthersCanRead() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.writeString(toml, "token = \"0123456789abcdef\"\n");
        Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rw-r--r--"));
        String told = load().warnings();
        assertTrue(told.startsWith(toml + ": warning: other users"), told);
        assertTrue(told.contains("chmod 600 " + toml), told);
        assertFalse(told.contains("0123456789abcdef"), told);

        Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rw-------"));
        assertEquals("", load().warnings());
        Files.writeString(toml, "port = 8123\n");
        Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("", load().warnings(), "nothing secret is in it");
    }
}
