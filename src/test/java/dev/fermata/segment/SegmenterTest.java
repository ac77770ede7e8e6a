package dev.fermata.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of seeds 001 and 002, each by itself. Times in milliseconds; our clock is the source's unless said. */
class SegmenterTest {
    private static final long HOUR = 3_600_000;

    private final Segmenter<String> segmenter = new Segmenter<>(SegmentLimits.DEFAULTS);
    private final List<String> cuts = new ArrayList<>();
    private int count;
    private long now;

    private void chunk(long at, long length, long bytes, boolean isFinal) {
        now = Math.max(now, at);
        count++;
        segmenter.chunk(new Chunk<>(at * 1_000, length * 1_000, bytes, isFinal, Integer.toString(count)),
                now * 1_000_000).forEach(this::cut);
    }

    /** One of 50 ms, as most are. */
    private void chunk(long at) {
        chunk(at, 50, 10, false);
    }

    private void cut(Segment<String> segment) {
        cuts.add(segment.reason() + " " + String.join(",", segment.contents()));
    }

    private void step(long at) {
        now = at;
        segmenter.step(now * 1_000_000).ifPresent(this::cut);
    }

    private void started(String group, long at, long length) {
        now = Math.max(now, at);
        segmenter.playbackStarted(group, at * 1_000, length * 1_000, now * 1_000_000);
    }

    private long ended(String group, long at) {
        now = Math.max(now, at);
        return segmenter.playbackEnded(group, at * 1_000, now * 1_000_000) / 1_000;
    }

    @Test
    void theLastChunkEndsItsSegmentWithIt() {
        chunk(0);
        chunk(50, 50, 10, true);
        chunk(100);
        assertEquals(List.of("IS_FINAL 1,2"), cuts);
    }

    @Test
    void twentySecondsOfContentAreTheMost() {
        for (int i = 0; i < 401; i++) {
            chunk(i * 50L);
        }
        assertEquals(1, cuts.size());
        assertEquals(400, cuts.get(0).replace("MAX_DURATION ", "").split(",").length);
    }

    @Test
    void contentCountsAndNotTheTimeBetween() {
        for (int i = 0; i < 20; i++) {
            chunk(i * 2_000L);
        }
        assertEquals(List.of(), cuts, "38 s, of which one is content");
    }

    @Test
    void whatComesMoreThanThreeSecondsAfterBelongsToTheNext() {
        chunk(0);
        chunk(3_050);
        assertEquals(List.of(), cuts, "a gap of just three seconds");
        chunk(6_101);
        assertEquals(List.of("PAUSE 1,2"), cuts);
        chunk(6_200, 50, 1, true);
        assertEquals("IS_FINAL 3,4", cuts.get(1));
    }

    @Test
    void aLongChunkIsNoPause() {
        chunk(0, 4_000, 1, false);
        chunk(4_000, 50, 1, false);
        assertEquals(List.of(), cuts);
    }

    @Test
    void aLastChunkAfterAPauseEndsTwo() {
        chunk(0);
        chunk(5_000, 50, 1, true);
        assertEquals(List.of("PAUSE 1", "IS_FINAL 2"), cuts);
    }

    @Test
    void whereNothingWasThereIsNothingToEnd() {
        chunk(0, 50, 1, true);
        cuts.clear();
        chunk(10_000);
        assertEquals(List.of(), cuts);
        assertEquals(List.of("2"), segmenter.finish().orElseThrow().contents());
        assertEquals(true, segmenter.finish().isEmpty());
        assertEquals(Clock.NEVER, segmenter.deadline());
    }

    @Test
    void whatIsLeftAloneEndsByTheClock() {
        chunk(0);
        assertEquals(5_000_000_000L, segmenter.deadline());
        step(4_999);
        assertEquals(List.of(), cuts);
        step(5_000);
        step(6_000);
        assertEquals(List.of("TIMEOUT 1"), cuts);
    }

    @Test
    void moreThanFiveHundredKilobytesAreTooMuch() {
        chunk(0, 1, 500 * 1_024, false);
        assertEquals(List.of(), cuts);
        chunk(1, 1, 1, false);
        chunk(2, 1, 1, false);
        assertEquals(List.of("MAX_LENGTH 1,2"), cuts);
    }

    @Test
    void ofSeveralReasonsTheFirstOfTheListCounts() {
        chunk(0, 20_000, 600_000, true);
        chunk(20_000, 20_000, 600_000, false);
        assertEquals(List.of("IS_FINAL 1", "MAX_DURATION 2"), cuts);
    }

    @Test
    void everyChunkMovesTheClockWhateverItLedTo() {
        chunk(0);
        chunk(4_000);
        chunk(6_000);
        chunk(8_000, 50, 1, true);
        chunk(10_000);
        chunk(12_000);
        assertEquals(List.of("PAUSE 1", "IS_FINAL 2,3,4"), cuts);
    }

    @Test
    void theEndOfPlaybackRestartsTheGapAndTheGuardIsHalfASecond() {
        chunk(0);
        started("g", 500, 60_000);
        long from = ended("g", 8_000);
        assertEquals(8_500, from);
        chunk(from);
        assertEquals(List.of(), cuts);
    }

    @Test
    void thereIsNoPauseWhilePlaybackIsKnownToGoOn() {
        chunk(0);
        started("g", 100, 20_000);
        chunk(10_000);
        chunk(20_099);
        chunk(23_149);
        assertEquals(List.of(), cuts);
        chunk(26_200);
        assertEquals(List.of("PAUSE 1,2,3,4"), cuts);
    }

    @Test
    void anEndNoticeThatIsLostOrLateChangesNothingWhereTheLengthIsKnown() {
        chunk(0);
        started("g", 100, 10_000);
        chunk(12_900);
        ended("g", 10_100);
        assertEquals(List.of(), cuts);
        chunk(15_951);
        assertEquals(List.of("PAUSE 1,2"), cuts);
    }

    @Test
    void playbackThatIsCutOffIsOverThen() {
        chunk(0);
        started("g", 100, 60_000);
        ended("g", 2_000);
        chunk(5_001);
        assertEquals(List.of("PAUSE 1"), cuts);
    }

    @Test
    void playbackThatTakesLongerThanItSaidIsOverThen() {
        chunk(0);
        started("g", 100, 5_000);
        ended("g", 7_000);
        chunk(9_900);
        assertEquals(List.of(), cuts);
        chunk(13_000);
        assertEquals(List.of("PAUSE 1,2"), cuts, "its beginning was known, so there is no window");
    }

    @Test
    void withoutItsBeginningThereIsNoPauseForAMinuteAfterIt() {
        chunk(0);
        ended("g", 2_000);
        chunk(61_999);
        assertEquals(List.of(), cuts);
        chunk(65_050);
        assertEquals(List.of("PAUSE 1,2"), cuts);
    }

    @Test
    void noticesThatComeTwiceOrInTheWrongOrderSayTheSame() {
        chunk(0);
        ended("g", 2_000);
        started("g", 100, 60_000);
        started("g", 100, 60_000);
        ended("g", 2_000);
        chunk(5_001);
        assertEquals(List.of("PAUSE 1"), cuts);
    }

    @Test
    void severalGroupsPlayAtOnce() {
        chunk(0);
        started("a", 100, 5_000);
        started("b", 200, 20_000);
        ended("a", 3_000);
        chunk(15_000);
        assertEquals(List.of(), cuts, "b plays");
        ended("b", 16_000);
        chunk(19_001);
        assertEquals(List.of("PAUSE 1,2"), cuts);
    }

    @Test
    void thereIsNoTimeoutWhileSomethingPlays() {
        chunk(0);
        started("a", 100, 30_000);
        started("b", 200, 10_000);
        step(12_000);
        ended("a", 12_000);
        step(16_999);
        assertEquals(List.of(), cuts);
        step(17_000);
        assertEquals(List.of("TIMEOUT 1"), cuts);
    }

    @Test
    void aClockThatJumpsBackIsNoPause() {
        chunk(HOUR);
        started("g", HOUR + 100, HOUR);
        chunk(1_000);
        chunk(4_051);
        assertEquals(List.of("PAUSE 1,2"), cuts);
    }

    @Test
    void aClockThatJumpsForwardIsAPause() {
        chunk(0);
        chunk(HOUR);
        chunk(HOUR + 50);
        assertEquals(List.of("PAUSE 1"), cuts);
    }

    @Test
    void aChunkThatIsLateIsNoJump() {
        chunk(10_000);
        chunk(8_000);
        chunk(12_900);
        assertEquals(List.of(), cuts);
    }

    @Test
    void allLimitsAreSettings() {
        Segmenter<String> quick = new Segmenter<>(new SegmentLimits(Duration.ofMillis(100), Duration.ofMillis(10),
                Duration.ofMillis(20), 5, Duration.ofMillis(7), Duration.ofMillis(50)));
        assertEquals(1_007_000, quick.playbackEnded("g", 1_000_000, 0));
        assertEquals(List.of(), quick.chunk(new Chunk<>(1_049_000, 0, 5, false, "a"), 0));
        assertEquals(20_000_000, quick.deadline());
        assertEquals(CutReason.PAUSE, quick.chunk(new Chunk<>(1_060_000, 0, 6, false, "b"), 0).get(0).reason());
    }

    @Test
    void aSegmentSaysWhenItWasAndHowMuchItIs() {
        chunk(100, 50, 7, false);
        chunk(80, 20, 3, false);
        chunk(200, 10, 1, false);
        Segment<String> segment = segmenter.finish().orElseThrow();
        assertEquals(new Segment<>(CutReason.IS_FINAL, List.of("1", "2", "3"), 80_000, 210_000, 80_000, 11), segment);
    }

    @Test
    void whatIsKnownOfPlaybackIsBounded() {
        chunk(0);
        for (int i = 0; i < 10 * Playbacks.MOST; i++) {
            started("g" + i, 100 + i, 10);
            ended("h" + i, 1_000);
        }
        chunk(50_000);
        assertEquals(List.of(), cuts);
    }
}
