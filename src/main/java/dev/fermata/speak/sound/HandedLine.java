package dev.fermata.speak.sound;

import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * A line that keeps what it was handed: nothing of it can be changed.
 *
 * <p>There are two kinds. A <em>close</em> line has only {@link #LEAD} waiting, so that an interruption can be faded out
 * behind it and is silent in time all the same, and where it fell silent is known to the sample; its thread must not be
 * late. A <em>deep</em> one has {@link #DEEP} waiting, for machines too busy for that: what waits is thrown away at an
 * interruption, which is a cut, and where it fell silent is reckoned by the clock. One thread.
 */
final class HandedLine implements RunningLine {
    /** What a deep line has waiting: longer than its thread may be late on a busy machine. */
    static final Duration DEEP = Duration.ofMillis(250);
    /** What a close line can have waiting. Java halves it into periods, and the device may be ahead by one of those. */
    static final Duration CLOSE = Duration.ofMillis(18);
    /** What a close line has waiting: room is left for the fading. */
    static final Duration LEAD = Duration.ofMillis(15);
    /** How often a deep line is fed. */
    static final Duration FEED = Duration.ofMillis(20);
    /** How often a close one is. */
    static final Duration FEED_CLOSE = Duration.ofMillis(2);
    /** How often a deep one is between sounds. */
    static final Duration FEED_SILENCE = Duration.ofMillis(100);

    /** After the opening, while some of what it is given may be lost and what it says of its room is of no use. */
    private static final Duration SETTLING = Duration.ofMillis(80);
    /** Silence before a sound on a line that does not run steadily yet. */
    private static final Duration LEAD_IN = Duration.ofMillis(30);
    /** The same where the waiting silence was thrown away. */
    private static final Duration LEAD_IN_DEEP = Duration.ofMillis(10);
    private static final int CHUNK = 2_048;

    private final Lines.Line line;
    private final boolean close;
    private final LineRate rate;
    private final Resamplers resamplers;
    private final DoubleSupplier volume;
    /** When it was stepped first; before that it may not run yet. */
    private long runsSince = Clock.NEVER;
    private final short[] chunk = new short[CHUNK];
    /** Null between sounds. */
    private LineSound sound;
    /** The sample that the line plays first. */
    private long from;
    /** How many samples were written since then, silence after the end included; below 0 in the silence before it. */
    private long written;
    private boolean begun;
    /** When the sample {@link #from} is heard, as far as the device keeps up. */
    private long since;
    /** For how long the device has taken nothing though it had nothing left. */
    private long starvedNanos;
    private boolean ranDry;

    /**
     * @param line just opened
     * @param close whether it is a close one
     * @param volume from 0 to 1; asked when a sound begins
     */
    HandedLine(Lines.Line line, boolean close, DoubleSupplier volume) {
        this.line = line;
        this.close = close;
        this.volume = volume;
        rate = new LineRate(line.rate());
        resamplers = new Resamplers(line.rate());
        // Java's lines take nothing before they run.
        line.start();
    }

    @Override
    public boolean suits(boolean careful) {
        return close != careful;
    }

    /** {@inheritDoc} It begins behind what waits. */
    @Override
    public void play(Sound newSound, long position, long now) {
        sound = new LineSound(newSound, resamplers.from(newSound.rate()), volume.getAsDouble());
        from = sound.indexOf(position);
        begun = false;
        starvedNanos = 0;
        if (!close) {
            // Of silence, which the sound would wait for.
            line.flush();
        }
        written = -rate.samples(isSettled(now) ? close ? Duration.ZERO : LEAD_IN_DEEP : LEAD_IN);
    }

    @Override
    public long step(long now) {
        runsSince = Math.min(runsSince, now);
        int room = line.room();
        int waiting = Math.max(0, line.capacity() - room);
        ranDry |= close && waiting == 0 && isSettled(now);
        if (sound != null && !begun) {
            begun = true;
            since = now + rate.nanos(waiting - written);
        } else if (sound != null) {
            keepUp(now);
        }
        // Reckoned once, for a device that always has room would keep this for ever.
        int wanted = close ? Math.min(room, rate.samples(LEAD) - waiting) : room;
        for (int left = wanted; left > 0; left -= CHUNK) {
            write(Math.min(left, CHUNK));
        }
        return now + (close ? FEED_CLOSE : sound == null ? FEED_SILENCE : FEED).toNanos();
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            chunk[i] = sound == null ? 0 : sound.at(from + written + i, swelling(written + i));
        }
        int taken = line.write(chunk, count);
        written += taken;
        starvedNanos = taken > 0 ? 0 : starvedNanos;
    }

    private double swelling(long index) {
        return index < 0 ? 0 : from == 0 ? 1 : rate.swelling(index);
    }

    /** What has not been written has not been heard: the device was fed too late, or has taken nothing. */
    private void keepUp(long now) {
        long early = now - since - rate.nanos(written);
        if (early > 0) {
            since += early;
            starvedNanos += early;
        }
    }

    /** {@inheritDoc} By the clock: devices tell it in large steps. */
    @Override
    public long position(long now) {
        long heard = begun && now > since ? Math.min(Math.max(0, written), rate.samplesIn(now - since)) : 0;
        return sound.positionOf(from + heard);
    }

    @Override
    public boolean isOver(long now) {
        return begun && now - since >= rate.nanos(sound.length() - from) + TAIL.toNanos();
    }

    @Override
    public boolean isHeard(long now) {
        return sound != null && begun && now > since && now - since < rate.nanos(sound.length() - from);
    }

    @Override
    public long stop(long now) {
        // What waits of a close line is heard still.
        long reached = close ? sound.positionOf(from + Math.max(0, written)) : position(now);
        if (close) {
            fade();
        } else {
            line.flush();
        }
        sound = null;
        return reached;
    }

    private void fade() {
        int length = Math.min(rate.samples(FADE), line.room());
        for (int i = 0; i < length; i++) {
            chunk[i] = sound.at(from + written + i, LineRate.falling(i, length) * swelling(written + i));
        }
        line.write(chunk, length);
    }

    /** {@inheritDoc} Only close ones tell. */
    @Override
    public boolean takeRanDry() {
        boolean dry = ranDry;
        ranDry = false;
        return dry;
    }

    @Override
    public boolean isGone() {
        return starvedNanos >= GONE.toNanos();
    }

    @Override
    public void close() {
        line.close();
    }

    private boolean isSettled(long now) {
        return runsSince != Clock.NEVER && now - runsSince >= SETTLING.toNanos();
    }
}
