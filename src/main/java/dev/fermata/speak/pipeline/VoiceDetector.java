package dev.fermata.speak.pipeline;

/** Tells frames with voice from others. Any thread. */
interface VoiceDetector {
    /** What it listens to: samples a second. */
    int RATE = 16_000;
    /** Samples a frame: 30 ms, of what WebRTC's detector can do (10, 20, 30) the one that it is surest of. */
    int FRAME = RATE * 30 / 1_000;

    /**
     * Whether there is voice in each whole frame.
     *
     * @param samples at {@link #RATE}
     */
    boolean[] voiced(short[] samples);
}
