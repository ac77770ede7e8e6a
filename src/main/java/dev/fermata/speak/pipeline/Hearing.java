package dev.fermata.speak.pipeline;

/**
 * A sound as an {@link Ear} has heard it.
 *
 * @param samples at {@link VoiceDetector#RATE}
 * @param voiced whether there is voice in each whole frame of them
 */
record Hearing(short[] samples, boolean[] voiced) {
    /** How long there is voice, in seconds. */
    double seconds() {
        int count = 0;
        for (boolean each : voiced) {
            count += each ? 1 : 0;
        }
        return (double) count * VoiceDetector.FRAME / VoiceDetector.RATE;
    }
}
