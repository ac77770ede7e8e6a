package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;

/**
 * Refuses what is no speech: silence, noise, tones, and speech that ends in the middle of a word. The thresholds are between
 * what espeak-ng's speech in English, German and Chinese measures, down to words of one sound, and what noises do;
 * {@code MarginsTest} prints both. Pure.
 */
final class VoiceCheck implements Step<Sound> {
    /** Of 32767, about -47 dB: what is never louder is silence, as of a converter that has nothing to convert. */
    static final int SILENCE = 150;
    /** The seed's: of all frames of 30 ms. Speech 0.44 and more with the silence that espeak-ng adds; quiet noise 0. */
    static final double LEAST_VOICED = 0.1;
    /** Frames of 30 ms. The shortest words have 7; a tone of 120 Hz and a hiss 3, as the detector learns what they are. */
    static final int LEAST_VOICED_FRAMES = 5;
    /** In dB. A tone that stays changes by 0.2 at most, even in its loudness; the word "e" by 1, any other by 2 to 10. */
    static final double LEAST_CHANGE = 0.45;
    /** Speech up to 0.85 (Chinese "wu"), tones whatever their melody 0.96 to 1. */
    static final double MOST_NARROW = 0.92;
    /** White noise 0.56, also in bursts; speech up to 0.12 in all, with all its hisses. */
    static final double NOISE_FLATNESS = 0.3;
    /** What changes little and has so much between its harmonics is noise of another colour: 0.06 and 0.16, ... */
    static final double COLOURED_FLATNESS = 0.02;
    /** ... and changes by 1.5; speech that changes less than 4 has a flatness of 0.002 at most. */
    static final double COLOURED_CHANGE = 2.8;
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
        if (traits.change() < LEAST_CHANGE || traits.narrow() > MOST_NARROW) {
            throw new VoiceException(VoiceException.Kind.SILENT, "the voice answered with a tone, not with speech");
        }
        boolean coloured = traits.flatness() > COLOURED_FLATNESS && traits.change() < COLOURED_CHANGE;
        if (traits.flatness() > NOISE_FLATNESS || coloured || heard.count() < LEAST_VOICED_FRAMES
                || heard.count() < LEAST_VOICED * heard.voiced().length) {
            throw new VoiceException(VoiceException.Kind.SILENT, "the voice answered with noise, not with speech");
        }
        if (Loudness.endDb(sound) > LOUDEST_END_DB) {
            throw new VoiceException(VoiceException.Kind.LENGTH, "the voice's answer ends in the middle of a word");
        }
        return sound;
    }
}
