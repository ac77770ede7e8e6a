package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;

/**
 * Refuses what is no speech: silence, noise, tones, and speech that ends in the middle of a word. The thresholds are
 * between what espeak-ng's speech in English, German and Chinese measures, down to words of one sound, and what
 * noises do; {@code MarginsTest} prints both. The ends of speech are those of 2500 words, letters and numbers, of
 * three voices. Pure.
 */
final class VoiceCheck implements Step<Sound> {
    /** Of 32767, about -47 dB: what is never louder is silence, as of a converter that has nothing to convert. */
    static final int SILENCE = 150;
    /**
     * The seed's tenth of the time is voice, and a little more: of what is not silent here, so that silence around a
     * word takes nothing away. Speech has 0.35 (German "due") and more; a hiss and a tone of 120 Hz 0.09, as the
     * detector learns what they are.
     */
    static final double LEAST_VOICED = 0.15;
    /**
     * In dB, of what lasts {@link #LASTING}: tones and hums change by 0 to 0.3, noises of all colours by 1.5 to 1.7,
     * speech by 2.2 (German "oh no") and mostly 4 to 9.
     */
    static final double LEAST_CHANGE = 2;
    /**
     * Seconds that are not silent. A single sound such as French "a" lasts up to 0.3 and changes as little as 0.4 dB.
     */
    static final double LASTING = 0.4;
    /** Speech up to 0.85 (Chinese "wu"), tones whatever their melody 0.96 to 1. */
    static final double MOST_NARROW = 0.92;
    /** White noise 0.56, also in bursts; speech up to 0.21 in all, with all its hisses. */
    static final double NOISE_FLATNESS = 0.3;
    /** The last 10 ms, in dB of the loudest: speech that has ended is at -80 and below, cut in a word at -1 to -25. */
    static final double LOUDEST_END_DB = -20;

    private final Ear ear;

    VoiceCheck(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Sound apply(Sound sound, Said said) throws VoiceException {
        if (Loudness.peak(sound.samples()) <= SILENCE) {
            throw new VoiceException(VoiceException.Kind.SILENT, "the voice answered with silence");
        }
        Hearing heard = ear.hear(sound);
        Traits traits = Traits.of(heard.samples(), sound.rate());
        if (traits.narrow() > MOST_NARROW) {
            throw new VoiceException(VoiceException.Kind.SILENT, "the voice answered with a tone, not with speech");
        }
        boolean steady = traits.seconds() > LASTING && traits.change() < LEAST_CHANGE;
        if (traits.flatness() > NOISE_FLATNESS || steady || heard.seconds() < LEAST_VOICED * traits.seconds()) {
            throw new VoiceException(VoiceException.Kind.SILENT, "the voice answered with noise, not with speech");
        }
        if (Loudness.endDb(sound) > LOUDEST_END_DB) {
            throw new VoiceException(VoiceException.Kind.LENGTH, "the voice's answer ends in the middle of a word");
        }
        return sound;
    }
}
