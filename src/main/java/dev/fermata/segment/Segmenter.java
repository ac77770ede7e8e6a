package dev.fermata.segment;

import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Cuts chunks into segments: a passive core by the rules of seeds 001 and 002.
 *
 * <p>Chunks and notices of playback carry times of their source's clock, in microseconds, and a pause is measured by
 * them. It is a gap between the end of one chunk and the beginning of the next, or between the end of playback and
 * that, for the end of playback restarts the gap. While playback is known to go on there is no pause; where only its
 * end is known there is none within the window after it. Every chunk moves the clock, whatever it led to.
 *
 * <p>The timeout is by our own clock, for it is the source that says nothing. No chunk is lost, and none is in two
 * segments. One thread.
 */
public final class Segmenter<T> {
    private static final long NOTHING_YET = Long.MIN_VALUE;

    private final SegmentLimits limits;
    private final long pause;
    private final long window;
    private final Playbacks playbacks;
    private List<T> contents = new ArrayList<>();
    private long start;
    private long end;
    private long length;
    private long bytes;
    /** Of the source: until when it was heard, or our playback was. */
    private long quietSince = NOTHING_YET;
    /** When something came, by our own clock. */
    private long heardAt;

    /** One to which nothing has come. */
    public Segmenter(SegmentLimits limits) {
        this.limits = limits;
        pause = micros(limits.pause());
        window = micros(limits.window());
        playbacks = new Playbacks(pause);
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /**
     * Takes a chunk in. What came before it may end by the pause, and what it belongs to may end by it.
     *
     * @return the segments that have ended, the earlier first; two at most
     */
    public List<Segment<T>> chunk(Chunk<T> chunk, long nowNanos) {
        List<Segment<T>> ended = new ArrayList<>(2);
        if (isAfterPause(chunk.start()) && !contents.isEmpty()) {
            ended.add(cut(CutReason.PAUSE));
        }
        moveClock(chunk.start(), chunk.end());
        heardAt = nowNanos;
        append(chunk);
        reason(chunk).map(this::cut).ifPresent(ended::add);
        return ended;
    }

    private boolean isAfterPause(long at) {
        return quietSince != NOTHING_YET && at - playbacks.lastEnd(at, quietSince) > pause
                && !playbacks.explains(at, window);
    }

    /** What is late by less than a pause was said before; what is later than that is of a clock that jumped. */
    private void moveClock(long from, long until) {
        boolean jumped = quietSince != NOTHING_YET && from < quietSince - pause;
        quietSince = jumped ? until : Math.max(quietSince, until);
    }

    private void append(Chunk<T> chunk) {
        start = contents.isEmpty() ? chunk.start() : Math.min(start, chunk.start());
        end = contents.isEmpty() ? chunk.end() : Math.max(end, chunk.end());
        contents.add(chunk.content());
        length += chunk.length();
        bytes += chunk.bytes();
    }

    private Optional<CutReason> reason(Chunk<T> chunk) {
        return chunk.isFinal() ? Optional.of(CutReason.IS_FINAL)
                : length >= micros(limits.maxDuration()) ? Optional.of(CutReason.MAX_DURATION)
                : bytes > limits.maxBytes() ? Optional.of(CutReason.MAX_LENGTH) : Optional.empty();
    }

    private Segment<T> cut(CutReason reason) {
        Segment<T> segment = new Segment<>(reason, contents, start, end, length, bytes);
        contents = new ArrayList<>();
        length = 0;
        bytes = 0;
        return segment;
    }

    /** Playback of our own begins. @param start by the source's clock, as is {@code length}, in microseconds */
    public void playbackStarted(String group, long start, long length, long nowNanos) {
        playbacks.started(group, start, length, nowNanos);
    }

    /**
     * Playback of our own is over, which restarts the gap.
     *
     * @param at by the source's clock, in microseconds
     * @return from when on the source should send chunks again: {@link SegmentLimits#guard} later
     */
    public long playbackEnded(String group, long at, long nowNanos) {
        if (playbacks.ended(group, at, nowNanos)) {
            heardAt = nowNanos;
        }
        return at + micros(limits.guard());
    }

    /** The source says that nothing more comes for now. Returns what there was. */
    public Optional<Segment<T>> finish() {
        return contents.isEmpty() ? Optional.empty() : Optional.of(cut(CutReason.IS_FINAL));
    }

    /** Returns what nothing has come to for too long. */
    public Optional<Segment<T>> step(long nowNanos) {
        return nowNanos >= deadline() ? Optional.of(cut(CutReason.TIMEOUT)) : Optional.empty();
    }

    /** When it has to be stepped, by our own clock; {@link Clock#NEVER} while there is nothing to cut. */
    public long deadline() {
        return contents.isEmpty() ? Clock.NEVER : Math.max(heardAt, playbacks.ourEnd()) + limits.timeout().toNanos();
    }
}
