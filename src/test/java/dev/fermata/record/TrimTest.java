package dev.fermata.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.TakeText;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrimTest {
    private static final Take TAKE = TakeText.read("test", """
            fermata take 1
            0 move 5 5
            100 down q
            200 down w
            300 up q
            300 down e
            400 up e
            500 up w
            900 end
            """).required();

    @Test
    void whatIsDownAtTheEdgesIsPressedAndReleasedThere() {
        assertEquals(List.of("0 move 5 5", "0 down q", "50 down w", "150 up q", "150 up w", "150 length"),
                told(Trim.of(TAKE, 150, 300, OptionalLong.empty())));
    }

    @Test
    void allOfItIsTheSame() {
        assertEquals(TAKE, Trim.of(TAKE, 0, 900, OptionalLong.empty()));
        assertEquals(TAKE, Trim.of(TAKE, 0, 5_000, OptionalLong.empty()));
    }

    @Test
    void theLeadIsWhatIsBeforeTheFirstStroke() {
        assertEquals(List.of("0 move 5 5", "0 down w", "30 up w", "430 length"),
                told(Trim.of(TAKE, 470, 900, OptionalLong.of(0))));
        assertEquals(List.of("70 move 5 5", "170 down q", "200 up q", "200 length"),
                told(Trim.of(TAKE, 0, 130, OptionalLong.of(70))));
    }

    @Test
    void nothingIsLeftOfATimeInWhichNothingHappens() {
        Take still = TakeText.read("test", "fermata take 1\n0 down q\n5 up q\n900 end\n").required();
        assertTrue(Trim.of(still, 10, 800, OptionalLong.of(0)).strokes().isEmpty());
    }

    @Test
    @Tag("long")
    void piecesTogetherKeepDownWhatTheWholeKeepsDown() {
        Random random = new Random(4);
        for (int game = 0; game < 300; game++) {
            Take whole = Takes.random(random);
            long cut = 1 + random.nextInt((int) whole.lengthMicros() + 1);
            Take first = Trim.of(whole, 0, cut, OptionalLong.empty());
            Take second = Trim.of(whole, cut, whole.lengthMicros() + 1, OptionalLong.empty());
            for (long at = 0; at <= whole.lengthMicros(); at += 7) {
                Set<Key> inPiece = at < cut ? down(first, at) : down(second, at - cut);
                assertEquals(down(whole, at), inPiece, whole + " cut at " + cut + ", at " + at);
            }
            assertTrue(down(first, Long.MAX_VALUE).isEmpty() && down(second, Long.MAX_VALUE).isEmpty());
        }
    }

    private static Set<Key> down(Take take, long at) {
        Set<Key> down = new TreeSet<>();
        for (Stroke stroke : take.strokes()) {
            if (stroke.atMicros() <= at && stroke instanceof Stroke.Down press) {
                down.add(press.key());
            } else if (stroke.atMicros() <= at && stroke instanceof Stroke.Up release) {
                down.remove(release.key());
            }
        }
        return down;
    }

    private static List<String> told(Take take) {
        List<String> told = new ArrayList<>();
        take.strokes().forEach(stroke -> told.add(stroke.atMicros() + " " + TakeText.words(stroke)));
        told.add(take.lengthMicros() + " length");
        return told;
    }
}
