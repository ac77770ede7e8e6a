package dev.fermata.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.segment.CutReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames are 30 ms each; the samples of one tell its number. */
class UtteranceGateTest {
    private static final long MS = 1_000_000;
    private static final long FRAME = 30 * MS;
    private static final UtteranceGate.Limits LIMITS = new UtteranceGate.Limits(Duration.ofMillis(400),
            Duration.ofSeconds(8), Duration.ofMillis(300));

    private UtteranceGate gate = new UtteranceGate(LIMITS, false);
    private final List<Utterance> said = new ArrayList<>();
    private int number;

    private void frames(int count, boolean voiced) {
        for (int i = 0; i < count; i++) {
            short[] samples = new short[UtteranceGate.FRAME];
            samples[0] = (short) number;
            long now = (number + 1) * FRAME;
            said.addAll(gate.frame(samples, voiced, number++ * FRAME, now));
            said.addAll(gate.step(now));
        }
    }

    private static int first(Utterance utterance) {
        return utterance.samples()[0];
    }

    private static int last(Utterance utterance) {
        return utterance.samples()[utterance.samples().length - UtteranceGate.FRAME];
    }

    @Test
    void anUtteranceHasWhatComesJustBeforeItsFirstVoiceAndJustAfterItsLast() {
        frames(20, false);
        frames(10, true);
        frames(13, false);
        assertEquals(0, said.size());
        frames(1, false);
        assertEquals(1, said.size());
        assertEquals(10, first(said.get(0)), "300 ms before");
        assertEquals(35, last(said.get(0)), "180 ms after, which is what 200 ms have of whole frames");
        assertEquals(30 * FRAME, said.get(0).endedNanos());
        assertEquals(10 * FRAME, said.get(0).startedNanos());
        assertEquals(CutReason.TIMEOUT, said.get(0).reason());
    }

    @Test
    void aPauseThatIsShorterThanTheSilenceIsPartOfIt() {
        frames(5, true);
        frames(12, false);
        frames(5, true);
        frames(20, false);
        assertEquals(1, said.size());
        assertEquals(0, first(said.get(0)));
        assertEquals(27, last(said.get(0)));
        for (int i = 0; i < 28; i++) {
            assertEquals(i, said.get(0).samples()[i * UtteranceGate.FRAME], "nothing is left out or there twice");
        }
    }

    @Test
    void twoUtterancesAreTwo() {
        frames(5, true);
        frames(30, false);
        frames(5, true);
        frames(30, false);
        assertEquals(2, said.size());
        assertEquals(25, first(said.get(1)));
    }

    @Test
    void whatTheThreadMissedIsCutByItsTimes() {
        frames(5, true);
        List<Utterance> late = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            late.addAll(gate.frame(new short[UtteranceGate.FRAME], i >= 25, (5 + i) * FRAME, 35 * FRAME));
        }
        assertEquals(1, late.size());
        assertEquals(CutReason.PAUSE, late.get(0).reason());
        assertEquals(1, gate.step(35 * FRAME + 400 * MS).size(), "and what came after the pause is another");
    }

    @Test
    void aClickIsNone() {
        frames(10, false);
        frames(3, true);
        frames(30, false);
        assertEquals(0, said.size());
    }

    @Test
    void whatIsLongEndsWhereItIsAsLongAsItMayBe() {
        frames(300, true);
        assertEquals(1, said.size());
        assertEquals(CutReason.MAX_DURATION, said.get(0).reason());
        assertEquals(Duration.ofMillis(8_010), said.get(0).length());
        frames(20, false);
        assertEquals(2, said.size());
        assertEquals(267, first(said.get(1)), "the rest is not lost");
    }

    @Test
    void ourOwnSpeechIsNoUtteranceAndNothingJustAfterIt() {
        frames(20, false);
        said.addAll(gate.ownSpeechBegins());
        frames(50, true);
        gate.ownSpeechEnds(number * FRAME);
        frames(10, true);
        frames(30, false);
        assertEquals(0, said.size(), "300 ms of it were heard after its end");
        frames(5, true);
        frames(20, false);
        assertEquals(1, said.size());
    }

    @Test
    void whatWasSaidBeforeOurOwnSpeechIsNotLostAndHasNothingOfIt() {
        frames(10, true);
        said.addAll(gate.ownSpeechBegins());
        frames(50, true);
        assertEquals(1, said.size());
        assertEquals(9, last(said.get(0)));
    }

    @Test
    void ofOurOwnSpeechNothingComesBeforeTheNextUtterance() {
        said.addAll(gate.ownSpeechBegins());
        frames(50, true);
        gate.ownSpeechEnds(number * FRAME);
        frames(12, false);
        frames(5, true);
        frames(20, false);
        assertEquals(1, said.size());
        assertTrue(first(said.get(0)) >= 60, () -> "" + first(said.get(0)));
    }

    @Test
    void withTheKeyOnlyNothingElseIsTaken() {
        gate = new UtteranceGate(LIMITS, true);
        frames(30, true);
        frames(30, false);
        assertEquals(0, said.size());
        said.addAll(gate.key(true));
        frames(10, true);
        frames(40, false);
        frames(10, true);
        assertEquals(0, said.size(), "a pause with the key down ends nothing");
        said.addAll(gate.key(false));
        assertEquals(1, said.size());
        assertEquals(Duration.ofMillis(300 + 60 * 30), said.get(0).length());
        assertEquals(CutReason.IS_FINAL, said.get(0).reason());
    }

    @Test
    void aKeyWithoutAWordIsNone() {
        gate = new UtteranceGate(LIMITS, true);
        said.addAll(gate.key(true));
        frames(50, false);
        said.addAll(gate.key(false));
        said.addAll(gate.key(false));
        assertEquals(0, said.size());
    }

    @Test
    void theKeyIsHeardAtOnceWhenOurOwnSpeechHasFallenSilent() {
        said.addAll(gate.ownSpeechBegins());
        frames(10, true);
        said.addAll(gate.key(true));
        frames(2, true);
        gate.ownSpeechEnds(number * FRAME);
        frames(10, true);
        said.addAll(gate.key(false));
        assertEquals(1, said.size());
        assertEquals(12, first(said.get(0)));
    }
}
