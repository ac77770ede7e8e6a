package dev.fermata.speak.sound;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * A line on a tape: much waits, so that a thread which is late does no harm, and at an interruption what waits is
 * written anew: a fading of the very samples that wait there, and silence. Where it fell silent is known to the sample,
 * unless the device was so late that it had read on by then. One thread.
 */
final class RewrittenLine implements RunningLine {
    /** What waits: longer than threads are late on a very busy machine. */
    static final Duration DEPTH = Duration.ofSeconds(1);
    /** What is written at once: a beginning is not to wait for more. */
    static final Duration PIECE = Duration.ofMillis(250);
    /** What is written so far ahead of where the device reads comes in time, as a rule. */
    static final Duration MARGIN = Duration.ofMillis(5);
    /** How often the tape is fed. */
    static final Duration FEED = Duration.ofMillis(20);
    /** How soon the next piece follows at the beginning. */
    static final Duration FEED_MORE = Duration.ofMillis(1);
    /** How often the device is asked where it reads, in silence. */
    static final Duration LOOK_SILENCE = Duration.ofMillis(100);

    /** Silence before a sound: what a device fetches back for its beginning it may not have to the sample. */
    private static final Duration LEAD_IN = Duration.ofMillis(5);
    /** The same on a tape that was just opened. */
    private static final Duration FIRST_LEAD_IN = Duration.ofMillis(30);
    /** After so long, what the device told of is too old to write by. */
    private static final Duration STALE = Duration.ofMillis(100);

    private final Tape tape;
    private final LineRate rate;
    private final Resamplers resamplers;
    private final ReadHead head;
    private final DoubleSupplier volume;
    private final short[] chunk;
    /** Null between sounds. */
    private LineSound sound;
    /** The sample of the sound that stands at the place {@link #at}. */
    private long from;
    private boolean begun;
    private boolean hasPlayed;
    private long at;
    /** The place behind the last sample that was written of it. */
    private long end;
    /** Before this place something is heard still that a sound is not to run into. */
    private long quietFrom;
    private boolean ranDry;

    /**
     * @param tape just opened
     * @param volume from 0 to 1; asked when a sound begins
     */
    RewrittenLine(Tape tape, DoubleSupplier volume) {
        this.tape = tape;
        this.volume = volume;
        rate = new LineRate(tape.rate());
        resamplers = new Resamplers(tape.rate());
        head = new ReadHead(rate);
        chunk = new short[rate.samples(PIECE)];
    }

    @Override
    public boolean suits(boolean careful) {
        return true;
    }

    @Override
    public void play(Sound newSound, long position, long now) {
        sound = new LineSound(newSound, resamplers.from(newSound.rate()), volume.getAsDouble());
        from = sound.indexOf(position);
        begun = false;
    }

    @Override
    public long step(long now) {
        head.tell(head.isUnknown() ? tape.lookNow() : tape.look());
        if (sound == null) {
            return now + LOOK_SILENCE.toNanos();
        }
        if (now - head.last().nanos() > STALE.toNanos()) {
            head.tell(tape.lookNow());
        }
        if (!begun) {
            begin(now);
        } else if (end < soundEnd()) {
            feed(now);
        }
        boolean full = !begun || end >= Math.min(soundEnd(), head.at(now) + rate.samples(DEPTH));
        return now + (full ? FEED : FEED_MORE).toNanos();
    }

    /** Has it begin wherever the device reads by then, so that nothing of it can come too late. */
    private void begin(long now) {
        int count = (int) Math.min(chunk.length, sound.length() - from);
        for (int i = 0; i < count; i++) {
            chunk[i] = sound.at(from + i, swelling(i));
        }
        if (quietFrom > head.last().index()) {
            head.tell(tape.lookNow());
        }
        int leadIn = rate.samples(hasPlayed ? LEAD_IN : FIRST_LEAD_IN);
        int behind = (int) Math.max(leadIn, quietFrom - head.last().index());
        long placed = tape.append(chunk, count, behind);
        head.tell(tape.look());
        if (placed >= 0) {
            begun = true;
            hasPlayed = true;
            at = placed;
            end = placed + count;
        }
    }

    private void feed(long now) {
        if (isLate(now)) {
            // It is late. What is written is heard still; the rest follows as a sound that goes on.
            from += end - at;
            at = end;
            quietFrom = end;
            begun = false;
            begin(now);
            ranDry |= begun && at > quietFrom;
            return;
        }
        long wanted = Math.min(soundEnd(), head.at(now) + rate.samples(DEPTH));
        int count = (int) Math.min(chunk.length, wanted - end);
        for (int i = 0; i < count; i++) {
            chunk[i] = sampleAt(end + i);
        }
        if (count > 0) {
            tape.write(end, chunk, count);
            end += count;
        }
    }

    /** Whether what is written behind the end may come too late. */
    private boolean isLate(long now) {
        if (head.at(now) + rate.samples(MARGIN) <= end) {
            return false;
        }
        head.tell(tape.lookNow());
        return head.last().index() + rate.samples(MARGIN) > end;
    }

    private short sampleAt(long place) {
        return sound.at(from + place - at, swelling(place - at));
    }

    private double swelling(long index) {
        return from == 0 ? 1 : rate.swelling(index);
    }

    /** The place behind the last sample of the whole sound. */
    private long soundEnd() {
        return at + sound.length() - from;
    }

    @Override
    public long position(long now) {
        return sound.positionOf(begun ? from + Math.max(0, Math.min(head.at(now), end) - at) : from);
    }

    @Override
    public boolean isOver(long now) {
        return begun && head.at(now) >= soundEnd() + rate.samples(TAIL);
    }

    @Override
    public boolean isHeard(long now) {
        return begun && sound != null && head.at(now) > at && head.at(now) < soundEnd();
    }

    /** {@inheritDoc} A short fading is heard still; where it begins is what is told. */
    @Override
    public long stop(long now) {
        if (begun) {
            // What it told a while ago may be wrong by as much as it is late now.
            head.tell(tape.lookSoon());
        }
        long reached = sound.positionOf(begun ? from + silenceFrom(now) - at : from);
        sound = null;
        begun = false;
        return reached;
    }

    private long silenceFrom(long now) {
        Duration ahead = head.last().nanos() >= now ? MARGIN : MARGIN.plus(Tape.SOON);
        long place = Math.max(at, Math.min(end, head.at(now) + rate.samples(ahead)));
        quietFrom = Math.max(quietFrom, place);
        if (place == end) {
            return place;
        }
        int fade = place == at ? 0 : rate.samples(FADE);
        for (int i = 0; i < fade; i++) {
            chunk[i] = sound.at(from + place - at + i, LineRate.falling(i, fade) * swelling(place - at + i));
        }
        // What is read next is written first, and in one piece.
        Arrays.fill(chunk, fade, chunk.length, (short) 0);
        long done = place;
        do {
            int count = (int) Math.min(chunk.length, Math.max(place + fade, end) - done);
            tape.write(done, chunk, count);
            done += count;
            Arrays.fill(chunk, 0, fade, (short) 0);
        } while (done < end);
        quietFrom = place + fade;
        head.tell(tape.lookNow());
        // Where it came too late for that, the device has gone on until then.
        return Math.max(place, Math.min(end, head.last().index() - head.last().unheard()));
    }

    @Override
    public boolean takeRanDry() {
        boolean dry = ranDry;
        ranDry = false;
        return dry;
    }

    @Override
    public boolean isGone() {
        return tape.isGone() || sound != null && head.stoodStillNanos() >= GONE.toNanos();
    }

    @Override
    public void close() {
        tape.close();
    }
}
