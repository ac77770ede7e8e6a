package dev.fermata.config.voices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Field;
import dev.fermata.config.ReferencePage;
import dev.fermata.config.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What voices.toml says. Every file in {@code voices/bad} is refused with exactly the words in the {@code .expected} file
 * next to it. After a deliberate change of wording run the tests with {@code -Dtest.args=-Dfermata.golden.write=true}
 * and review the difference by eye.
 */
class VoicesReaderTest {
    private static final Path BAD = Path.of("src", "test", "resources", "voices", "bad");

    private final ReferencePage page = new ReferencePage("voices.md");

    @TempDir Path folder;

    static Stream<String> bad() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".toml")).sorted()
                    .toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrongInTheExpectedWords(String name) throws IOException {
        VoicesReader.Result result = VoicesReader.parse(name, Files.readString(BAD.resolve(name)));
        Path expected = BAD.resolve(name.replace(".toml", ".expected"));
        if (Boolean.getBoolean("fermata.golden.write")) {
            Files.writeString(expected, result.render() + "\n");
        }
        assertEquals(Files.readString(expected), result.render() + "\n");
        assertEquals(Optional.empty(), result.book());
    }

    @Test
    void everyFieldIsWrongInOneOfThem() throws IOException {
        StringBuilder told = new StringBuilder();
        for (String name : bad().toList()) {
            told.append(Files.readString(BAD.resolve(name.replace(".toml", ".expected")))).append('\n');
        }
        assertEquals(List.of(), VoicesSchema.ALL.stream().flatMap(schema -> schema.names().stream())
                .filter(key -> !Pattern.compile("(?<![a-z_])" + key + "(?![a-z_])").matcher(told).find())
                .filter(key -> !List.of("ladder", "other", "key_variable").contains(key)).toList());
        assertFalse(told.toString().contains("s3cr3t"), "tells no key");
    }

    @Test
    void readsAVoiceAsItsServerIsAsked() {
        VoiceBook book = VoicesReader.parse("voices.toml", """
                [[voice]]
                name = "alice"
                engine = "gpt-sovits"
                ref_audio_path = "a.wav"
                prompt_lang = "zh"
                temperature = 1
                media_type = "raw"
                gpt_weights = "a.ckpt"

                [[voice.other]]
                temperature = 0.7
                seed = 5

                [[voice]]
                name = "bob"
                engine = "openai"
                character = "alice"
                address = "http://127.0.0.1:8880/v1"
                model = "kokoro"
                voice = "af"
                """).book().orElseThrow();
        VoiceModel alice = book.voices().get(0);
        assertEquals(Map.of("ref_audio_path", "a.wav", "prompt_lang", "zh", "text_lang", "auto", "temperature", 1.0,
                "media_type", "raw"), alice.asked());
        assertEquals(List.of(Map.of("temperature", 0.7, "seed", 5L)), alice.others());
        assertEquals("alice Optional[a.ckpt] Optional.empty 32000 Optional.empty", alice.character() + " "
                + alice.gptWeights() + " " + alice.sovitsWeights() + " " + alice.rate() + " " + alice.address());
        VoiceModel bob = book.voices().get(1);
        assertEquals(Map.of("model", "kokoro", "voice", "af", "response_format", "wav"), bob.asked());
        assertEquals("alice 24000 http://127.0.0.1:8880/v1", bob.character() + " " + bob.rate() + " "
                + bob.address().orElseThrow());
        assertEquals("6 PT15S", book.attempts() + " " + book.time());
        assertEquals("bob", book.first(VoiceService.OPENAI, "").orElseThrow().name());
        assertTrue(book.first(VoiceService.OPENAI, "alice").isEmpty());
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertTrue(VoicesReader.read(folder.resolve("voices.toml")).render().contains("this file does not exist"));
    }

    static List<Schema> tables() {
        return VoicesSchema.ALL.stream().filter(each -> each != VoicesSchema.TOP_TABLE
                && each != VoicesSchema.SOVITS_OTHER && each != VoicesSchema.OPENAI_OTHER).toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void thePageHasEveryTable(Schema schema) throws IOException {
        page.hasTable("### " + schema.title(), "| field | type | default | meaning |",
                schema.fields().stream().map(VoicesReaderTest::row).toList());
    }

    private static String row(Field<?> field) {
        return "| `" + field + "` | " + field.type().title() + " | " + ReferencePage.otherwise(field, true)
                + (field.otherwise().isEmpty() ? "" : " ") + "| " + field.meaning() + " |";
    }

    @Test
    void everyExampleOfThePageIsRight() throws IOException {
        Matcher example = Pattern.compile("(?s)```toml\n(.*?)```").matcher(page.text());
        int count = 0;
        while (example.find()) {
            assertEquals("", VoicesReader.parse("example.toml", example.group(1)).render());
            count++;
        }
        assertTrue(count >= 2, "has examples");
    }
}
