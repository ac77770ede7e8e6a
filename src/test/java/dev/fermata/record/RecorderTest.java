package dev.fermata.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.TakeText;
import dev.fermata.model.Key;
import dev.fermata.segment.CutReason;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final long MS = 1_000_000;
    private static final long START = 77_000 * MS;
    private static final Set<Key> KEYS = Set.of(Key.Q, Key.W, Key.MOUSE_LEFT);

    private final List<RecordedTake> takes = new ArrayList<>();
    private Recorder recorder = recorder(new Wanted(KEYS, false), Set.of());
    private long now;

    private Recorder recorder(Wanted wanted, Set<Key> down) {
        return new Recorder(wanted, down, SegmentLimits.DEFAULTS, takes::add, START);
    }

    @Test
    void timesCountFromTheFirstStrokeInMicroseconds() {
        at(2_000);
        down(Key.Q);
        recorder.key(Key.Q, false, START + 2_050 * MS + 123_456);
        finish();
        assertEquals(List.of("0 down q, 50123 up q; 50123 IS_FINAL"), told());
        assertEquals(START + 2_000 * MS, takes.get(0).startNanos());
    }

    @Test
    void aRepeatIsNoStroke() {
        down(Key.Q);
        at(500);
        down(Key.Q);
        at(530);
        down(Key.Q);
        at(600);
        up(Key.Q);
        up(Key.Q);
        finish();
        assertEquals(List.of("0 down q, 600000 up q; 600000 IS_FINAL"), told());
        assertEquals(2, recorder.figures().strokes());
    }

    @Test
    void aKeyThatWasNotAskedForLeavesNoTrace() {
        down(Key.P);
        at(100);
        up(Key.P);
        down(Key.MOUSE_RIGHT);
        recorder.pointer(7, 8, START);
        down(Key.WHEEL_UP);
        assertEquals(new Figures(0, 0, false), recorder.figures());
        assertEquals(12 * 3_600_000L, (step() - START) / MS);
        finish();
        assertEquals(List.of(), takes);
    }

    @Test
    void nothingThatTheRecorderHoldsIsOtherAfterAKeyThatWasNotAskedFor() {
        tap(Key.Q, 0);
        String before = Innards.of(recorder);
        tap(Key.P, 20);
        down(Key.MOUSE_RIGHT);
        recorder.pointer(7, 8, now());
        assertEquals(before, Innards.of(recorder));
        down(Key.W);
        assertTrue(!before.equals(Innards.of(recorder)));
    }

    @Test
    void itDoesNotEvenMoveTheClockOfPauses() {
        tap(Key.Q, 0);
        tap(Key.P, 2_000);
        tap(Key.Q, 4_000);
        finish();
        assertEquals(List.of("0 down q, 10000 up q; 10000 PAUSE", "0 down q, 10000 up q; 10000 IS_FINAL"), told());
    }

    @Test
    void aKeyThatWasDownBeforeBelongsToNone() {
        recorder = recorder(new Wanted(KEYS, false), Set.of(Key.Q));
        down(Key.Q);
        at(100);
        up(Key.Q);
        at(200);
        tap(Key.Q, 200);
        finish();
        assertEquals(List.of("0 down q, 10000 up q; 10000 IS_FINAL"), told());
    }

    @Test
    void whatIsDownAtTheEndIsReleasedThen() {
        down(Key.Q);
        at(70);
        down(Key.W);
        at(900);
        finish();
        assertEquals(List.of("0 down q, 70000 down w, 900000 up q, 900000 up w; 900000 IS_FINAL"), told());
    }

    @Test
    void theKeysThatEndItAreNoPartOfIt() {
        recorder = recorder(new Wanted(Set.of(Key.Q, Key.LEFT_CTRL, Key.C), false), Set.of());
        tap(Key.C, 0);
        tap(Key.Q, 100);
        at(400);
        down(Key.LEFT_CTRL);
        at(500);
        down(Key.C);
        at(510);
        recorder.finish(Set.of(Key.LEFT_CTRL, Key.C), now());
        assertEquals(List.of("0 down c, 10000 up c, 100000 down q, 110000 up q; 110000 IS_FINAL"), told());
    }

    @Test
    void theKeysThatEndItMayBeUpAlready() {
        recorder = recorder(new Wanted(Set.of(Key.Q, Key.ENTER), false), Set.of());
        tap(Key.Q, 0);
        tap(Key.ENTER, 100);
        tap(Key.ENTER, 200);
        recorder.finish(Set.of(Key.ENTER), now());
        assertEquals(List.of("0 down q, 10000 up q, 100000 down enter, 110000 up enter; 110000 IS_FINAL"), told());
    }

    @Test
    void whatWasDoneWithThoseKeysEarlierIsPartOfIt() {
        recorder = recorder(new Wanted(Set.of(Key.ENTER), false), Set.of());
        tap(Key.ENTER, 0);
        at(1_011);
        recorder.finish(Set.of(Key.ENTER), now());
        assertEquals(List.of("0 down enter, 10000 up enter; 10000 IS_FINAL"), told());
    }

    @Test
    void nothingIsATakeOfNothing() {
        recorder = recorder(new Wanted(Set.of(Key.ENTER), false), Set.of());
        down(Key.ENTER);
        recorder.finish(Set.of(Key.ENTER), now());
        finish();
        assertEquals(List.of(), takes);
        assertTrue(recorder.figures().isOver());
    }

    @Test
    void afterTheEndNothingIsRecorded() {
        finish();
        tap(Key.Q, 10);
        assertEquals(Clock.NEVER, step());
        finish();
        assertEquals(List.of(), takes);
    }

    @Test
    void aPauseBeginsAnotherTake() {
        tap(Key.Q, 0);
        tap(Key.W, 3_010);
        tap(Key.Q, 6_021);
        finish();
        assertEquals(List.of("0 down q, 10000 up q, 3010000 down w, 3020000 up w; 3020000 PAUSE",
                "0 down q, 10000 up q; 10000 IS_FINAL"), told());
    }

    @Test
    void aTakeToWhichNothingComesEnds() {
        tap(Key.Q, 0);
        assertEquals(5_010, (step() - START) / MS);
        at(5_009);
        step();
        assertEquals(List.of(), takes);
        at(5_010);
        step();
        assertEquals(List.of("0 down q, 10000 up q; 10000 TIMEOUT"), told());
    }

    @Test
    void whileAKeyIsDownThereIsNoPause() {
        down(Key.Q);
        at(7_000);
        assertEquals(12 * 3_600_000L, (step() - START) / MS);
        down(Key.W);
        at(9_000);
        up(Key.W);
        at(15_000);
        up(Key.Q);
        finish();
        assertEquals(List.of(
                "0 down q, 7000000 down w, 9000000 up w, 15000000 up q; 15000000 IS_FINAL"), told());
    }

    @Test
    void aTakeThatIsCutInTheMiddleReleasesWhatTheNextPressesAgain() {
        down(Key.Q);
        at(12_000);
        tap(Key.W, 12_000);
        at(20_500);
        down(Key.W);
        at(21_000);
        up(Key.Q);
        at(21_100);
        up(Key.W);
        finish();
        assertEquals(List.of("0 down q, 12000000 down w, 12010000 up w, 20500000 down w, 20500000 up q, 20500000 up w;"
                + " 20500000 MAX_DURATION",
                "0 down q, 0 down w, 500000 up q, 600000 up w; 600000 IS_FINAL"), told());
    }

    @Test
    void aTakeDoesNotOutgrowItsSize() {
        recorder = new Recorder(new Wanted(KEYS, false), Set.of(), new SegmentLimits(Duration.ofSeconds(20),
                Duration.ofSeconds(3), Duration.ofSeconds(5), 4 * Recorder.STROKE_BYTES, Duration.ZERO,
                Duration.ZERO), takes::add, START);
        tap(Key.Q, 0);
        tap(Key.Q, 100);
        down(Key.W);
        at(120);
        up(Key.W);
        finish();
        assertEquals(List.of("0 down q, 10000 up q, 100000 down q, 110000 up q, 110000 down w, 110000 up w;"
                + " 110000 MAX_LENGTH", "0 down w, 10000 up w; 10000 IS_FINAL"), told());
    }

    @Test
    void aReleaseThatIsToldLateIsPutInItsPlace() {
        down(Key.Q);
        at(200);
        down(Key.W);
        recorder.key(Key.Q, false, START + 190 * MS);
        at(300);
        up(Key.W);
        finish();
        assertEquals(List.of("0 down q, 190000 up q, 200000 down w, 300000 up w; 300000 IS_FINAL"), told());
    }

    @Test
    void theWheelTurnsByStepsAndIsNeverDown() {
        recorder = recorder(new Wanted(Set.of(Key.WHEEL_UP, Key.WHEEL_DOWN), false), Set.of());
        tap(Key.WHEEL_UP, 0);
        tap(Key.WHEEL_DOWN, 40);
        finish();
        assertEquals(List.of("0 wheel 1, 40000 wheel -1; 40000 IS_FINAL"), told());
    }

    @Test
    void thePlaybackOfTheAgentIsNoPause() {
        tap(Key.Q, 0);
        at(100);
        recorder.playbackStarted("agent", 10_000 * MS, now());
        at(9_000);
        step();
        down(Key.Q);
        at(9_010);
        up(Key.Q);
        at(10_100);
        recorder.playbackEnded("agent", now());
        tap(Key.W, 13_000);
        tap(Key.W, 16_100);
        finish();
        assertEquals(List.of(
                "0 down q, 10000 up q, 9000000 down q, 9010000 up q, 13000000 down w, 13010000 up w; 13010000 PAUSE",
                "0 down w, 10000 up w; 10000 IS_FINAL"), told());
    }

    @Test
    void thePointerIsThinnedButKnownWhereItMatters() {
        recorder = recorder(new Wanted(KEYS, true), Set.of());
        for (int i = 0; i <= 24; i++) {
            at(i);
            recorder.pointer(100 + i, 50, now());
        }
        down(Key.MOUSE_LEFT);
        at(26);
        recorder.pointer(126, 50, now());
        up(Key.MOUSE_LEFT);
        at(27);
        recorder.pointer(127, 50, now());
        assertEquals(36, (step() - START) / MS);
        at(36);
        step();
        finish();
        assertEquals(List.of("0 move 100 50, 10000 move 110 50, 20000 move 120 50, 24000 move 124 50,"
                + " 24000 down mouse_left, 26000 move 126 50, 26000 up mouse_left, 27000 move 127 50; 27000 IS_FINAL"),
                told());
    }

    @Test
    void whatHappensAtTheSameTimeStaysInItsOrder() {
        recorder = recorder(new Wanted(KEYS, true), Set.of());
        down(Key.MOUSE_LEFT);
        at(30);
        up(Key.MOUSE_LEFT);
        recorder.pointer(5, 6, now());
        finish();
        assertEquals(List.of("0 down mouse_left, 30000 up mouse_left, 30000 move 5 6; 30000 IS_FINAL"), told());
    }

    @Test
    void eventsThatWereKeptBackAreAMicrosecondApart() {
        EventOrder order = new EventOrder();
        assertEquals(5 * MS, order.next(5 * MS));
        assertEquals(5 * MS + 1_000, order.next(5 * MS));
        assertEquals(5 * MS + 2_000, order.next(4 * MS));
        assertEquals(6 * MS, order.next(6 * MS));
    }

    @Test
    void aTakeBeginsWhereThePointerWasLeft() {
        recorder = recorder(new Wanted(KEYS, true), Set.of());
        recorder.pointer(5, 6, now());
        tap(Key.MOUSE_LEFT, 0);
        recorder.pointer(5, 6, now());
        tap(Key.MOUSE_LEFT, 8_000);
        finish();
        assertEquals(List.of("0 move 5 6, 0 down mouse_left, 10000 up mouse_left; 10000 PAUSE",
                "0 move 5 6, 0 down mouse_left, 10000 up mouse_left; 10000 IS_FINAL"), told());
    }

    @Test
    void itEndsByItselfAfterTwelveHours() {
        tap(Key.Q, 0);
        at(12 * 3_600_000L - 1);
        step();
        assertEquals(false, recorder.figures().isOver());
        at(12 * 3_600_000L);
        assertEquals(Clock.NEVER, step());
        assertTrue(recorder.figures().isOver());
    }

    private void at(long millis) {
        now = millis * MS;
    }

    private long now() {
        return START + now;
    }

    private void down(Key key) {
        recorder.key(key, true, now());
    }

    private void up(Key key) {
        recorder.key(key, false, now());
    }

    private void tap(Key key, long atMillis) {
        at(atMillis);
        down(key);
        at(atMillis + 10);
        up(key);
    }

    private long step() {
        return recorder.step(now());
    }

    private void finish() {
        recorder.finish(Set.of(), now());
    }

    private List<String> told() {
        return takes.stream().map(each -> String.join(", ", each.take().strokes().stream()
                .map(stroke -> stroke.atMicros() + " " + TakeText.words(stroke)).toList())
                + "; " + each.take().lengthMicros() + " " + each.reason()).toList();
    }

    @Test
    void reasonsAreThoseOfTheSegmenter() {
        tap(Key.Q, 0);
        finish();
        assertEquals(CutReason.IS_FINAL, takes.get(0).reason());
        assertEquals(1, takes.get(0).number());
    }
}
