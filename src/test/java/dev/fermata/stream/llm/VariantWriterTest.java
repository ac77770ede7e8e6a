package dev.fermata.stream.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a language model writes as variants, and which of it is taken. */
class VariantWriterTest {
    private final List<Prompt> asked = new ArrayList<>();

    private static Variants text(String written) {
        return VariantSyntax.parse(written).variants().orElseThrow();
    }

    private VariantWriter writer(String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        return new VariantWriter(new LanguageModel() {
            @Override
            public Written write(Prompt prompt, Consumer<String> part) throws ModelException {
                asked.add(prompt);
                if (left.isEmpty()) {
                    throw new ModelException(ModelException.Kind.LIMIT, "used up");
                }
                String answer = left.remove();
                part.accept(answer.substring(0, answer.length() / 2));
                part.accept(answer.substring(answer.length() / 2));
                return new Written(1, 1, !answer.endsWith("..."));
            }
        });
    }

    @Test
    void whatCanBeReadIsTaken() throws Exception {
        VariantWriter.Outcome outcome = writer("\n{Hello|Welcome},\n%user%! ").write(text("Hello, %user%!"));
        assertEquals("{Hello|Welcome}, %user%!", outcome.variants().orElseThrow().toString());
        assertEquals(1, asked.size());
        assertEquals("Hello, %user%!", asked.get(0).question());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{Hello|Welcome, %user%!; is not closed",
        "Hello there, %user%!; nothing more to choose",
        "{Hello, %user%|Welcome}!; it has to have %user%",
        "{Hello|Hi}, %user% of %gift%!; no other field",
        "# {Hello|Hi}, %user%!; begins with #",
        "{Hello|Hi}, %user%...; to its end",
        "{|Hi}; nothing to say"})
    void whatCannotBeUsedIsAskedForOnceMoreAndThenLeftOut(String bad, String why) throws Exception {
        VariantWriter.Outcome outcome = writer(bad, "{Hello|Hi}, %user%!").write(text("Hello, %user%!"));
        assertEquals("{Hello|Hi}, %user%!", outcome.variants().orElseThrow().toString());
        assertTrue(asked.get(1).question().contains(why), asked.get(1).question());
        assertEquals(List.of(new Prompt.Turn("Hello, %user%!", bad)), asked.get(1).before());
        asked.clear();
        outcome = writer(bad, bad).write(text("Hello, %user%!"));
        assertTrue(outcome.variants().isEmpty());
        assertTrue(outcome.why().contains(why), outcome.why());
        assertEquals(2, asked.size());
    }

    @Test
    void aTextThatHasVariantsGetsMoreOfThem() throws Exception {
        assertTrue(writer("{a|b} c", "{a|b} c").write(text("{a|b} c")).variants().isEmpty());
        assertEquals("{a|b} {c|d}", writer("{a|b} {c|d}").write(text("{a|b} c")).variants().orElseThrow().toString());
    }

    @Test
    void aModelThatDoesNotAnswerIsNoBadAnswer() {
        assertThrows(ModelException.class, () -> writer().write(text("Hello")));
    }
}
