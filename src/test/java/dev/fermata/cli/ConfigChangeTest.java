package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.app.Places;
import dev.fermata.config.settings.AllSettings;
import dev.fermata.config.settings.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fermata config set} and {@code unset} make of a file, and what they leave alone. */
class ConfigChangeTest {
    @TempDir Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private Path toml;
    private String out;
    private String err;

    @BeforeEach
    void file() {
        toml = folder.resolve("config").resolve("settings.toml");
    }

    private int run(Object command, String... arguments) {
        StringWriter told = new StringWriter();
        StringWriter wrong = new StringWriter();
        int code = Main.commandLine(command).setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong))
                .execute(arguments);
        out = told.toString();
        err = wrong.toString();
        return code;
    }

    private CommandEnvironment environment() {
        return new CommandEnvironment(new Places(folder, toml.getParent(), folder.resolve("state"), folder), variables,
                false);
    }

    private int set(String name, String value) {
        return run(new ConfigChange.Set(environment()), name, value);
    }

    private int unset(String name) {
        return run(new ConfigChange.Unset(environment()), name);
    }

    private String given(String text) throws IOException {
        Files.createDirectories(toml.getParent());
        Files.writeString(toml, text);
        return text;
    }

    private void assertFile(String text) throws IOException {
        assertEquals(text, Files.readString(toml), err);
    }

    @Test
    void aFileThatIsNotThereIsMadeForItsUserAlone() throws IOException {
        assertEquals(0, set("alerts.pause_ms", "5"), () -> err);
        assertFile("[alerts]\npause_ms = 5\n");
        assertEquals("alerts.pause_ms is 5 (" + toml + ":2)\na fermata that runs takes it over at once\n", out);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(toml)));
        }
        assertEquals(0, set("port", "9000"));
        assertFile("port = 9000\n[alerts]\npause_ms = 5\n");
        assertTrue(out.endsWith("a fermata that runs needs a restart for it\n"), out);
    }

    @Test
    void commentsOrderLineEndsAndPermissionsStay() throws IOException {
        given("# mine\r\nport   = 8010   # not 80\r\n\r\n[speech] # loud\r\nvolume = 0.5\r\n# the end");
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(toml, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(0, set("port", "9000"));
        assertEquals(0, set("speech.volume", "0.25"));
        assertEquals(0, set("log_level", "INFO"));
        assertFile("# mine\r\nport   = 9000   # not 80\r\nlog_level = \"info\"\r\n\r\n[speech] # loud\r\n"
                + "volume = 0.25\r\n# the end");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(toml)));
        assertEquals(0, unset("port"));
        assertEquals(0, unset("speech.volume"));
        assertFile("# mine\r\nlog_level = \"info\"\r\n\r\n[speech] # loud\r\n# the end");
        assertEquals(0, unset("port"), "it is not there already");
    }

    @Test
    void howATableIsWrittenDoesNotMatter() throws IOException {
        given("alerts = { pause_ms = 5, resume_ms = 6 }\nspeech.volume = 0.5\n");
        assertEquals(0, set("alerts.resume_ms", "7.5"));
        assertEquals(0, set("speech.volume", "1"));
        assertEquals(0, set("speech.voice", "de"));
        assertEquals(0, set("alerts.cpu_percent", "2"));
        assertFile("alerts = { pause_ms = 5, resume_ms = 7.5, cpu_percent = 2 }\nspeech.volume = 1\n"
                + "speech.voice = \"de\"\n");
    }

    @Test
    void aListIsWrittenWithCommasOrAsInTheFile() throws IOException {
        assertEquals(0, set("speech.important", "price,how much"));
        assertFile("[speech]\nimportant = [\"price\", \"how much\"]\n");
        assertEquals(0, set("speech.command", "[\"piper\", \"a,b\"]"));
        assertFile("[speech]\nimportant = [\"price\", \"how much\"]\ncommand = [\"piper\", \"a,b\"]\n");
        assertEquals(3, set("speech.talk", "[\"nokey\"]"));
    }

    /** Each default, written down, is what it is anyway. */
    @Test
    @Tag("long")
    void everySettingCanBeWritten() throws IOException {
        for (Setting<?> setting : AllSettings.ALL) {
            if (setting.standardValue().isPresent()) {
                assertEquals(0, set(setting.name(), setting.otherwise()), () -> setting + ": " + err);
                assertTrue(out.startsWith(setting + " is " + setting.otherwise() + " (" + toml + ":"), out);
            }
        }
        String whole = Files.readString(toml);
        for (Setting<?> setting : AllSettings.ALL) {
            assertEquals(0, unset(setting.name()), () -> setting + ": " + err);
        }
        assertTrue(whole.contains("pause = \"3s\""), whole);
        assertFalse(Files.readString(toml).contains("="), Files.readString(toml));
    }

    @Test
    void whatCouldNotBeUsedIsNotWritten() throws IOException {
        String text = given("port = 8010\n");
        assertEquals(3, set("port", "80x"));
        assertTrue(err.contains("'port' cannot be '80x'") && err.contains("a whole number from 0 to 65535"), err);
        assertEquals(3, set("bind", "0.0.0.0"));
        assertTrue(err.contains("there is no 'token'"), err);
        assertEquals(3, set("speech.engine", "command"));
        assertTrue(err.contains("there is no 'speech.command'"), err);
        assertFile(text);
        variables.put("FERMATA_TOKEN", "0123456789abcdef");
        assertEquals(0, set("bind", "0.0.0.0"));
    }

    @Test
    void aNameThatNoSettingHasIsAnsweredWithTheNearest() {
        assertEquals(2, set("prot", "9000"));
        assertTrue(err.contains("'prot' is not a setting; did you mean port?"), err);
        assertEquals(2, set("volume", "1"));
        assertTrue(err.contains("did you mean speech.volume?"), err);
        assertEquals(2, unset("something"));
        assertTrue(err.contains("'fermata config' lists them"), err);
        assertFalse(Files.exists(toml));
    }

    @Test
    void whatTakesPrecedenceOverTheFileIsTold() throws IOException {
        variables.put("FERMATA_PORT", "9001");
        assertEquals(0, set("port", "9000"));
        assertFile("port = 9000\n");
        assertTrue(out.startsWith("port is 9001 (FERMATA_PORT, which takes precedence over " + toml + ")\n"), out);
    }

    @Test
    void aBrokenFileIsToldAndStaysAsItIs() throws IOException {
        String text = given("port = \ntoken = \"s3cr3t\n");
        assertEquals(3, set("log_level", "info"));
        assertTrue(err.contains(toml + ":1:"), err);
        assertFalse(err.contains("s3cr3t"), err);
        assertFile(text);
        given("port = \"x\"\n");
        assertEquals(0, set("port", "9000"), "what is wrong may be mended: " + err);
        assertFile("port = 9000\n");
        Files.write(toml, new byte[] {'#', (byte) 0xFF});
        assertEquals(3, set("port", "9001"));
        assertTrue(err.contains("this is not UTF-8 text"), err);
    }

    @Test
    void aSecretIsNoArgumentButWhereItIsIs() throws IOException {
        assertEquals(2, set("speech.key", "sk-s3cr3t"));
        assertTrue(err.contains("'fermata config set speech.key secret:NAME'"), err);
        assertFalse((out + err).contains("s3cr3t"), out + err);
        assertFalse(Files.exists(toml));
        for (String where : List.of("secret:openai", "env:OPENAI_API_KEY", "file:/run/key")) {
            assertEquals(0, set("speech.key", where), () -> err);
            assertFile("[speech]\nkey = \"" + where + "\"\n");
            assertTrue(out.startsWith("speech.key is " + where), out);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkStaysOne() throws IOException {
        Path real = Files.writeString(folder.resolve("dotfile.toml"), "\uFEFFport = 1\n");
        Files.createDirectories(toml.getParent());
        Files.createSymbolicLink(toml, real);
        assertEquals(0, set("port", "2"));
        assertTrue(Files.isSymbolicLink(toml));
        assertEquals("\uFEFFport = 2\n", Files.readString(real));
    }
}
