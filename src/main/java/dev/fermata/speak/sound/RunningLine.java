package dev.fermata.speak.sound;

import java.time.Duration;

/**
 * An open line and what it plays: one sound, or silence. Volume, a short swelling where a sound goes on in its middle
 * and a short fading where it is interrupted are put into the samples as they are written. One thread.
 */
interface RunningLine {
    /** How long an interrupted sound fades. */
    Duration FADE = Duration.ofMillis(3);
    /** After the end, so that a device which is late is not cut off. */
    Duration TAIL = Duration.ofMillis(50);
    /** Longer than the two seconds that some servers prepare in advance, and take nothing meanwhile. */
    Duration GONE = Duration.ofSeconds(3);

    /** Whether this is the kind of line to play on. @param careful whether this machine has been too busy for others */
    boolean suits(boolean careful);

    /** Gets ready to play a sound from one of its samples on; it begins with the next step. */
    void play(Sound newSound, long position, long now);

    /** Hands the device what it needs. Returns when to be asked again. */
    long step(long now);

    /** How many samples of the sound have been heard. */
    long position(long now);

    /** Whether the sound has been heard to its end. */
    boolean isOver(long now);

    /** Whether some of a sound is being heard: between sounds, and around them, a line that runs dry is not noticed. */
    boolean isHeard(long now);

    /** Falls silent. Returns how many samples of the sound had been heard. */
    long stop(long now);

    /** Whether it has run dry since this was asked last, for its thread was late. */
    boolean takeRanDry();

    /** Whether the device has gone, or has taken nothing for {@link #GONE}. */
    boolean isGone();

    /** Gives the device back. */
    void close();
}
