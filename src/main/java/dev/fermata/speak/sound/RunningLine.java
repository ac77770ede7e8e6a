package dev.fermata.speak.sound;

import dev.fermata.time.Clock;
import java.time.Duration;

/**
 * An open line and what it plays: one sound, or silence. Volume, a short swelling where a sound goes on in its middle
 * and a short fading where it is interrupted are put into the samples as they are written.
 *
 * <p>There are two kinds. A <em>close</em> line has only {@link #LEAD} waiting, so that an interruption can be faded out
 * behind it and is silent in time all the same, and where it fell silent is known to the sample; its thread must not be
 * late. A <em>deep</em> one has {@link #DEEP} waiting, for machines too busy for that: what waits is thrown away at an
 * interruption, which is a cut, and where it fell silent is reckoned by the clock. One thread.
 */
final class RunningLine {
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
    /** After the end, so that a device which is late is not cut off. */
    static final Duration TAIL = Duration.ofMillis(50);
    /** Longer than the two seconds that some servers prepare in advance, and take nothing meanwhile. */
    static final Duration GONE = Duration.ofSeconds(3);

    private static final Duration SWELL = Duration.ofMillis(4);
    private static final Duration FADE = Duration.ofMillis(3);
    /** After the opening, while some of what it is given may be lost and what it says of its room is of no use. */
    private static final Duration SETTLING = Duration.ofMillis(80);
    /** Silence before a sound on a line that does not run steadily yet. */
    private static final Duration LEAD_IN = Duration.ofMillis(30);
    /** The same where the waiting silence was thrown away. */
    private static final Duration LEAD_IN_DEEP = Duration.ofMillis(10);
    private static final int CHUNK = 2_048;
    private static final long NANOS = 1_000_000_000L;

    private final Lines.Line line;
    private final boolean close;
    private final double volume;
    /** When it was stepped first; before that it may not run yet. */
    private long runsSince = Clock.NEVER;
    private final short[] chunk = new short[CHUNK];
    /** For sounds of {@link #resampledRate}; made when it is needed first. */
    private Resampler resampler;
    private int resampledRate;
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
     * @param volume from 0 to 1
     */
    RunningLine(Lines.Line line, boolean close, double volume) {
        this.line = line;
        this.close = close;
        this.volume = volume;
        // Java's lines take nothing before they run.
        line.start();
    }

    boolean isClose() {
        return close;
    }

    /** Plays a sound from one of its samples on, behind what waits. */
    void play(Sound newSound, long position, long now) {
        sound = new LineSound(newSound, resampler(newSound.rate()), volume);
        from = sound.indexOf(position);
        begun = false;
        starvedNanos = 0;
        if (!close) {
            // Of silence, which the sound would wait for.
            line.flush();
        }
        written = -samples(isSettled(now) ? close ? Duration.ZERO : LEAD_IN_DEEP : LEAD_IN);
    }

    private Resampler resampler(int rate) {
        if (rate == line.rate()) {
            return null;
        }
        if (rate != resampledRate) {
            resampler = new Resampler(rate, line.rate());
            resampledRate = rate;
        }
        return resampler;
    }

    /** Hands the device what it needs. Returns when to be asked again. */
    long step(long now) {
        runsSince = Math.min(runsSince, now);
        int room = line.room();
        int waiting = Math.max(0, line.capacity() - room);
        ranDry |= close && waiting == 0 && isSettled(now);
        if (sound != null && !begun) {
            begun = true;
            since = now + nanos(waiting - written);
        } else if (sound != null) {
            keepUp(now);
        }
        // Reckoned once, for a device that always has room would keep this for ever.
        int wanted = close ? Math.min(room, samples(LEAD) - waiting) : room;
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
        return index < 0 ? 0 : from == 0 ? 1 : Math.min(1, (double) index / samples(SWELL));
    }

    /** What has not been written has not been heard: the device was fed too late, or has taken nothing. */
    private void keepUp(long now) {
        long early = now - since - nanos(written);
        if (early > 0) {
            since += early;
            starvedNanos += early;
        }
    }

    /** How many samples of the sound have been heard, by the clock: devices tell it in large steps. */
    long position(long now) {
        long heard = begun && now > since ? Math.min(Math.max(0, written), samplesIn(now - since)) : 0;
        return sound.positionOf(from + heard);
    }

    /** Whether the sound has been heard to its end. */
    boolean isOver(long now) {
        return begun && now - since >= nanos(sound.length() - from) + TAIL.toNanos();
    }

    /** Whether some of a sound is being heard: between sounds, and around them, a line that runs dry is not noticed. */
    boolean isHeard(long now) {
        return sound != null && begun && now > since && now - since < nanos(sound.length() - from);
    }

    /** Falls silent. Returns how many samples of the sound had been heard. */
    long stop(long now) {
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
        int length = Math.min(samples(FADE), line.room());
        for (int i = 0; i < length; i++) {
            double falling = (1 + Math.cos(Math.PI * (i + 1) / (length + 1))) / 2;
            chunk[i] = sound.at(from + written + i, falling * swelling(written + i));
        }
        line.write(chunk, length);
    }

    /** Whether it has run dry since this was asked last, for its thread was late. Only of close ones. */
    boolean takeRanDry() {
        boolean dry = ranDry;
        ranDry = false;
        return dry;
    }

    /** Whether the device has taken nothing for {@link #GONE}. */
    boolean isGone() {
        return starvedNanos >= GONE.toNanos();
    }

    /** Gives the device back. */
    void close() {
        line.close();
    }

    private boolean isSettled(long now) {
        return runsSince != Clock.NEVER && now - runsSince >= SETTLING.toNanos();
    }

    private int samples(Duration length) {
        return (int) samplesIn(length.toNanos());
    }

    private long samplesIn(long nanos) {
        // In two parts, for a whole product may not fit.
        return nanos / NANOS * line.rate() + nanos % NANOS * line.rate() / NANOS;
    }

    private long nanos(long samples) {
        return samples * NANOS / line.rate();
    }
}
