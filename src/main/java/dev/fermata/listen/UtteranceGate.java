package dev.fermata.listen;

import dev.fermata.segment.Chunk;
import dev.fermata.segment.CutReason;
import dev.fermata.segment.Segment;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.segment.Segmenter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Makes utterances of the frames of a microphone: a passive core. A frame with voice passes, with those just before it,
 * so that no first syllable is lost, and those since the last one that did; the {@link Segmenter} says where an
 * utterance ends. While the player keeps a key down to talk, all frames pass, and the utterance ends with the key.
 *
 * <p>While our own speech sounds, and for the tail after it, nothing passes: it cannot be told from the player's. What
 * was said before it begins is an utterance then. With the key down our speech is silent, and there is no tail.
 *
 * <p>Times are of our own clock. One thread.
 */
public final class UtteranceGate {
    /** Samples a frame. */
    public static final int FRAME = Utterance.RATE * 30 / 1_000;
    /** What belongs to an utterance from before its first voice. */
    static final Duration BEFORE = Duration.ofMillis(300);
    /** What belongs to it from after its last voice. */
    static final Duration AFTER = Duration.ofMillis(200);
    /** What has less voice than this many frames, 120 ms, is a click. */
    static final int LEAST_VOICED = 4;

    private static final long FRAME_NANOS = 30_000_000L;
    private static final long MICROS = 1_000;
    private static final int BYTES = 2;
    private static final long FOREVER = Long.MAX_VALUE;

    /**
     * When utterances end.
     *
     * @param silence so long nothing is said at the end of one
     * @param longest one that is as long ends
     * @param tail for how long after our own speech nothing passes
     */
    public record Limits(Duration silence, Duration longest, Duration tail) {
        SegmentLimits segments() {
            return new SegmentLimits(longest, silence, silence, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);
        }
    }

    private record Frame(short[] samples, long start, boolean voiced) {
    }

    private final Limits limits;
    private final boolean keyOnly;
    private final Segmenter<Frame> segmenter;
    /** Since the last one that has passed; the earliest first. */
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean keyDown;
    private long ownUntil = Long.MIN_VALUE;
    private long ownEnded = Long.MIN_VALUE;

    /** @param keyOnly whether nothing passes but with the key down */
    public UtteranceGate(Limits limits, boolean keyOnly) {
        this.limits = limits;
        this.keyOnly = keyOnly;
        segmenter = new Segmenter<>(limits.segments());
    }

    /** Our own speech begins. Returns what was said before it. */
    public List<Utterance> ownSpeechBegins() {
        ownUntil = FOREVER;
        ownEnded = FOREVER;
        return finish();
    }

    /** Our own speech has ended, or nothing of it sounds for now. */
    public void ownSpeechEnds(long atNanos) {
        ownEnded = atNanos;
        ownUntil = atNanos + limits.tail().toNanos();
    }

    /** The key is down, or up again, which ends an utterance. */
    public List<Utterance> key(boolean down) {
        boolean ends = keyDown && !down;
        keyDown = down;
        return ends ? finish() : List.of();
    }

    /** Takes the next frame. Returns the utterances that have ended by it, the earlier first. */
    public List<Utterance> frame(short[] samples, boolean voiced, long startNanos, long nowNanos) {
        if (startNanos < (keyDown ? ownEnded : ownUntil)) {
            waiting.clear();
            return List.of();
        }
        Frame frame = new Frame(samples, startNanos, voiced);
        boolean passes = keyDown || voiced && !keyOnly;
        if (!passes) {
            waiting.addLast(frame);
            // Of an open one all may be wanted still.
            keep(open ? limits.silence().plus(BEFORE) : BEFORE);
            return List.of();
        }
        if (open && waiting.size() * FRAME_NANOS > limits.silence().toNanos() || !open) {
            keep(BEFORE);
        }
        List<Segment<Frame>> ended = new ArrayList<>(2);
        waiting.forEach(each -> ended.addAll(pass(each, nowNanos)));
        waiting.clear();
        ended.addAll(pass(frame, nowNanos));
        return ended.stream().flatMap(each -> utterance(each, List.of()).stream()).toList();
    }

    private List<Segment<Frame>> pass(Frame frame, long nowNanos) {
        open = true;
        return segmenter.chunk(new Chunk<>(frame.start() / MICROS, FRAME_NANOS / MICROS,
                (long) frame.samples().length * BYTES, false, frame), nowNanos);
    }

    private void keep(Duration most) {
        while (waiting.size() * FRAME_NANOS > most.toNanos()) {
            waiting.removeFirst();
        }
    }

    private List<Utterance> finish() {
        open = false;
        return segmenter.finish().map(each -> utterance(each, List.copyOf(waiting))).orElse(List.of());
    }

    /** Returns the utterance to which nothing has come for long enough. */
    public List<Utterance> step(long nowNanos) {
        if (keyDown) {
            return List.of();
        }
        List<Utterance> ended = segmenter.step(nowNanos).map(each -> utterance(each, List.copyOf(waiting)))
                .orElse(List.of());
        open = open && segmenter.deadline() != FOREVER;
        return ended;
    }

    /** @param after what came after it */
    private static List<Utterance> utterance(Segment<Frame> segment, List<Frame> after) {
        List<Frame> frames = new ArrayList<>(segment.contents());
        long voiced = frames.stream().filter(Frame::voiced).count();
        if (voiced < LEAST_VOICED) {
            return List.of();
        }
        after.stream().limit(AFTER.toNanos() / FRAME_NANOS).forEach(frames::add);
        short[] samples = new short[frames.size() * FRAME];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.get(i).samples(), 0, samples, i * FRAME, FRAME);
        }
        long end = segment.contents().stream().filter(Frame::voiced).mapToLong(Frame::start).max().getAsLong();
        CutReason reason = segment.reason();
        return List.of(new Utterance(samples, frames.get(0).start(), end + FRAME_NANOS, reason));
    }
}
