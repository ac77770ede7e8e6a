package dev.fermata.speak.pipeline;

import dev.fermata.speak.sound.Sound;
import java.util.Arrays;

/**
 * Cuts the silence at both ends down to a rest. Never anything in which a detector hears voice, or what is louder than
 * silence, such as an "s". Pure.
 */
final class Trim implements Step<Sound> {
    /** What stays of the silence at either end. */
    static final int REST_MS = 50;
    /** Of the loudest 10 ms, -46 dB: quieter than that is silence. */
    private static final double SILENT = 0.005;
    /** Of 32767: what is silence in any sound. */
    private static final double QUIET = 8;

    private final Ear ear;

    Trim(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Sound apply(Sound sound, Said said) {
        double[] loudness = Loudness.of(sound);
        double silent = Math.max(QUIET, SILENT * Loudness.loudest(loudness));
        int piece = Loudness.piece(sound);
        long first = sound.length();
        long last = 0;
        for (int i = 0; i < loudness.length; i++) {
            if (loudness[i] > silent) {
                first = Math.min(first, (long) i * piece);
                last = Math.min(sound.length(), (long) (i + 1) * piece);
            }
        }
        boolean[] voiced = ear.hear(sound).voiced();
        double frame = (double) VoiceDetector.FRAME * sound.rate() / VoiceDetector.RATE;
        for (int i = 0; i < voiced.length; i++) {
            if (voiced[i]) {
                first = Math.min(first, (long) (i * frame));
                last = Math.max(last, (long) Math.ceil((i + 1) * frame));
            }
        }
        if (first >= last) {
            return sound;
        }
        long kept = (long) sound.rate() * REST_MS / 1_000;
        int from = (int) Math.max(0, first - kept);
        int to = (int) Math.min(sound.length(), last + kept);
        return from == 0 && to == sound.length() ? sound
                : new Sound(Arrays.copyOfRange(sound.samples(), from, to), sound.rate());
    }
}
