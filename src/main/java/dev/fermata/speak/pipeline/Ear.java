package dev.fermata.speak.pipeline;

import dev.fermata.speak.sound.Resampler;
import dev.fermata.speak.sound.Sound;
import java.lang.ref.WeakReference;

/**
 * Listens to sounds for several steps: the last one is heard once, whoever asks. The detector gets it as loud as speech
 * usually is, for WebRTC's hears no voice in quiet speech. Any thread.
 */
final class Ear {
    private final VoiceDetector detector;
    /** Weak, for nobody needs it after the steps. */
    private volatile WeakReference<Memory> last = new WeakReference<>(null);

    private record Memory(Sound sound, Hearing heard) {
    }

    Ear(VoiceDetector detector) {
        this.detector = detector;
    }

    /** What it hears in a sound. */
    Hearing hear(Sound sound) {
        Memory memory = last.get();
        if (memory == null || memory.sound() != sound) {
            short[] samples = Level.levelled(Resampler.to(sound, VoiceDetector.RATE)).samples();
            memory = new Memory(sound, new Hearing(samples, detector.voiced(samples)));
            last = new WeakReference<>(memory);
        }
        return memory.heard();
    }
}
