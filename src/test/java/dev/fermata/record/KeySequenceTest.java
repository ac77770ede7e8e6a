package dev.fermata.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.TakeText;
import dev.fermata.model.Action;
import dev.fermata.model.ActionSyntax;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeySequenceTest {
    @Test
    void itIsWrittenAsInProfiles() {
        KeySequence keys = of("250000 down q\n298600 down left_shift\n298600 up q\n13298600 up left_shift\n");
        assertEquals("d:q,delay49,d:left_shift,u:q,delay13s,u:left_shift", keys.text());
        assertTrue(keys.isWhole());
        assertEquals(400, keys.rounded());
    }

    @Test
    void whatHasNoPlaceInASequenceIsCounted() {
        KeySequence keys = of("0 move 5 5\n10 down q\n20 wheel -2\n30 move 6 6\n1010 up q\n");
        assertEquals("d:q,delay1,u:q", keys.text());
        assertEquals(2, keys.moves());
        assertEquals(1, keys.wheel());
        assertEquals("", of("0 move 5 5\n").text());
    }

    @Test
    void aWaitThatIsLongerThanADelayIsSeveral() {
        assertEquals("d:q,delay10m,delay10m,delay5000,u:q", of("0 down q\n1205000000 up q\n").text());
    }

    @Test
    void ofATakeThatIsTooLongTheBeginningFitsAndIsReleased() {
        StringBuilder lines = new StringBuilder("0 down w\n");
        for (int i = 1; i <= 200; i++) {
            lines.append(i * 10_000).append(" down q\n").append(i * 10_000 + 4_000).append(" up q\n");
        }
        KeySequence keys = of(lines + "9000000 up w\n");
        assertFalse(keys.isWhole());
        int steps = keys.text().split(",").length;
        assertTrue(steps <= ActionSyntax.MAX_STEPS && steps > ActionSyntax.MAX_STEPS - 4, keys.text());
        assertTrue(keys.text().endsWith(",u:w"), keys.text());
        assertEquals(634_000, keys.micros());
        assertTrue(ActionSyntax.parse(keys.text()).action().isPresent());
    }

    @Test
    void whatIsReadFromItIsTheTakeToHalfAMillisecond() {
        Random random = new Random(9);
        for (int game = 0; game < 300; game++) {
            Take scaled = slower(Takes.random(random), 1 + random.nextInt(300));
            KeySequence keys = KeySequence.of(scaled);
            ActionSyntax.Parsed parsed = ActionSyntax.parse(keys.text());
            assertEquals(List.of(), parsed.problems(), keys.text());
            assertEquals(told(scaled, keys.rounded()), told(parsed.action().orElseThrow()));
        }
    }

    private static KeySequence of(String lines) {
        return KeySequence.of(TakeText.read("test", "fermata take 1\n" + lines).required());
    }

    private static Take slower(Take take, int times) {
        return Take.of(take.strokes().stream().map(stroke -> stroke.at(stroke.atMicros() * times)).toList());
    }

    private static List<String> told(Take take, long most) {
        assertTrue(most <= 500);
        long start = take.strokes().get(0).atMicros();
        return take.strokes().stream().map(stroke -> Math.round((stroke.atMicros() - start) / 1_000.0) + " "
                + TakeText.words(stroke)).toList();
    }

    private static List<String> told(Action action) {
        List<String> told = new ArrayList<>();
        long at = 0;
        for (Action step : ((Action.Sequence) action).actions()) {
            if (step instanceof Action.Delay delay) {
                at += delay.length().toMillis();
            } else if (step instanceof Action.Press press) {
                told.add(at + " " + TakeText.words(new Stroke.Down(0, press.key())));
            } else {
                told.add(at + " " + TakeText.words(new Stroke.Up(0, ((Action.Release) step).key())));
            }
        }
        return told;
    }
}
