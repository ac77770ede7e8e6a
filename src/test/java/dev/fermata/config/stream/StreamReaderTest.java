package dev.fermata.config.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Field;
import dev.fermata.config.ReferencePage;
import dev.fermata.config.Schema;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stream.toml says. Every file in {@code stream/bad} is refused with exactly the words in the {@code .expected} file
 * next to it. After a deliberate change of wording run the tests with {@code -Dtest.args=-Dfermata.golden.write=true}
 * and review the difference by eye.
 */
class StreamReaderTest {
    private static final Path BAD = Path.of("src", "test", "resources", "stream", "bad");

    private final ReferencePage page = new ReferencePage("stream.md");

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
        StreamReader.Result result = StreamReader.parse(name, Files.readString(BAD.resolve(name)), BAD);
        Path expected = BAD.resolve(name.replace(".toml", ".expected"));
        String told = result.render().replace(BAD + "/", "") + "\n";
        if (Boolean.getBoolean("fermata.golden.write")) {
            Files.writeString(expected, told);
        }
        assertEquals(Files.readString(expected), told);
        assertEquals(Optional.empty(), result.book());
    }

    @Test
    void everyFieldIsWrongInOneOfThem() throws IOException {
        StringBuilder told = new StringBuilder();
        for (String name : bad().toList()) {
            told.append(Files.readString(BAD.resolve(name.replace(".toml", ".expected")))).append('\n');
        }
        assertEquals(List.of(), StreamSchema.ALL.stream().flatMap(schema -> schema.names().stream())
                .filter(key -> !Pattern.compile("(?<![a-z_])" + key + "(?![a-z_])").matcher(told).find()).toList());
    }

    @Test
    void readsWhatIsAnsweredAndHow() throws IOException {
        Files.writeString(folder.resolve("talk.txt"), "# a comment\nwelcome {all|everybody}\n\nask me\nanything\n");
        StreamBook book = StreamReader.parse("stream.toml", """
                important = ["price"]
                [[feed]]
                name = "douyin"
                kind = "barrage-grab"
                [[feed]]
                name = "room"
                kind = "douyin-live"
                address = "ws://127.0.0.1:1088/ws/516466932480"
                [ignore]
                users = ["*bot"]
                longest = 50
                words = ["spoiler"]
                [[answer]]
                on = "gift"
                least = 100
                text = "{thanks|thank you}, %user%, for %count% %gift%"
                sum = "%count% more"
                priority = "vip"
                [[answer]]
                on = "chat"
                words = ["hello"]
                text = "hello %user%"
                per_minute = 6
                per_person = 1
                expires = "10s"
                [script]
                files = ["talk.txt"]
                pause = "30s"
                shuffle = true
                """, folder).book().orElseThrow();
        assertEquals("douyin barrage-grab http://127.0.0.1:8888", book.feeds().get(0).name() + " "
                + book.feeds().get(0).kind() + " " + book.feeds().get(0).address());
        assertEquals("/ws/516466932480", book.feeds().get(1).address().path());
        assertEquals("[*bot] [!, /] true 50 [spoiler]", book.ignored().users() + " " + book.ignored().commands() + " "
                + book.ignored().links() + " " + book.ignored().longest() + " " + book.ignored().words());
        StreamBook.Answer gift = book.answers().get(0);
        assertEquals(StreamKind.GIFT, gift.on());
        assertEquals(100, gift.least());
        assertEquals(Optional.of(SpeechPriority.VIP), gift.priority());
        assertEquals("%count% more", gift.sum().orElseThrow().toString());
        StreamBook.Answer chat = book.answers().get(1);
        assertEquals("[hello] 6 1 PT10S", chat.words() + " " + chat.perMinute() + " " + chat.perPerson() + " "
                + chat.expires());
        assertEquals("[welcome {all|everybody}, ask me\nanything] PT30S true", book.script().paragraphs() + " "
                + book.script().pause() + " " + book.script().shuffled());
        assertEquals("[price] somebody", book.important() + " " + book.nobody());
    }

    @Test
    void repliesGoByAPromptOfOursOrOneFromAFile() throws IOException {
        String rules = "[[model]]\nname = \"m\"\nkind = \"ollama\"\nmodel = \"qwen3\"\n[[answer]]\non = \"chat\"\ntext = \"hello\"\nreply = true\n";
        StreamBook book = StreamReader.parse("stream.toml", rules, folder).book().orElseThrow();
        assertTrue(book.hasReplies());
        assertEquals("6 300 PT5S", book.replies().history() + " " + book.replies().longest() + " "
                + book.replies().patience());
        assertTrue(book.replies().prompt().startsWith("You speak for somebody"), book.replies().prompt());
        Files.writeString(folder.resolve("prompt.txt"), "\uFEFF\nBe a pirate.\n");
        String other = rules + "[reply]\nprompt = \"prompt.txt\"\nhistory = 0\nlongest = 1000\nwait = \"2s\"\n";
        assertEquals(new StreamBook.Replies("Be a pirate.", 0, 1_000, Duration.ofSeconds(2)),
                StreamReader.parse("stream.toml", other, folder).book().orElseThrow().replies());
        for (String bad : List.of("  \n", "x".repeat(8_001))) {
            Files.writeString(folder.resolve("prompt.txt"), bad);
            String told = StreamReader.parse("stream.toml", other, folder).render();
            assertTrue(told.contains("prompt.txt") && told.contains("in at most 8000 characters"), told);
        }
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertTrue(StreamReader.read(folder.resolve("stream.toml")).render().contains("this file does not exist"));
    }

    static List<Schema> tables() {
        return StreamSchema.ALL;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void thePageHasEveryTable(Schema schema) throws IOException {
        page.hasTable("### " + schema.title(), "| field | type | default | meaning |",
                schema.fields().stream().map(StreamReaderTest::row).toList());
    }

    private static String row(Field<?> field) {
        return "| `" + field + "` | " + field.type().title() + " | " + ReferencePage.otherwise(field, true)
                + (field.otherwise().isEmpty() ? "" : " ") + "| " + field.meaning() + " |";
    }

    @Test
    void everyExampleOfThePageIsRight() throws IOException {
        Files.writeString(folder.resolve("talk.txt"), "hello\n");
        Matcher example = Pattern.compile("(?s)```toml\n(.*?)```").matcher(page.text());
        int count = 0;
        while (example.find()) {
            assertEquals("", StreamReader.parse("example.toml", example.group(1), folder).render());
            count++;
        }
        assertTrue(count >= 1, "has examples");
    }
}
