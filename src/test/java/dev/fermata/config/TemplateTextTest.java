package dev.fermata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Variants;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TemplateTextTest {

    @Test
    void eachParagraphIsAText() {
        TemplateText read = TemplateText.read("talk.txt", "\uFEFF# comment\nHello {all|\neverybody},\n# another\nwelcome.\n"
                + " \t\n\n  Second #1\r\n\r\nThird");

        assertEquals(List.of(), read.problems());
        assertEquals(List.of(List.of("Hello all, welcome.", "Hello everybody, welcome."), List.of("Second #1"),
                List.of("Third")), read.texts().stream().map(each -> each.all(9)).toList());
    }

    @Test
    void mistakesAreShownWhereTheyAreAndTheRestIsReadAllTheSame() {
        TemplateText read = TemplateText.read("talk.txt", "good {a|b}\n\n你好 😀 {a|\nb\n\nc} d\n\nx\n# no\ny \\n z\n");

        assertEquals("""
                talk.txt:3:6: this brace is not closed
                    3 | 你好 😀 {a|
                      |         ^
                      expected: a } after its last alternative
                talk.txt:6:2: no brace is open that this one closes
                    6 | c} d
                      |  ^
                      expected: a { before it, or \\} for a brace that is said
                talk.txt:10:3: a backslash stands before {, |, } or another backslash only
                   10 | y \\n z
                      |   ^
                      expected: \\\\ for a backslash that is said""", read.render());
        assertEquals(1, read.texts().size());
    }

    @Test
    void aFileWithoutTextsIsRefused() {
        for (String empty : List.of("", "\n\n", "# only\n#comments")) {
            assertEquals("talk.txt: there is nothing to say in it\n"
                    + "      expected: texts, with an empty line between them", TemplateText.read("talk.txt", empty).render());
        }
    }

    @Property(tries = 300)
    void anythingIsReadOrRefused(@ForAll("texts") String text) {
        TemplateText read = TemplateText.read("talk.txt", text);

        assertTrue(!read.texts().isEmpty() || !read.problems().isEmpty());
        assertFalse(read.problems().stream().anyMatch(each -> each.render().isBlank()));
        read.texts().forEach(each -> assertFalse(each.mayBeBlank()));
        assertTrue(read.texts().stream().map(Variants::toString).noneMatch(String::isBlank));
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings().withChars("{{|||}}\\ab#  \n\n\r").ofMaxLength(80));
    }
}
