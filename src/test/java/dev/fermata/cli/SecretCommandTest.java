package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.secret.SecretException;
import dev.fermata.secret.SecretStore;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandTest {
    @TempDir Path folder;
    private String out;
    private String err;

    private SecretStore store() {
        return new SecretStore(folder.resolve("config"), folder.resolve("state")).withKeyFile();
    }

    private int run(Object command, String... arguments) {
        StringWriter told = new StringWriter();
        StringWriter wrong = new StringWriter();
        int code = Main.commandLine(command).setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong))
                .execute(arguments);
        out = told.toString();
        err = wrong.toString();
        assertFalse((out + err).contains("s3cr3t"), out + err);
        return code;
    }

    private int set(String value, String... arguments) {
        return run(new SecretCommand.Set(store(), new SecretInput() {
            @Override
            char[] read(String prompt) {
                return value.toCharArray();
            }
        }), arguments);
    }

    @Test
    void setListAndRemove() {
        assertEquals(0, set("sk-s3cr3t", "openai"), () -> err);
        assertEquals("the secret 'openai' is kept in " + store().file() + "; its key is in the file "
                + folder.resolve("state").resolve("secrets.key") + "\nsettings name it as \"secret:openai\"\n", out);
        assertEquals(0, set("sk-s3cr3t2", "openai"));
        assertTrue(out.startsWith("the secret 'openai' is replaced"), out);
        assertEquals(Optional.of("sk-s3cr3t2"), store().find("openai"));
        assertEquals(0, set("x", "redis"));
        assertEquals(0, run(new SecretCommand.Names(store())));
        assertEquals("openai\nredis\n", out);
        assertEquals(0, run(new SecretCommand.Remove(store()), "openai"));
        assertEquals(3, run(new SecretCommand.Remove(store()), "rediss"));
        assertEquals("fermata: there is no secret 'rediss'; did you mean redis?\n", err);
    }

    @Test
    void aValueIsNoArgument() {
        assertEquals(2, set("x", "openai", "sk-s3cr3t"));
        assertTrue(err.contains("a value is no argument"), err);
        assertEquals(2, set("x", "no name"));
        assertEquals(0, run(new SecretCommand.Names(store())));
        assertEquals("", out);
    }

    private static String piped(String text) {
        return new String(SecretInput.piped(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void ofStandardInputTheEndOfTheLineIsNoPart() {
        assertEquals("sk-s3cr3t", piped("sk-s3cr3t\r\n"));
        assertEquals(" a \u00e4", piped(" a \u00e4\n"));
        assertEquals("", piped("\n"));
        assertEquals("a\n", piped("a\n\n"), "which is refused as two lines");
        assertThrows(SecretException.class, () -> piped("x".repeat(5_000)));
    }
}
