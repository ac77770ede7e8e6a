package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionSyntaxTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** Readings by name; what is not there is unknown. */
    private record Known(Map<String, Double> values) implements Condition.Values {
        @Override
        public boolean isKnown(String sensor) {
            return values.containsKey(sensor);
        }

        @Override
        public double value(String sensor) {
            return values.get(sensor);
        }

        @Override
        public double maximum(String sensor) {
            return 200;
        }
    }

    private static Condition read(String text) {
        ConditionSyntax.Parsed parsed = ConditionSyntax.parse(text);
        return parsed.condition().orElseThrow(() -> new AssertionError(parsed.problem()));
    }

    @ParameterizedTest
    @CsvSource({
        "hp < 50, hp < 50",
        "hp<50, hp < 50",
        "hp <= 30 %, hp <= 30%",
        "hp == 12.5, hp == 12.5",
        "meteor ready, meteor",
        "meteor READY, meteor",
        "meteor cooling, not meteor",
        "not stunned AND hp < 50, not stunned and hp < 50",
        "a or b and c, a or b and c",
        "(a or b) and c, (a or b) and c",
        "not (a and b), not (a and b)",
        "not not a, not not a",
        "((a)), a",
        "a and (b and c), a and (b and c)",
    })
    void isReadAs(String text, String shown) {
        assertEquals(shown, read(text).toString());
        assertEquals(read(text), read(shown));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "\"\"        | 0 | 0 | the condition is empty                        | the name of a sensor, such as hp < 50",
        "hp <      | 4 | 0 | a number was expected, but the condition ends here | a number or a percentage, "
                + "such as hp < 50",
        "hp < x    | 5 | 1 | a number was expected                          | a number or a percentage, "
                + "such as hp < 50",
        "50 > hp   | 0 | 2 | a number cannot stand first                    | the name of a sensor, such as hp < 50",
        "hp = 5    | 3 | 1 | '=' is not known in conditions                 | '=='",
        "a && b    | 2 | 2 | '&&' is not known in conditions                | 'and'",
        "!a        | 0 | 1 | '!' is not known in conditions                 | 'not'",
        "a b       | 2 | 1 | this is too much here                          | 'and' or 'or' before another condition",
        "a) or b   | 1 | 1 | this bracket closes nothing                    | a ( before it, or no )",
        "hp 50     | 3 | 2 | a number cannot follow without a comparison    | one of < <= > >= == != before it",
        "hp below 5 | 3 | 5 | 'below' is not known in conditions            | '<'",
        "m raedy   | 2 | 5 | 'raedy' is not known in conditions             | 'ready'",
        "(a        | 2 | 0 | a bracket is not closed, but the condition ends here | a )",
        "a and     | 5 | 0 | a sensor was expected, but the condition ends here | the name of a sensor, "
                + "such as hp < 50",
        "hp < 5 $  | 7 | 1 | '$' has no meaning in a condition              | sensors, numbers, < <= > >= == !=, and, "
                + "or, not, ready, ( )",
    })
    void whatIsWrongHasItsPlace(String text, int offset, int length, String problem, String expected) {
        assertEquals(new ConditionSyntax.Problem(offset, length, problem, expected),
                ConditionSyntax.parse(text).problem().orElseThrow());
    }

    @Test
    void tellsWhereEachSensorIsMentionedAndHow() {
        assertEquals(List.of(new ConditionSyntax.Mention("hp", ConditionSyntax.Use.PERCENT, 50, 1, 2),
                        new ConditionSyntax.Mention("stunned", ConditionSyntax.Use.BARE, 0, 18, 7),
                        new ConditionSyntax.Mention("w", ConditionSyntax.Use.READY, 0, 30, 1)),
                ConditionSyntax.parse("(hp < 50%) or not stunned and w ready").mentions());
    }

    @Test
    void nestingIsBounded() {
        ConditionSyntax.Parsed deep = ConditionSyntax.parse("not ".repeat(10_000) + "a");
        assertEquals("this is nested too deep", deep.problem().orElseThrow().problem());
    }

    @Test
    void aShareIsOfTheMostThatTheValueCanBe() {
        assertEquals(Truth.TRUE, read("a < 51%").over(new Known(Map.of("a", 100.0))));
        assertEquals(Truth.FALSE, read("a < 50%").over(new Known(Map.of("a", 100.0))));
    }

    @Property
    void isReadBackAsItIsShown(@ForAll("conditions") Condition condition) {
        assertEquals(condition, read(condition.toString()));
    }

    /** G9: whatever the unknown readings were, what is said to be true or false would be so. */
    @Property
    void theUnknownDecidesNothing(@ForAll("conditions") Condition condition,
            @ForAll("readings") Map<String, Double> all, @ForAll("unknown") List<String> unknown) {
        Map<String, Double> some = new HashMap<>(all);
        some.keySet().removeAll(unknown);
        Truth blind = condition.over(new Known(some));
        Truth seeing = condition.over(new Known(all));
        assertNotEquals(Truth.UNKNOWN, seeing);
        if (blind != Truth.UNKNOWN) {
            assertEquals(seeing, blind);
        }
    }

    @Provide
    Arbitrary<Map<String, Double>> readings() {
        return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(0.0, 1.0, 50.0, 100.0)).ofSize(NAMES.size());
    }

    @Provide
    Arbitrary<List<String>> unknown() {
        return Arbitraries.of(NAMES).list().ofMaxSize(2);
    }

    @Provide
    Arbitrary<Condition> conditions() {
        Arbitrary<Condition> compared = Combinators.combine(Arbitraries.of(NAMES),
                Arbitraries.of(Condition.Comparison.values()), Arbitraries.of(0.0, 0.5, 50.0, 100.0),
                Arbitraries.of(true, false)).as(Condition.Compared::new);
        Arbitrary<Condition> bare = Arbitraries.of(NAMES).map(Condition.Is::new);
        return Arbitraries.recursive(() -> Arbitraries.oneOf(compared, bare), inner -> Arbitraries.oneOf(
                inner.map(Condition.Not::new),
                Combinators.combine(inner, inner).as(Condition.Both::new),
                Combinators.combine(inner, inner).as(Condition.Either::new)), 0, 4);
    }
}
