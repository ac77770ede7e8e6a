package dev.fermata.speak.sound;

import dev.fermata.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Plays on a sound device, through one line that is kept open while sounds come soon enough, of whatever rate they
 * are: on a {@link Tape} where there is one. Else it begins with a line that has little waiting, so that an interruption fades instead of clicking. When that has
 * run dry {@link #MOST_DRY} times within a minute the machine is too busy for it: then it uses one that has much
 * waiting, for {@link #CAREFUL}, and interruptions are cuts.
 *
 * <p>Where there is no device it keeps the time in silence, says so once, and looks for one again before the next
 * sound, every {@link #LOOK_AGAIN} at most. A device that takes nothing for {@link #GONE} is closed, and the sound goes
 * on where it was handed over last, on a new one if there is any. One thread.
 */
public final class LinePlayer implements Player {
    /** After how long a device that takes nothing is given up. */
    public static final Duration GONE = RunningLine.GONE;
    /** How often a device is looked for where there is none. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    /** How long after a sound the line runs on, in silence, before it is closed: one that runs is quick to sound. */
    static final Duration LINGER = Duration.ofSeconds(20);
    /** How long it stays with a line that has much waiting. */
    static final Duration CAREFUL = Duration.ofMinutes(5);
    static final int MOST_DRY = 2;

    private static final Duration DRY_COUNTED = Duration.ofMinutes(1);

    /** Hears of the device, in words for people. Called by the player's thread. */
    public interface Listener {
        /** Nothing is heard: there is no device, or it has gone. */
        void lost(String message);

        /** There is one again. */
        void back(String message);
    }

    private volatile Lines wanted;
    /** Those that the line is of, or the next will be. */
    private Lines lines;
    private volatile double volume;
    private final Listener listener;
    private final SimulatedPlayer silent = new SimulatedPlayer();
    /** Null where there is none. */
    private RunningLine line;
    private boolean lackTold;
    /** Whether the last one took nothing any more. */
    private boolean gone;
    private long lookAgainAt;
    /** Null when nothing plays. */
    private Sound sound;
    /** When the line began to play silence. */
    private long silentSince;
    /** Since when the {@link #dry} times are counted. */
    private long dryCountedFrom;
    private int dry;
    /** Until when the line is to have much waiting. */
    private volatile long carefulUntil;
    private volatile long gaps;

    /** @param volume from 0 to 1 */
    public LinePlayer(SoundLines lines, double volume, Listener listener) {
        this((Lines) lines, volume, listener);
    }

    LinePlayer(Lines lines, double volume, Listener listener) {
        this.wanted = lines;
        this.lines = lines;
        this.volume = volume;
        this.listener = listener;
    }

    /** Has the next sound, and what is left of one that is interrupted, heard on one of those. Any thread. */
    public void use(SoundLines other) {
        wanted = other;
    }

    /** Has the next sound, and what is left of one that is interrupted, as loud as that. From 0 to 1; any thread. */
    public void setVolume(double newVolume) {
        volume = newVolume;
    }

    @Override
    public void start(Sound newSound, long position, long nowNanos) {
        sound = newSound;
        begin(position, nowNanos);
    }

    private void begin(long position, long now) {
        Lines others = wanted;
        if (others != lines) {
            close();
            lines = others;
            lookAgainAt = now;
        }
        boolean careful = isCareful(now);
        if (line != null && (line.isGone() || !line.suits(careful))) {
            close();
        }
        if (line == null && now >= lookAgainAt) {
            open(careful, now);
        }
        if (line == null) {
            silent.start(sound, position, now);
        } else {
            line.play(sound, position, now);
        }
    }

    private RunningLine openLine(boolean careful) throws IOException {
        Optional<Tape> tape = lines.openTape();
        return tape.isPresent() ? new RewrittenLine(tape.get(), () -> volume)
                : new HandedLine(lines.open(careful ? HandedLine.DEEP : HandedLine.CLOSE), !careful, () -> volume);
    }

    private void open(boolean careful, long now) {
        try {
            line = openLine(careful);
            if (lackTold || gone) {
                listener.back("there is a sound device again");
            }
            lackTold = false;
            gone = false;
        } catch (IOException e) {
            lookAgainAt = now + LOOK_AGAIN.toNanos();
            // One whose device has just gone may have seemed to run dry.
            carefulUntil = now;
            if (!lackTold) {
                listener.lost("nothing is heard: " + e.getMessage() + "; what is spoken keeps its time in silence");
            }
            lackTold = true;
        }
    }

    @Override
    public long step(long nowNanos) {
        if (line != null && sound == null && nowNanos - silentSince >= LINGER.toNanos()) {
            close();
        }
        if (line == null) {
            return sound == null ? Clock.NEVER : silent.step(nowNanos);
        }
        boolean heard = line.isHeard(nowNanos);
        long next = line.step(nowNanos);
        if (line.takeRanDry()) {
            countDry(nowNanos, heard);
        }
        boolean tooBusy = isCareful(nowNanos) && !line.suits(true);
        if (sound == null || !tooBusy && !line.isGone()) {
            return next;
        }
        if (line.isGone()) {
            listener.lost("the sound device takes nothing any more");
            gone = true;
        }
        long position = line.position(nowNanos);
        close();
        begin(position, nowNanos);
        // That may have taken a while, and the time is needed when it begins.
        return nowNanos;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
    private void countDry(long now, boolean heard) {
        gaps += heard ? 1 : 0;
        if (line.suits(true)) {
            // No other would bear it better.
            return;
        }
        if (dry == 0 || now - dryCountedFrom >= DRY_COUNTED.toNanos()) {
            dry = 0;
            dryCountedFrom = now;
        }
        dry++;
        if (dry >= MOST_DRY) {
            dry = 0;
            carefulUntil = now + CAREFUL.toNanos();
        }
    }

    @Override
    public long position(long nowNanos) {
        return line == null ? silent.position(nowNanos) : line.position(nowNanos);
    }

    @Override
    public boolean isOver(long nowNanos) {
        return line == null ? silent.isOver(nowNanos) : line.isOver(nowNanos);
    }

    /**
     * {@inheritDoc} Some milliseconds of what waits are heard still, and a short fading behind them; where much waits
     * on a line that nobody can change, it is a cut.
     */
    @Override
    public long stop(long nowNanos) {
        long reached = line == null ? silent.stop(nowNanos) : line.stop(nowNanos);
        silentSince = nowNanos;
        sound = null;
        return reached;
    }

    @Override
    public String device() {
        return line == null ? silent.device() : lines.toString();
    }

    @Override
    public long gaps() {
        return gaps;
    }

    /** Whether interruptions are cuts, for the machine has been too busy for a line with little waiting. */
    boolean isCareful(long nowNanos) {
        return nowNanos < carefulUntil;
    }

    /** Gives the device back. */
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
