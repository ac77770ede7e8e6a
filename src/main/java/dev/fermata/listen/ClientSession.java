package dev.fermata.listen;

import dev.fermata.segment.Chunk;
import dev.fermata.segment.CutReason;
import dev.fermata.segment.Segment;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.segment.Segmenter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What one client sends of somebody's input, cut into segments. Their content stays with the client: what is kept are
 * numbers. It outlives the client's connection, so that nothing is lost or twice when it connects again. One thread.
 */
public final class ClientSession {
    /** How many of the segments that ended last are told again to a client that connects again. */
    static final int KEPT = 100;

    /** Hears of the segments of a session. */
    public interface Listener {
        /** A segment has ended. */
        void ended(ClientSession session, Cut cut);
    }

    /**
     * A segment of a session.
     *
     * @param number from 1, of the session's segments
     * @param firstChunk the number of its first chunk; from 1, of the session's chunks
     * @param traceId what the last message before it named its trace; may be empty
     * @param start in microseconds of the client's clock, as are the end and the length of the content
     */
    public record Cut(long number, long firstChunk, long lastChunk, String traceId, CutReason reason, long start,
            long end, long length, long bytes) {
    }

    private final String id;
    private final Segmenter<Boolean> segmenter;
    private final Deque<Cut> kept = new ArrayDeque<>();
    private Listener listener;
    private String traceId = "";
    private long usedAt;
    private long chunks;
    private long cutChunks;
    private long cuts;

    ClientSession(String id, SegmentLimits limits) {
        this.id = id;
        segmenter = new Segmenter<>(limits);
    }

    /** Who hears of it from now on, instead of who did before. */
    void tell(Listener client, long nowNanos) {
        listener = client;
        usedAt = nowNanos;
    }

    /** Whether it is that client who hears of it. */
    boolean isOf(Listener client) {
        return listener == client;
    }

    long usedAt() {
        return usedAt;
    }

    /** What its client calls it. */
    public String id() {
        return id;
    }

    /** How many chunks have come. */
    public long chunks() {
        return chunks;
    }

    /** How many segments have ended. */
    public long segments() {
        return cuts;
    }

    /** What the messages from now on name their trace. */
    public void trace(String name) {
        traceId = name;
    }

    /**
     * Takes a chunk in.
     *
     * @param at when it began, in microseconds of the client's clock
     * @param length in microseconds
     */
    public void chunk(long at, long length, long bytes, boolean isFinal, long nowNanos) {
        chunks++;
        segmenter.chunk(new Chunk<>(at, length, bytes, isFinal, true), nowNanos).forEach(this::ended);
    }

    /** Nothing more comes for now: what there is has ended. */
    public void finish() {
        segmenter.finish().ifPresent(this::ended);
    }

    /** As {@link Segmenter#playbackStarted}. */
    public void playbackStarted(String group, long at, long length, long nowNanos) {
        segmenter.playbackStarted(group, at, length, nowNanos);
    }

    /** As {@link Segmenter#playbackEnded}. */
    public long playbackEnded(String group, long at, long nowNanos) {
        return segmenter.playbackEnded(group, at, nowNanos);
    }

    /** The segments after that one which are still kept, the oldest first. */
    public List<Cut> after(long number) {
        return kept.stream().filter(cut -> cut.number() > number).toList();
    }

    /** When it has to be stepped, by our own clock. */
    public long deadline() {
        return Math.min(segmenter.deadline(), usedAt + ClientSessions.KEPT.toNanos());
    }

    void step(long nowNanos) {
        segmenter.step(nowNanos).ifPresent(this::ended);
    }

    private void ended(Segment<Boolean> segment) {
        long first = cutChunks + 1;
        cutChunks += segment.contents().size();
        Cut cut = new Cut(++cuts, first, cutChunks, traceId, segment.reason(), segment.start(), segment.end(),
                segment.length(), segment.bytes());
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(cut);
        listener.ended(this, cut);
    }
}
