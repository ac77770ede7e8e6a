package dev.fermata.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
    @Test
    void phrasesAreLowerCaseWithSingleBlanksAndEachOnce() {
        assertEquals(List.of("pause", "drink the red one"),
                Grammar.of(List.of(" Pause", "drink  the\tred one ", "PAUSE")).phrases());
    }

    @Test
    void itIsAGrammarOfOnePublicRule() {
        assertEquals("#JSGF V1.0 UTF-8;\ngrammar fermata;\npublic <command> = pause | don't stop;\n",
                Grammar.of(List.of("pause", "don't stop")).toJsgf());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a | b", "a;", "<a>", "{x}", "a-b", "\"a\""})
    void whatWouldBeMoreThanWordsThereIsRefused(String phrase) {
        assertThrows(IllegalArgumentException.class, () -> Grammar.of(List.of(phrase)));
    }
}
