package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Action.Delay;
import dev.fermata.model.Action.Press;
import dev.fermata.model.Action.Release;
import dev.fermata.model.Action.Sequence;
import dev.fermata.model.Action.Tap;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionSyntaxTest {
    @Test
    void readsTheOriginalSyntax() {
        assertEquals(new Sequence(List.of(new Tap(Key.Q), new Delay(Duration.ofMillis(100)),
                new Tap(List.of(Key.LEFT_SHIFT, Key.W)))), read("q,delay100,shift+w"));
    }

    @Test
    void aSingleStepIsNoSequence() {
        assertEquals(new Tap(Key.Q), read("q"));
        assertEquals(new Delay(Duration.ofMillis(1500)), read(" Delay 1.5s "));
    }

    @Test
    void readsPressAndRelease() {
        assertEquals(new Sequence(List.of(new Press(Key.LEFT_SHIFT), new Tap(Key.MOUSE_RIGHT),
                new Release(Key.LEFT_SHIFT))), read("d:shift , rbutton , u:lshift"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                | 0 | nothing is here",
        "q,,w              | 2 | nothing is here",
        "q,spcae           | 2 | did you mean space",
        "shift+shift       | 6 | twice",
        "q,u:w             | 2 | no d:w pressed before",
        "d:q,u:q,u:q       | 4 | no d:q pressed before",
        "delay0            | 0 | longer than 0",
        "q,delay11m        | 2 | at most 10m",
        "delayx            | 0 | a delay is written",
        "q+                | 2 | a key name was expected",
        "delay99999999999  | 0 | a delay is written",
        "q,d:wheel_up      | 2 | can only be clicked",
        "u:scroll_down     | 0 | can only be clicked",
    })
    void saysWhatIsWrongAndWhere(String text, int offset, String words) {
        ActionSyntax.Parsed parsed = ActionSyntax.parse(text);
        assertTrue(parsed.action().isEmpty());
        ActionSyntax.Problem problem = parsed.problems().get(0);
        assertTrue(problem.told().contains(words), problem.told());
        assertEquals(offset, problem.offset());
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertEquals(3, ActionSyntax.parse("qq,delay0,shift+ww").problems().size());
    }

    @Test
    void boundsTheNumberOfSteps() {
        assertTrue(ActionSyntax.parse("q" + ",q".repeat(255)).action().isPresent());
        assertTrue(ActionSyntax.parse("q" + ",q".repeat(256)).problems().get(0).problem().contains("at most 256"));
    }

    @Property
    @Tag("long")
    void neverThrowsAndPointsIntoTheText(@ForAll String text) {
        ActionSyntax.Parsed parsed = ActionSyntax.parse(text);
        assertEquals(parsed.action().isEmpty(), !parsed.problems().isEmpty());
        for (ActionSyntax.Problem problem : parsed.problems()) {
            assertTrue(problem.offset() >= 0 && problem.offset() <= text.length(), problem.toString());
            assertTrue(problem.length() > 0, problem.toString());
        }
    }

    private static Action read(String text) {
        return ActionSyntax.parse(text).action().orElseThrow();
    }
}
