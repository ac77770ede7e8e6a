package dev.fermata.skill;

import dev.fermata.model.WhyNot;
import dev.fermata.play.ActionOwner;
import dev.fermata.play.InputQueue;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has become of a skill's actions: how often and when it was played, and what kept it the last time. Told by
 * whoever plays them; thread-safe without a lock, so what is asked for in two calls may be of two moments.
 */
final class SkillProgress implements ActionOwner {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger playing = new AtomicInteger();
    private final AtomicLong played = new AtomicLong();
    private volatile long lastPlayed = NEVER;
    /** When the last one began, and when the last one began that was played to its end. */
    private volatile long begun = NEVER;
    private volatile long playedFrom = NEVER;
    /** What kept it from being played the last time that it was due; null for nothing. */
    private volatile WhyNot.Reason trouble;

    @Override
    public void waits() {
        waiting.incrementAndGet();
    }

    @Override
    public void begins(long nowNanos) {
        begun = nowNanos;
        waiting.decrementAndGet();
        playing.incrementAndGet();
        trouble = null;
    }

    @Override
    public void ends(boolean hadBegun, End how, long nowNanos) {
        if (how == End.PLAYED) {
            lastPlayed = nowNanos;
            playedFrom = begun;
            played.incrementAndGet();
        } else if (how == End.FAILED) {
            trouble = WhyNot.Reason.REFUSED;
        }
        (hadBegun ? playing : waiting).decrementAndGet();
    }

    @Override
    public void refused(InputQueue.Refusal why) {
        if (why == InputQueue.Refusal.LANE_FULL) {
            trouble = WhyNot.Reason.LANE_FULL;
        }
    }

    /** Whether it is being played, or waits for its turn. */
    boolean isUnderWay() {
        return playing.get() > 0 || waiting.get() > 0;
    }

    /** When the last press began that was not cut off, or is still under way; empty for never. */
    OptionalLong pressedNanos() {
        long at = isPlaying() ? begun : playedFrom;
        return at == NEVER ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Whether it is being played. */
    boolean isPlaying() {
        return playing.get() > 0;
    }

    /** How often it was played to its end. */
    long played() {
        return played.get();
    }

    /** When it was last played to its end; empty for not yet. */
    OptionalLong lastPlayedNanos() {
        long at = lastPlayed;
        return at == NEVER ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** What keeps it, where nothing forbids it to play: its turn, its last time, or that it is not due. */
    WhyNot.Reason keptBy(boolean hasTime) {
        boolean waits = waiting.get() > 0;
        if (waits) {
            return isPlaying() ? WhyNot.Reason.BUSY : WhyNot.Reason.QUEUED;
        }
        WhyNot.Reason last = trouble;
        return last != null ? last : hasTime ? WhyNot.Reason.NOT_DUE : WhyNot.Reason.QUEUED;
    }
}
