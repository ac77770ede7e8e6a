package dev.fermata.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random play against the truth: what was really played is known here, and the segmenter hears of it by notices only.
 * The truth is asked anew for each chunk, over all of the past. In milliseconds.
 */
@Tag("long")
class SegmenterPlayTest {
    private static final int SEQUENCES = 25_000;
    private static final int MOVES = 30;
    private static final long PAUSE = 3_000;

    /** What was played, and the earliest time at which anybody may have heard that. */
    private record Played(String group, long start, long length, long end) {
        boolean goesOn(long at) {
            return start <= at && at < end;
        }
    }

    private record Sent(int number, long at, long length, long bytes, boolean isFinal, long now) {
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void withNoticesInOrderItCutsAsTheTruthDoes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SEQUENCES; i++) {
            new Game(random).play(true);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void whateverBecomesOfNoticesNothingIsLostOrTwiceOrAPauseThatPlaybackExplains(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SEQUENCES; i++) {
            new Game(random).play(false);
        }
    }

    /** One sequence. */
    private static final class Game {
        private final Random random;
        private final Segmenter<Sent> segmenter = new Segmenter<>(SegmentLimits.DEFAULTS);
        private final List<Sent> sent = new ArrayList<>();
        private final List<Played> played = new ArrayList<>();
        private final List<Segment<Sent>> segments = new ArrayList<>();
        /** How many chunks had been sent when each segment ended. */
        private final List<Integer> endedAfter = new ArrayList<>();
        /** Until when each group plays. */
        private final Map<Integer, Long> busy = new HashMap<>();
        private long now;

        Game(Random random) {
            this.random = random;
        }

        private void play(boolean orderly) {
            List<Runnable> late = new ArrayList<>();
            for (int move = 0; move < MOVES; move++) {
                now += random.nextInt(4) == 0 ? random.nextInt(9_000) : random.nextInt(300);
                step();
                switch (random.nextInt(6)) {
                    case 0 -> playback(orderly, late);
                    case 1 -> {
                        if (!late.isEmpty()) {
                            late.remove(random.nextInt(late.size())).run();
                        }
                    }
                    default -> send();
                }
            }
            segmenter.finish().ifPresent(this::ended);
            check(orderly);
        }

        private void step() {
            long deadline = segmenter.deadline();
            if (deadline <= now * 1_000_000) {
                segmenter.step(deadline).ifPresent(this::ended);
            }
        }

        /** Orderly: it begins and ends in turn, and is told at once. Else notices are lost, doubled, late and early. */
        private void playback(boolean orderly, List<Runnable> late) {
            long start = now;
            long length = 1 + random.nextInt(12_000);
            long end = start + (random.nextInt(3) == 0 ? random.nextInt((int) length) : length);
            String group = group(orderly, start, end);
            Runnable started = () -> segmenter.playbackStarted(group, start * 1_000, length * 1_000, now * 1_000_000);
            Runnable over = () -> segmenter.playbackEnded(group, end * 1_000, now * 1_000_000);
            if (orderly) {
                played.add(new Played(group, start, length, end));
                started.run();
                while (now < end && random.nextInt(4) > 0) {
                    now = Math.min(end, now + random.nextInt(4_000));
                    step();
                    if (now < end) {
                        send();
                    }
                }
                now = Math.max(now, end);
                step();
                over.run();
                return;
            }
            if (random.nextBoolean()) {
                started.run();
                // What was told at once counts as long as it may have gone on by what was told.
                played.add(new Played(group, start, length, end));
            } else if (random.nextBoolean()) {
                late.add(started);
            }
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                late.add(over);
            }
        }

        /** One group plays one thing at a time. */
        private String group(boolean orderly, long start, long end) {
            int group = orderly ? played.size() : random.nextInt(3);
            while (busy.merge(group, end, (before, after) -> before > start ? before : after) != end) {
                group++;
            }
            return "g" + group;
        }

        private void send() {
            boolean heavy = random.nextInt(30) == 0;
            Sent chunk = new Sent(sent.size(), now, random.nextInt(heavy ? 25_000 : 300),
                    random.nextInt(heavy ? 700_000 : 5_000), random.nextInt(15) == 0, now);
            sent.add(chunk);
            segmenter.chunk(new Chunk<>(now * 1_000, chunk.length * 1_000, chunk.bytes, chunk.isFinal, chunk),
                    now * 1_000_000).forEach(this::ended);
            now += chunk.length;
        }

        private void ended(Segment<Sent> segment) {
            segments.add(segment);
            endedAfter.add(sent.size());
        }

        private void check(boolean orderly) {
            List<Sent> all = new ArrayList<>();
            segments.forEach(segment -> all.addAll(segment.contents()));
            assertEquals(sent, all, "each chunk is in one segment, in its order");
            for (int i = 0; i < segments.size(); i++) {
                check(segments.get(i), endedAfter.get(i), i == segments.size() - 1, orderly);
            }
        }

        private void check(Segment<Sent> segment, int sentThen, boolean isRest, boolean orderly) {
            List<Sent> chunks = segment.contents();
            Sent last = chunks.get(chunks.size() - 1);
            long length = chunks.stream().mapToLong(Sent::length).sum();
            long bytes = chunks.stream().mapToLong(Sent::bytes).sum();
            assertEquals(length * 1_000, segment.length());
            assertEquals(bytes, segment.bytes());
            CutReason own = last.isFinal ? CutReason.IS_FINAL : length >= 20_000 ? CutReason.MAX_DURATION
                    : bytes > 500 * 1_024 ? CutReason.MAX_LENGTH : null;
            if (own != null || isRest && segment.reason() == CutReason.IS_FINAL) {
                assertEquals(own == null ? CutReason.IS_FINAL : own, segment.reason());
            } else if (segment.reason() == CutReason.TIMEOUT) {
                assertTrue(orderly ? sentThen == last.number + 1 : sentThen > last.number, "nothing came after it");
            } else {
                assertEquals(CutReason.PAUSE, segment.reason());
                pauseIsTrue(last, sent.get(last.number + 1));
            }
            for (int i = 1; orderly && i < chunks.size(); i++) {
                assertTrue(silence(chunks.get(i - 1), chunks.get(i)) <= PAUSE, () -> "a pause within " + chunks);
            }
            for (int i = 0; i < chunks.size() - 1; i++) {
                assertTrue(!chunks.get(i).isFinal, "a last chunk is the last");
            }
        }

        private void pauseIsTrue(Sent before, Sent after) {
            assertTrue(silence(before, after) > PAUSE,
                    () -> "no pause between " + before + " and " + after + " of " + played);
        }

        /** The silence right before a chunk: since the chunk before it, or since something was played. */
        private long silence(Sent before, Sent after) {
            long since = before.at + before.length;
            for (Played each : played) {
                if (each.goesOn(after.at)) {
                    return 0;
                }
                since = each.end <= after.at ? Math.max(since, each.end) : since;
            }
            return after.at - since;
        }
    }
}
