package dev.fermata.speak.sound;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Plays on a sound device, through one line that is kept open while sounds have its rate and come soon enough. Volume,
 * and a short swelling where a sound goes on in its middle, are put into the samples as they are written; the end at an
 * interruption is a cut, for fading what the device has waiting already would take longer than silence may.
 *
 * <p>Where there is no device it keeps the time in silence, says so once, and looks for one again before the next
 * sound, every {@link #LOOK_AGAIN} at most. A device that takes nothing for {@link #GONE} is closed, and the sound goes
 * on where it was heard last, on a new one if there is any. One thread.
 */
public final class LinePlayer implements Player {
    /** Longer than the two seconds that some servers prepare in advance, and take nothing meanwhile. */
    public static final Duration GONE = Duration.ofSeconds(3);
    /** How often a device is looked for where there is none. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    /** How often the device is fed; it has several times as much waiting. */
    static final Duration FEED = Duration.ofMillis(20);
    /** The same between sounds. */
    static final Duration FEED_SILENCE = Duration.ofMillis(100);
    /** How long after a sound the line runs on, in silence, before it is closed: one that runs is quick to sound. */
    static final Duration LINGER = Duration.ofSeconds(20);
    /** After the end, so that a device which is late is not cut off. */
    static final Duration TAIL = Duration.ofMillis(50);
    /** In samples, about 85 ms at 24 kHz. */
    static final int CHUNK = 2_048;

    private static final double SWELL_SECONDS = 0.004;
    /** Silence before each sound, for what a line is given first may be lost while it begins to run. */
    private static final double LEAD_IN_SECONDS = 0.01;

    private final Lines lines;
    private final double volume;
    private final Consumer<String> tell;
    private final SimulatedPlayer silent = new SimulatedPlayer();
    private final byte[] chunk = new byte[2 * CHUNK];
    /** Null where there is none. */
    private Lines.Line line;
    private int rate;
    private boolean lackTold;
    private long lookAgainAt;
    /** Null when nothing plays. */
    private Sound sound;
    /** When the line began to play silence. */
    private long silentSince;
    /** The sample that the line plays first. */
    private long from;
    /** How many samples were written since then, silence after the end included; below 0 in the silence before it. */
    private long written;
    /** Whether something of the sound was written. */
    private boolean begun;
    /** When the sample {@link #from} is heard, as far as the device keeps up. */
    private long since;
    /** For how long the device has taken nothing though it had nothing left. */
    private long starvedNanos;

    /**
     * @param volume from 0 to 1
     * @param tell told in words for people that there is no device, or that it has gone or come back
     */
    public LinePlayer(SoundLines lines, double volume, Consumer<String> tell) {
        this((Lines) lines, volume, tell);
    }

    LinePlayer(Lines lines, double volume, Consumer<String> tell) {
        this.lines = lines;
        this.volume = volume;
        this.tell = tell;
    }

    @Override
    public void start(Sound newSound, long position, long nowNanos) {
        sound = newSound;
        begin(position, nowNanos);
    }

    private void begin(long position, long now) {
        from = position;
        begun = false;
        starvedNanos = 0;
        if (line != null && rate != sound.rate()) {
            line.close();
            line = null;
        }
        if (line == null && now >= lookAgainAt) {
            open(now);
        }
        if (line == null) {
            silent.start(sound, position, now);
        } else {
            // Of silence, which the sound would wait for.
            line.flush();
            written = -leadIn();
        }
    }

    private int leadIn() {
        return (int) (LEAD_IN_SECONDS * rate);
    }

    private void open(long now) {
        try {
            line = lines.open(sound.rate());
            // Java's lines take nothing before they run.
            line.start();
            rate = sound.rate();
            if (lackTold) {
                tell.accept("there is a sound device again");
            }
            lackTold = false;
        } catch (IOException e) {
            lookAgainAt = now + LOOK_AGAIN.toNanos();
            if (!lackTold) {
                tell.accept("nothing is heard: " + e.getMessage() + "; what is spoken keeps its time in silence");
            }
            lackTold = true;
        }
    }

    @Override
    public long step(long nowNanos) {
        if (sound == null) {
            return playSilence(nowNanos);
        }
        if (line != null && begun) {
            keepUp(nowNanos);
        }
        if (line != null && starvedNanos >= GONE.toNanos()) {
            tell.accept("the sound device takes nothing any more");
            line.close();
            line = null;
            begin(Math.min(sound.length(), from + Math.max(0, written)), nowNanos);
        }
        if (line == null) {
            return silent.step(nowNanos);
        }
        if (!begun) {
            begun = true;
            since = nowNanos + sound.nanos(leadIn());
        }
        // Once, for a device that always has room would keep this for ever.
        for (int room = line.room(); room > 0; room -= CHUNK) {
            int count = Math.min(room, CHUNK);
            int taken = line.write(filled(count), count);
            written += taken;
            starvedNanos = taken > 0 ? 0 : starvedNanos;
        }
        return nowNanos + FEED.toNanos();
    }

    private long playSilence(long now) {
        if (line == null) {
            return Clock.NEVER;
        }
        if (now - silentSince >= LINGER.toNanos()) {
            line.close();
            line = null;
            return Clock.NEVER;
        }
        Arrays.fill(chunk, (byte) 0);
        for (int room = line.room(); room > 0; room -= CHUNK) {
            line.write(chunk, Math.min(room, CHUNK));
        }
        return now + FEED_SILENCE.toNanos();
    }

    /** What has not been written has not been heard: the device was fed too late, or has taken nothing. */
    private void keepUp(long now) {
        long early = now - since - sound.nanos(written);
        if (early > 0) {
            since += early;
            starvedNanos += early;
        }
    }

    /** The next samples as the device takes them; after the end silence, which has the last ones played. */
    private byte[] filled(int count) {
        double swell = from == 0 ? 0 : SWELL_SECONDS * sound.rate();
        for (int i = 0; i < count; i++) {
            long at = from + written + i;
            boolean silent = written + i < 0 || at >= sound.length();
            double loud = written + i < swell ? volume * (written + i) / swell : volume;
            int sample = !silent ? (int) Math.round(loud * sound.samples()[(int) at]) : 0;
            chunk[2 * i] = (byte) sample;
            chunk[2 * i + 1] = (byte) (sample >> 8);
        }
        return chunk;
    }

    /**
     * {@inheritDoc} By the clock: what a device says of its position goes in steps as large as what it has waiting, and
     * jumps when that is thrown away.
     */
    @Override
    public long position(long nowNanos) {
        if (line == null) {
            return silent.position(nowNanos);
        }
        long heard = begun && nowNanos > since ? Math.min(Math.max(0, written), sound.samplesIn(nowNanos - since)) : 0;
        return Math.min(sound.length(), from + heard);
    }

    @Override
    public boolean isOver(long nowNanos) {
        if (line == null) {
            return silent.isOver(nowNanos);
        }
        return begun && nowNanos - since >= sound.nanosUntil(sound.length() - from) + TAIL.toNanos();
    }

    @Override
    public long stop(long nowNanos) {
        long reached = position(nowNanos);
        if (line == null) {
            silent.stop(nowNanos);
        } else {
            line.flush();
            silentSince = nowNanos;
        }
        sound = null;
        return reached;
    }

    @Override
    public String device() {
        return line == null ? silent.device() : lines.toString();
    }

    /** Gives the device back. */
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
