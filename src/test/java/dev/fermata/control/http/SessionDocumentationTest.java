package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Schema;
import dev.fermata.segment.CutReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/session.md tells of every message, and its client says what the page says. */
class SessionDocumentationTest {
    private static final Pattern CLIENT = Pattern.compile("```java\n(.*?)```\n.*?```json\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static String page() throws Exception {
        return Files.readString(Path.of("docs/session.md"));
    }

    @Test
    void everyMessageAndEveryReasonIsThere() throws Exception {
        String page = page();
        for (Map.Entry<SessionFields.Kind, Schema> each : SessionFields.SCHEMAS.entrySet()) {
            Matcher row = Pattern.compile("\n\\| `" + each.getKey().name().toLowerCase(Locale.ROOT) + "` \\|.*\n")
                    .matcher(page);
            assertTrue(row.find(), each.getKey().name());
            for (String field : each.getValue().names()) {
                boolean ofAll = field.equals("type") || field.equals("session_id") || field.equals("trace_id");
                assertTrue(ofAll || row.group().contains("`" + field + "`"), field);
            }
        }
        for (CutReason reason : CutReason.values()) {
            assertTrue(page.contains("\n| `" + reason + "` |"), reason.name());
        }
    }

    @Test
    @Tag("proof")
    @Timeout(60)
    void theClientIsToldWhatThePageSays() throws Exception {
        Matcher client = CLIENT.matcher(page());
        assertTrue(client.find());
        Path source = Files.writeString(folder.resolve("Client.java"), client.group(1));
        try (TestServer server = new TestServer()) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    source.toString(), "ws://127.0.0.1:" + server.port() + "/session").redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(client.group(2), said);
        }
    }
}
