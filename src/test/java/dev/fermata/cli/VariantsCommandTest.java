package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import dev.fermata.config.Json;
import dev.fermata.config.TemplateText;
import dev.fermata.net.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata variants}, with a model on a server of the test's. */
@Timeout(60)
class VariantsCommandTest {
    private static final String TALK = "# a comment\nWelcome to\nthe stream.\n\nAsk me anything.\n";

    @TempDir
    private Path folder;
    private final Deque<String> answers = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path talk;
    private Path variants;
    private RawServer server;

    @BeforeEach
    void begin() throws IOException {
        talk = Files.writeString(folder.resolve("talk.txt"), TALK);
        variants = folder.resolve("talk.variants.txt");
        server = new RawServer((asked, to) -> {
            String answer;
            synchronized (answers) {
                answer = answers.poll();
            }
            if (answer == null) {
                to.answer(401, "application/json", "{\"error\":\"no key\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            to.begin("application/x-ndjson");
            to.part((Json.write(Map.of("message", Map.of("role", "assistant", "content", answer), "done", false)) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            to.part("{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\n"
                    .getBytes(StandardCharsets.UTF_8));
            to.end();
        });
        Files.writeString(folder.resolve("stream.toml"), """
                [[model]]
                name = "here"
                kind = "ollama"
                address = "%s"
                model = "qwen3"
                per_minute = 1
                [[answer]]
                on = "gift"
                text = "thanks"
                """.formatted(server.address()));
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private int run(boolean terminal, String typed, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine(new VariantsCommand(new CommandEnvironment(new Places(folder, folder, folder, folder),
                        Map.of(), terminal), new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private void answering(String... texts) {
        answers.clear();
        answers.addAll(List.of(texts));
    }

    @Test
    void whatTheModelWroteIsShownAndSavedWhenTheUserSaysYes() throws IOException {
        answering("{Welcome to|Nice to see you on} the stream.", "{Ask me anything|What would you like to know}.");
        assertEquals(0, run(true, "y\n", talk.toString()), err.toString());
        assertEquals("""
                - Welcome to the stream.
                + {Welcome to|Nice to see you on} the stream.

                - Ask me anything.
                + {Ask me anything|What would you like to know}.

                2 of 2 texts have variants
                """, out.toString().substring(0, out.toString().indexOf("Save this as")));
        assertEquals("""
                # Variants of talk.txt, written by a language model.

                {Welcome to|Nice to see you on} the stream.

                {Ask me anything|What would you like to know}.
                """, Files.readString(variants));
        assertEquals(List.of(), TemplateText.read("v", Files.readString(variants)).problems());
        assertEquals(TALK, Files.readString(talk), "the talk file stays as it is");
    }

    @Test
    void nothingIsSavedUnlessTheUserSaysYes() {
        for (String typed : List.of("n\n", "\n", "")) {
            answering("{Welcome|Hello} to the stream.", "{Ask|Tell} me anything.");
            assertEquals(0, run(true, typed, talk.toString()));
            assertTrue(out.toString().endsWith("nothing is saved\n"), out.toString());
            assertFalse(Files.exists(variants));
        }
    }

    @Test
    void withoutATerminalItTakesAYes() throws IOException {
        assertEquals(2, run(false, "y\n", talk.toString()));
        assertTrue(err.toString().contains("--yes"), err.toString());
        assertTrue(server.asked().isEmpty(), "nobody is asked for nothing");
        answering("{Welcome|Hello} to the stream.", "{Ask|Tell} me anything.");
        Path elsewhere = folder.resolve("more.txt");
        assertEquals(0, run(false, "", talk.toString(), "--yes", "-o", elsewhere.toString(), "--model", "here"));
        assertTrue(Files.readString(elsewhere).contains("{Ask|Tell} me anything."));
    }

    @Test
    void whatCannotBeUsedStaysPlainAndIsTold() throws IOException {
        answering("{Welcome", "{Welcome|Hello} to the stream.", "{Ask", "Ask {");
        assertEquals(0, run(true, "yes\n", talk.toString()));
        assertTrue(out.toString().contains("  Ask me anything.\n! stays plain: this brace is not closed"), out.toString());
        assertTrue(out.toString().contains("1 of 2 texts have variants, 1 stay plain"), out.toString());
        assertTrue(Files.readString(variants).endsWith("{Welcome|Hello} to the stream.\n\nAsk me anything.\n"));
    }

    @Test
    void whatWasThereIsKeptOnce() throws IOException {
        Files.writeString(variants, "mine\n");
        answering("{Welcome|Hello} to the stream.", "{Ask|Tell} me anything.");
        assertEquals(0, run(true, "y\n", talk.toString()));
        assertTrue(out.toString().contains("is there already and is kept as talk.variants.txt.bak. Save"), out.toString());
        assertEquals("mine\n", Files.readString(folder.resolve("talk.variants.txt.bak")));
        assertEquals(1, run(true, "y\n", talk.toString()));
        assertTrue(err.toString().contains("talk.variants.txt.bak"), err.toString());
        assertEquals("mine\n", Files.readString(folder.resolve("talk.variants.txt.bak")));
    }

    @Test
    void whatIsWrongIsSaidBeforeAnybodyIsAsked() throws IOException {
        assertEquals(2, run(true, "", talk.toString(), "--out", talk.toString()));
        assertEquals(2, run(true, "", talk.toString(), "--model", "her"));
        assertTrue(err.toString().contains("did you mean 'here'?"), err.toString());
        assertEquals(3, run(true, "", folder.resolve("gone.txt").toString()));
        Files.writeString(talk, "one {\n");
        assertEquals(3, run(true, "", talk.toString()));
        assertTrue(err.toString().contains("talk.txt:1:5"), err.toString());
        Files.writeString(talk, TALK);
        assertEquals(1, run(true, "", talk.toString(), "--out", folder.resolve("no/where.txt").toString()));
        Files.writeString(folder.resolve("stream.toml"), "[[answer]]\non = \"gift\"\ntext = \"thanks\"\n");
        assertEquals(3, run(true, "", talk.toString()));
        assertTrue(err.toString().contains("there is no [[model]]"), err.toString());
        Files.delete(folder.resolve("stream.toml"));
        assertEquals(3, run(true, "", talk.toString()));
        assertTrue(server.asked().isEmpty());
    }

    @Test
    void aModelThatDoesNotAnswerLeavesNothingBehind() {
        answering("{Welcome|Hello} to the stream.");
        assertEquals(1, run(true, "y\n", talk.toString()));
        assertTrue(err.toString().contains("nothing was written: ") && err.toString().contains("here"), err.toString());
        assertFalse(Files.exists(variants));
        answering("bad", "bad", "bad", "bad");
        assertEquals(1, run(true, "y\n", talk.toString()));
        assertFalse(Files.exists(variants));
    }
}
