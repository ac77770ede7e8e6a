package dev.fermata.speak.pipeline;

import java.util.function.Consumer;

/** Tells frames with voice from others as they come; it knows what came before. One thread. */
public interface LiveDetector {
    /** What it listens to: samples a second. */
    int RATE = VoiceDetector.RATE;
    /** Samples a frame: 30 ms. */
    int FRAME = VoiceDetector.FRAME;

    /** Whether there is voice in the next frame. @param frame {@link #FRAME} samples at {@link #RATE} */
    boolean voiced(short[] frame);

    /** The best that this machine has; loads a native library. @param tell told, for people, that one is missing */
    static LiveDetector best(Consumer<String> tell) {
        return BestDetector.live(tell);
    }
}
