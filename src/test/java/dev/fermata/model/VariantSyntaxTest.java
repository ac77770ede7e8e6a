package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantSyntaxTest {

    private static Variants read(String text) {
        VariantSyntax.Parsed parsed = VariantSyntax.parse(text);
        return parsed.variants().orElseThrow(() -> new AssertionError(parsed.problem()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "life low; life low",
        "{health|life} low; health low / life low",
        "{a|b|{c|d} e}; a / b / c e / d e",
        "{a|b} {c|d}; a c / a d / b c / b d",
        "hello {dear|} friend; hello dear friend / hello friend",
        "{|please }go; go / please go",
        "\\{a\\|b\\} \\\\; {a|b} \\",
        "{a\\|b|c\\}}; a|b / c}",
        "a|b; a|b",
        "{a|a}; a",
        "{a|{a|a}}; a",
        "{a|{a|b}}; a / b",
        "{你好|您好}，欢迎; 你好，欢迎 / 您好，欢迎",
        "x {{{a|b}|c}|d} y; x a y / x b y / x c y / x d y",
    })
    void saysWhatCanBeChosen(String text, String all) {
        assertEquals(List.of(all.split(" / ")), read(text).all(100));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{a|b; 0; 1; this brace is not closed",
        "x {a|{b|c} d; 2; 1; this brace is not closed",
        "a} b; 1; 1; no brace is open that this one closes",
        "a {b} c; 2; 3; there is nothing to choose between these braces",
        "a {} c; 2; 2; there is nothing to choose between these braces",
        "a \\n b; 2; 1; 'a backslash stands before {, |, } or another backslash only'",
        "a \\; 2; 1; 'a backslash stands before {, |, } or another backslash only'",
        "{a|}; 0; 4; one of the variants of this has nothing to say",
        "{a|} {b|...}; 0; 12; one of the variants of this has nothing to say",
        "...; 0; 3; one of the variants of this has nothing to say",
    })
    void mistakesHaveAPlace(String text, int offset, int length, String problem) {
        VariantSyntax.Problem found = VariantSyntax.parse(text).problem().orElseThrow();

        assertEquals(problem, found.problem());
        assertEquals(List.of(offset, length), List.of(found.offset(), found.length()));
    }

    @Test
    void noParagraphEndsBetweenBraces() {
        assertEquals(List.of("a b", "c"), read("{a\nb|c}").all(9));
        for (String end : List.of("\n\n", "\r\n\r\n", "\n \t\n")) {
            VariantSyntax.Problem found = VariantSyntax.parse("x {a" + end + "b|c}").problem().orElseThrow();
            assertEquals("these braces go on over the end of a paragraph", found.problem());
            assertEquals(2, found.offset());
        }
    }

    @Test
    void depthAndLengthHaveLimits() {
        String deep = "{".repeat(50) + "a" + "|b}".repeat(50);
        assertEquals(2, read(deep).all(9).size());
        assertEquals("this is more than 50 braces in each other",
                VariantSyntax.parse("{" + deep + "|c}").problem().orElseThrow().problem());
        assertEquals("a".repeat(1_000), read("a".repeat(1_000)).all(1).get(0));
        assertEquals("the longest variant of this has 1001 characters",
                VariantSyntax.parse("{b|" + "a".repeat(1_001) + "}").problem().orElseThrow().problem());
        assertTrue(VariantSyntax.parse("{".repeat(200_000)).problem().isPresent());
    }

    @Test
    void countsAndListsWithoutEnd() {
        Variants many = read("{a|b|c}".repeat(60));

        assertEquals(Long.MAX_VALUE, many.count());
        assertEquals(1_000, new HashSet<>(many.all(1_000)).size());
        assertEquals(List.of("xa"), read("x{a|b}").all(1));
        // Few texts of many ways: 2^40 ways, and how often an 'a' is said is all that differs.
        assertEquals(40, read("a" + "{a|}".repeat(39)).all(1_000).size());
        assertEquals(3 + 1, read("{a|b|{c|d} e}").count());
    }

    @Test
    void everyAlternativeIsChosenAlikeOften() {
        Random random = new Random(1);
        Variants variants = read("{a|b|{c|d}}");
        int[] times = new int[4];
        for (int i = 0; i < 6_000; i++) {
            times["abcd".indexOf(variants.pick(random))]++;
        }
        assertTrue(Math.abs(times[0] - 2_000) < 200 && Math.abs(times[1] - 2_000) < 200
                && Math.abs(times[2] - 1_000) < 150 && Math.abs(times[3] - 1_000) < 150, List.of(times).toString());
    }

    /** A text as it is meant, from which both what is written and what can be said are made. */
    private interface Meant {
        String written();

        Set<String> said();
    }

    private record Plain(String text) implements Meant {
        @Override
        public String written() {
            return text.replaceAll("([{|}\\\\])", "\\\\$1");
        }

        @Override
        public Set<String> said() {
            return Set.of(text);
        }
    }

    private record Either(List<Meant> of) implements Meant {
        @Override
        public String written() {
            return "{" + String.join("|", of.stream().map(Meant::written).toList()) + "}";
        }

        @Override
        public Set<String> said() {
            Set<String> all = new LinkedHashSet<>();
            of.forEach(each -> all.addAll(each.said()));
            return all;
        }
    }

    private record Then(List<Meant> of) implements Meant {
        @Override
        public String written() {
            return String.join("", of.stream().map(Meant::written).toList());
        }

        @Override
        public Set<String> said() {
            List<String> all = List.of("");
            for (Meant each : of) {
                List<String> longer = new ArrayList<>();
                all.forEach(one -> each.said().forEach(other -> longer.add(one + other)));
                all = longer;
            }
            return new LinkedHashSet<>(all);
        }
    }

    @Provide
    static Arbitrary<Meant> meant() {
        return meant(4);
    }

    private static Arbitrary<Meant> meant(int depth) {
        Arbitrary<Meant> plain = Arbitraries.strings().withChars("ab{|}\\ ").ofMaxLength(3).map(Plain::new);
        return depth == 0 ? plain : Arbitraries.oneOf(plain,
                meant(depth - 1).list().ofMinSize(2).ofMaxSize(3).map(Either::new),
                meant(depth - 1).list().ofMaxSize(2).map(Then::new));
    }

    @Property(tries = 300)
    void saysExactlyWhatIsMeant(@ForAll("meant") Meant inner, @ForAll long seed) {
        // Something is said in each.
        Meant meant = new Then(List.of(new Plain("x"), inner));
        Set<String> said = new HashSet<>();
        meant.said().forEach(each -> said.add(String.join(" ", List.of(each.strip().split("\\s+")))));
        if (said.size() > 2_000) {
            return;
        }
        Variants read = read(meant.written());

        assertEquals(said, new HashSet<>(read.all(5_000)));
        assertEquals(said, new HashSet<>(read(read.toString()).all(5_000)), "written anew");
        assertTrue(read.count() >= said.size() && said.contains(read.pick(new Random(seed))));
        assertTrue(read.all(3).size() <= 3 && said.containsAll(read.all(3)));
        assertTrue(read.longest() >= said.stream().mapToInt(String::length).max().orElseThrow());
    }

    @Property(tries = 500)
    void anythingIsReadOrRefusedWithAPlace(@ForAll("texts") String text) {
        VariantSyntax.Parsed parsed = VariantSyntax.parse(text);

        parsed.problem().ifPresent(wrong -> assertTrue(wrong.offset() >= 0 && wrong.length() >= 0
                && wrong.offset() + wrong.length() <= text.length(), wrong.toString()));
        assertEquals(parsed.problem().isEmpty(), parsed.variants().isPresent());
        parsed.variants().ifPresent(read -> assertTrue(!read.pick(new Random(1)).isEmpty()));
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withChars("{{{|||}}}\\ab \n\r").ofMaxLength(60));
    }
}
