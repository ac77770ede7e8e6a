package dev.fermata.speak.sound;

/**
 * What makes sounds heard, one at a time. It never fails: where no device can be used it keeps the time in silence.
 * One thread, which steps it while something plays.
 */
public interface Player {
    /**
     * Gets ready to play from a sample on; nothing is heard before the next {@link #step}. May take a second.
     *
     * @param position in samples from the sound's beginning
     */
    void start(Sound sound, long position, long nowNanos);

    /**
     * Hands the device what it needs for the next moments, also when nothing plays. Never waits.
     *
     * @return when it has to be asked again, in the nanoseconds of {@code nowNanos}
     */
    long step(long nowNanos);

    /** How many samples of the sound, counted from its beginning, have been heard. */
    long position(long nowNanos);

    /** Whether the sound has been heard to its end. */
    boolean isOver(long nowNanos);

    /**
     * Falls silent: at once, or after a fading that is too short to be waited for.
     *
     * @return how many samples had been heard when it fell silent
     */
    long stop(long nowNanos);

    /** How often there was a gap in what played because the stepping thread was late. Any thread. */
    long gaps();

    /** What it plays on, for people. */
    String device();
}
