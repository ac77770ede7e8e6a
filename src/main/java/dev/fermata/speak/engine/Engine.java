package dev.fermata.speak.engine;

import dev.fermata.speak.sound.Sound;

/** Something that makes the sound of a text. Several threads may ask at once. */
public interface Engine {
    /**
     * Makes the sound; takes as long as it takes, within its own limits of time and size, and ends at once when the
     * thread is interrupted.
     *
     * @throws VoiceException when there is none
     * @throws InterruptedException when the thread was interrupted; nothing of the request is left
     */
    Sound make(String text) throws VoiceException, InterruptedException;

    /** What it is, for people. */
    String name();

    /**
     * All that shapes its sounds besides the text: what makes them, the voice and the settings. Two engines of the same
     * identity make the same sounds.
     */
    String identity();
}
