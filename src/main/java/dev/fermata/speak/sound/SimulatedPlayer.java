package dev.fermata.speak.sound;

import dev.fermata.time.Clock;

/** Plays nothing and keeps the time: for machines without a sound device, and for tests. */
public final class SimulatedPlayer implements Player {
    /** Null when nothing plays. */
    private Sound sound;
    private long from;
    /** When the sample {@link #from} is heard; negative before the first step. */
    private long since = -1;

    @Override
    public void start(Sound newSound, long position, long nowNanos) {
        sound = newSound;
        from = position;
        since = -1;
    }

    @Override
    public long step(long nowNanos) {
        if (sound == null) {
            return Clock.NEVER;
        }
        if (since < 0) {
            since = nowNanos;
        }
        return since + sound.nanosUntil(sound.length() - from);
    }

    @Override
    public long position(long nowNanos) {
        return since < 0 ? from : Math.min(sound.length(), from + sound.samplesIn(nowNanos - since));
    }

    @Override
    public boolean isOver(long nowNanos) {
        return position(nowNanos) >= sound.length();
    }

    @Override
    public long stop(long nowNanos) {
        long reached = position(nowNanos);
        sound = null;
        return reached;
    }

    @Override
    public long gaps() {
        return 0;
    }

    @Override
    public String device() {
        return "none: the time is kept in silence";
    }
}
