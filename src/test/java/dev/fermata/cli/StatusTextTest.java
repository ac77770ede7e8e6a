package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fermata status} prints; see {@code status/*.json} and {@code .expected}. */
class StatusTextTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "status");

    @ParameterizedTest
    @ValueSource(strings = {"busy", "idle"})
    void printsTheExpectedText(String name) throws IOException {
        String text = text(Files.readString(FOLDER.resolve(name + ".json")));
        Path expected = FOLDER.resolve(name + ".expected");
        if (Boolean.getBoolean("fermata.golden.write")) {
            Files.writeString(expected, text);
        }

        assertEquals(Files.readString(expected, StandardCharsets.UTF_8), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        assertEquals("fermata  plays ''\n\n", text("{}"));
    }

    @Test
    void saysWhyItDoesNotListen() {
        assertEquals("fermata  plays ''\n\n\nLISTENING off; 0 done, 0 not\n  no microphone\n  a recogniser, on nothing\n",
                text("{\"listening\":{\"on\":false,\"why_not\":\"no microphone\",\"microphone\":\"nothing\",\"recogniser\":"
                        + "\"a recogniser\",\"commands\":0,\"done\":0,\"ignored\":0}}"));
    }

    @Test
    void saysWhatViewersPlay() {
        String text = text("{\"stream\":{\"feeds\":1,\"feeds_open\":1,\"came\":9,\"answered\":4,\"merged\":1,\"dropped\":2,"
                + "\"waiting\":2,\"viewers\":{\"actions\":3,\"per_minute\":10,\"total\":500,\"taken\":7,\"played\":5,"
                + "\"dropped\":1,\"open\":1,\"refused\":{\"held\":2,\"rate\":11}}}}");
        assertTrue(text.contains("\n  viewers play (3 actions): 7 of 500 used, 5 played, 1 dropped, 13 refused\n"), text);
    }

    @Test
    void letsNoClientCommandTheTerminal() {
        String text = text("{\"profile\":\"\\u001b[2J\",\"holds\":[{\"holder\":\"api:x\",\"reason\":\"\\u001b]0;hi\\u0007\"}]}");

        assertFalse(text.contains("\033"), text);
        assertTrue(text.contains("api:x (\uFFFD]0;hi\uFFFD)"), text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "-5, 0.0 s", "49, 0.0 s", "50, 0.1 s", "59940, 59.9 s", "59960, 1 m 00 s",
        "125000, 2 m 05 s", "3600000, 1 h 00 m", "5460000, 1 h 31 m"})
    void wordsDurations(double millis, String words) {
        assertEquals(words, AnswerText.duration(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "0.0421, 0.042", "1.26, 1.3", "250.4, 250"})
    void wordsLatencies(double millis, String words) {
        assertEquals(words, AnswerText.millis(millis));
    }

    private static String text(String json) {
        return StatusText.of(Json.parse(json).orElseThrow(), ZoneOffset.UTC);
    }
}
