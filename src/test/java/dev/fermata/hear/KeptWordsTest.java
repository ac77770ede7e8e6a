package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which press the word that one was kept from the game belongs to, tick by tick. */
class KeptWordsTest {
    private static final long MS = 1_000_000;
    private static final Map<Key, Bindings.Managed> MANAGED =
            Map.of(Key.E, new Bindings.Managed(Key.E, Duration.ZERO));

    /** What was sent with the time at which it went down in milliseconds, and what was let go of. */
    private final List<String> sent = new ArrayList<>();
    private final List<String> unheard = new ArrayList<>();
    private final Set<Key> down = EnumSet.noneOf(Key.class);
    private final TakenKeys taken = new TakenKeys(new Hands(), down::contains);

    private final class Hands implements PlayerKeys {
        @Override
        public Press press(Key key, String label, Duration preDelay, long downNanos) {
            String press = label + "@" + downNanos / MS;
            sent.add("+" + press);
            return () -> sent.add("-" + press);
        }

        @Override
        public boolean isDown(Key key) {
            throw new UnsupportedOperationException();
        }
    }

    KeptWordsTest() {
        taken.configure(MANAGED);
        taken.suppressionChanged(Set.of(Key.E), Set.of(), 0);
    }

    @Test
    void otherBindingsLetGoOfWhatIsDown() {
        press(100);
        kept(101);
        taken.configure(MANAGED);
        assertEquals(List.of("+e@101", "-e@101"), sent);
    }

    @Test
    void aCoveredPressIsSentWhenItsTimeForAWordIsUpAndNotOneTickBefore() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        long due = 100 * MS + TakenKeys.EARLY_NANOS;
        assertEquals(due, taken.deadline());
        step(due - 1);
        assertEquals(List.of(), sent);
        step(due);
        assertEquals(List.of("+e@100"), sent);
        assertEquals(Clock.NEVER, taken.deadline());
        release();
        assertEquals(List.of("+e@100", "-e@100"), sent);
    }

    @Test
    void theWordOfACoveredPressHasItSentAtOnceAndOnce() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        kept(110);
        assertEquals(List.of("+e@100"), sent);
        step(300 * MS);
        assertEquals(List.of("+e@100"), sent);
    }

    @Test
    void thatWordMayBeTheNextPressesWhichIsSentTooIfItIsHeardInTime() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        kept(110);
        release();
        down.add(Key.E);
        taken.pressed(Key.E, false, 110 * MS + TakenKeys.EARLY_NANOS);
        assertEquals(List.of("+e@100", "-e@100", "+e@140"), sent);
    }

    @Test
    void andNotIfItIsHeardATickLater() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        kept(110);
        release();
        taken.pressed(Key.E, false, 110 * MS + TakenKeys.EARLY_NANOS + 1);
        assertEquals(List.of("+e@100", "-e@100"), sent);
    }

    @Test
    void norIfTheKeyIsNotTakenAnyMore() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        kept(110);
        release();
        taken.suppressionChanged(Set.of(), Set.of(), 115 * MS);
        taken.pressed(Key.E, false, 120 * MS);
        assertEquals(List.of("+e@100", "-e@100"), sent);
    }

    @Test
    void aCoveredPressThatIsOverIsSentAsATap() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        release();
        step(200 * MS);
        assertEquals(List.of("+e@100", "-e@100"), sent);
    }

    @Test
    void ofTwoCoveredPressesThatAreSentTogetherOneStaysDown() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        taken.covered(Key.E, 105 * MS);
        kept(110);
        step(200 * MS);
        assertEquals(List.of("+e@100", "+e@105", "-e@105"), sent);
    }

    @Test
    void aKeyThatIsNotTakenAnyMoreIsNotSentForHavingBeenCovered() {
        press(100);
        taken.covered(Key.E, 100 * MS);
        taken.suppressionChanged(Set.of(), Set.of(), 110 * MS);
        step(300 * MS);
        assertEquals(List.of(), sent);
    }

    @Test
    void aKeyThatIsSentThoughItReachesTheGameIsSentFromTheVeryMomentOn() {
        taken.suppressionChanged(Set.of(), Set.of(Key.E), 100 * MS);
        taken.pressed(Key.E, false, 100 * MS - 1);
        assertEquals(List.of(), sent);
        taken.pressed(Key.E, false, 100 * MS);
        assertEquals(List.of("+e@100"), sent);
    }

    @Test
    void aWordThatWasTakenByThePressItTellsOfTakesNoOtherWith() {
        kept(100);
        kept(115);
        taken.step(130 * MS, key -> press(130));
        assertEquals(List.of("+e@130"), sent);
        release();
        press(190);
        assertEquals(List.of("+e@130", "-e@130", "+e@190"), sent, "the second word was still there");
    }

    @Test
    void aWordThatNobodyCanUseIsForgotten() {
        kept(100);
        step(130 * MS);
        assertEquals(List.of("e"), unheard);
        press(140);
        assertEquals(List.of(), sent);
        assertEquals(Clock.NEVER, taken.deadline());
    }

    @Test
    void theWordOfAnEarlierPressWaitsForTheEndOfTheOneThatIsDownHoweverLongThatTakes() {
        press(100);
        release();
        kept(180);
        press(190);
        kept(200);
        step(5_000 * MS);
        assertEquals(List.of("+e@190"), sent);
        release();
        step(5_000 * MS);
        assertEquals(List.of("+e@190", "-e@190", "+e@200", "-e@200"), sent);
    }

    @Test
    void aWordWithoutAnyPressIsDroppedWhenNoneHasBeenHeardForAsLongAsEventsMayTake() {
        kept(100);
        press(100);
        kept(200);
        long due = 200 * MS + TakenKeys.LATE_NANOS;
        assertEquals(due, taken.deadline());
        step(due - 1);
        assertTrue(taken.isExpected(Key.E));
        step(due);
        release();
        press(1_000);
        assertEquals(List.of("+e@100", "-e@100"), sent);
    }

    @Test
    void aWordNearerToARepeatThanToItsPressIsTheRepeats() {
        press(100);
        kept(110);
        taken.paired(Key.E, 120 * MS - 1);
        kept(121);
        assertTrue(taken.isExpected(Key.E), "the repeat has had its word: this one tells of another press");
    }

    @Test
    void aWordAsNearToItsPressAsToARepeatIsThePressesAndTheRepeatsIsStillToCome() {
        press(100);
        kept(110);
        taken.paired(Key.E, 120 * MS);
        kept(121);
        assertEquals(Clock.NEVER, taken.deadline(), "not heeded");
        assertEquals(List.of("+e@110"), sent);
    }

    @Test
    void aWordWithoutAPressIsThatOfARepeatThatComesAsLateAsEventsMay() {
        found(100);
        kept(110);
        taken.paired(Key.E, 110 * MS + TakenKeys.LATE_NANOS);
        kept(811);
        assertTrue(taken.isExpected(Key.E));
    }

    @Test
    void andNotOfOneThatComesATickLater() {
        found(100);
        kept(110);
        taken.paired(Key.E, 110 * MS + TakenKeys.LATE_NANOS + 1);
        kept(811);
        assertEquals(Clock.NEVER, taken.deadline());
    }

    @Test
    void aRepeatOfAKeyThatIsNotSentHasNoWordToWaitFor() {
        press(100);
        taken.paired(Key.E, 400 * MS);
        release();
        press(500);
        kept(501);
        assertEquals(List.of("+e@501"), sent);
    }

    private void press(long millis) {
        down.add(Key.E);
        taken.pressed(Key.E, false, millis * MS);
    }

    /** By reading the key: no event told of the press. */
    private void found(long millis) {
        down.add(Key.E);
        taken.pressed(Key.E, true, millis * MS);
    }

    private void release() {
        down.remove(Key.E);
        taken.released(Key.E);
    }

    private void kept(long millis) {
        taken.kept(Key.E, millis * MS);
    }

    private void step(long nanos) {
        taken.step(nanos, key -> unheard.add(key.id()));
    }
}
