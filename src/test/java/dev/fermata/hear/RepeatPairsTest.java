package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.hear.RepeatPairs.Release;
import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter;
import org.junit.jupiter.api.Test;

class RepeatPairsTest {
    private static final long DELAY = EchoFilter.SHORTEST_REPEAT_DELAY_NANOS;
    private final RepeatPairs pairs = new RepeatPairs();

    @Test
    void onlyAKeyThatWasDownAFifthLongerThanAnyBeforeMayBeTheFirstOfItsKind() {
        pairs.wentDown(Key.Q, 0);
        long limit = DELAY + DELAY / 5;
        assertEquals(Release.CERTAIN, pairs.judge(Key.Q, limit));
        assertEquals(Release.NEW, pairs.judge(Key.Q, limit + 1));
        pairs.wentUp(Key.Q, 10 * DELAY);
        pairs.wentDown(Key.W, 20 * DELAY);
        assertEquals(Release.CERTAIN, pairs.judge(Key.W, 32 * DELAY));
        assertEquals(Release.NEW, pairs.judge(Key.W, 32 * DELAY + 1));
    }

    @Test
    void twoPressesThatComeAtOnceAfterLongHoldsAreNoHands() {
        repeatTwice(RepeatPairs.WITHIN_NANOS);
        assertEquals(Release.DOUBTFUL, pairs.judge(Key.Q, 20 * DELAY));
    }

    @Test
    void aHandIsSlowerThanThatByOneTick() {
        repeatTwice(RepeatPairs.WITHIN_NANOS + 1);
        assertEquals(Release.NEW, pairs.judge(Key.Q, 20 * DELAY));
    }

    @Test
    void onePressThatComesAtOnceMayBeAHandsAndShowsNothingOfHowLongKeysAreDown() {
        pairs.wentDown(Key.Q, 0);
        pairs.wentUp(Key.Q, 5 * DELAY);
        pairs.wentDown(Key.Q, 5 * DELAY);
        assertEquals(Release.NEW, pairs.judge(Key.Q, 6 * DELAY), "down since the first press");
    }

    @Test
    void buttonsDoNotRepeatAndModifiersShowNothingOfOthers() {
        pairs.paired();
        pairs.wentDown(Key.MOUSE_LEFT, 0);
        assertEquals(Release.CERTAIN, pairs.judge(Key.MOUSE_LEFT, 10 * DELAY));
        RepeatPairs fresh = new RepeatPairs();
        fresh.wentDown(Key.LEFT_SHIFT, 0);
        fresh.wentUp(Key.LEFT_SHIFT, 10 * DELAY);
        fresh.wentDown(Key.Q, 20 * DELAY);
        assertEquals(Release.NEW, fresh.judge(Key.Q, 22 * DELAY));
    }

    /** Q is held for half a second, twice, and comes down again so long after its releases. */
    private void repeatTwice(long after) {
        pairs.wentDown(Key.Q, 0);
        pairs.wentUp(Key.Q, 5 * DELAY);
        pairs.wentDown(Key.Q, 5 * DELAY + after);
        pairs.wentUp(Key.Q, 10 * DELAY + after);
        pairs.wentDown(Key.Q, 10 * DELAY + 2 * after);
    }
}
