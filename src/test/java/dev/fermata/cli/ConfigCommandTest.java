package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.config.settings.AllSettings;
import dev.fermata.config.settings.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
    @TempDir Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        Places places = new Places(folder, folder, folder, folder);
        CommandLine line = Main.commandLine(new ConfigCommand(new CommandEnvironment(places, variables, false)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void printsEverySettingWithItsValueAndSource() throws IOException {
        Path toml = Files.writeString(folder.resolve("settings.toml"), "[alerts]\ncpu_percent = 2.5\n");
        Path json = Files.writeString(folder.resolve("c.json"), "{\"max_buffer_age\": 12.5}");
        variables.put("PAUSE_CONTROL_BUFFER_SIZE", "2000");
        variables.put("FERMATA_TOKEN", "0123456789abcdef");

        assertEquals(0, run("--config", json.toString(), "--port", "9000", "--no-api", "--session-id", "123456",
                "--pause-mode", "graceful", "--log-level", "debug", "--bind", "127.0.0.2"));

        assertEquals(String.join("\n",
                "enable_api                     false             --no-api",
                "port                           9000              --port",
                "bind                           127.0.0.2         --bind",
                "token                          set               FERMATA_TOKEN",
                "session_id                     123456            --session-id",
                "pause_mode                     graceful          --pause-mode",
                "graceful_timeout               2s                default",
                "buffer_size                    2000              PAUSE_CONTROL_BUFFER_SIZE",
                "max_buffer_age                 12.5s             " + json + ":1",
                "enable_auto_recovery           true              default",
                "enable_performance_monitoring  true              default",
                "log_level                      debug             --log-level",
                "alerts.pause_ms                10                default",
                "alerts.resume_ms               10                default",
                "alerts.status_ms               1                 default",
                "alerts.cpu_percent             2.5               " + toml + ":2",
                "alerts.memory_mb               10                default",
                "api.allowed_origins            not set           default",
                "api.screen                     true              default",
                "profiles.own                   first             default",
                "overlay.corner                 off               default",
                "overlay.text                   true              default",
                "overlay.size                   16                default",
                "overlay.opacity                0.85              default",
                "sounds                         off               default",
                "sound_volume                   0.3               default",
                "notifications                  off               default",
                "tray                           false             default",
                "speech.engine                  system            default",
                "speech.command                 not set           default",
                "speech.voice                   not set           default",
                "speech.address                 not set           default",
                "speech.key                     not set           default",
                "speech.volume                  0.8               default",
                "speech.device                  not set           default",
                "speech.important               not set           default",
                "speech.talk                    not set           default",
                "speech.before                  normalise,numbers,sentences,prefix  default",
                "speech.after                   voice,length,trim,level,background  default",
                "speech.prefix                  not set           default",
                "speech.background              not set           default",
                "speech.background_volume       0.2               default",
                "speech.cache                   true              default",
                "speech.cache_size              200               default",
                "speech.cache_days              30                default",
                "segment.max_duration           20s               default",
                "segment.pause                  3s                default",
                "segment.timeout                5s                default",
                "segment.max_bytes              512000            default",
                "segment.guard                  500ms             default",
                "segment.window                 1m                default",
                "devices.only                   not set           default",
                "devices.except                 not set           default",
                "listen.microphone              off               default",
                "listen.talk_keys               not set           default",
                "listen.device                  not set           default",
                "listen.recogniser              pocketsphinx      default",
                "listen.command                 not set           default",
                "listen.address                 not set           default",
                "listen.key                     not set           default",
                "listen.model                   not set           default",
                "listen.language                not set           default",
                "listen.confidence              0.5               default",
                "listen.silence                 400ms             default",
                "listen.longest                 8s                default",
                "listen.tail                    400ms             default",
                "stream.on                      false             default",
                "stream.viewers                 false             default",
                "history.on                     false             default",
                "history.days                   30                default",
                "history.size                   200               default",
                "bridge.address                 not set           default",
                "bridge.events                  fermata:events    default",
                "bridge.commands                fermata:commands  default",
                "bridge.allow                   not set           default",
                "bridge.user                    not set           default",
                "bridge.password                not set           default",
                "bridge.certificate             not set           default",
                "",
                "settings file: " + toml,
                ""), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void printsTheSameAsJson() {
        assertEquals(0, run("--format", "json", "--token", "0123456789abcdef"));

        Node json = Json.parse(out.toString()).orElseThrow();
        assertEquals(AllSettings.ALL.stream().map(Setting::name).toList(),
                List.copyOf(json.get("settings").fields().keySet()));
        assertEquals(8010, json.get("settings").get("port").get("value").whole().orElseThrow());
        assertEquals(10, json.get("settings").get("alerts.pause_ms").get("value").number().orElseThrow());
        assertTrue(json.get("settings").get("enable_api").get("value").isTrue());
        assertEquals("set", json.get("settings").get("token").get("value").text());
        assertEquals("--token", json.get("settings").get("token").get("source").text());
        assertFalse(json.get("settings").get("session_id").get("value").isThere());
        assertEquals(folder.resolve("settings.toml").toString(), json.get("settings_file").text());
        assertFalse(out.toString().contains("0123456789abcdef"));
    }

    @Test
    void saysThatThereIsNoSettingsFile() {
        assertEquals(0, run());

        assertTrue(out.toString().endsWith("settings file: " + folder.resolve("settings.toml") + " (not there)\n"));
    }

    @Test
    void refusesBadSettingsWithTheirSources() {
        variables.put("FERMATA_PROT", "1");

        assertEquals(3, run("--port", "many", "--config", folder.resolve("none.json").toString()));

        assertEquals(String.join("\n", "fermata: the settings cannot be used:",
                folder.resolve("none.json") + ": this file does not exist",
                "FERMATA_PROT: no setting belongs to this variable",
                "      did you mean FERMATA_PORT?",
                "--port: 'port' cannot be 'many'",
                "      expected: a whole number from 0 to 65535",
                ""), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void refusesAnUnknownFormat() {
        assertEquals(2, run("--format", "xml"));

        assertTrue(err.toString().startsWith("fermata: --format is text or json, not 'xml'"), err.toString());
    }
}
