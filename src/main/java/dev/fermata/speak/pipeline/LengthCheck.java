package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;
import java.util.Locale;

/**
 * Refuses what is far longer or far shorter than its text takes to be spoken. Lengths are in letters of English
 * ({@link Said#letters}), of which espeak-ng speaks fourteen a second. Pure.
 */
final class LengthCheck implements Step<Sound> {
    /** Seconds; an answer may have that much silence, and short words are spoken slowly. */
    static final double LONGEST = 3;
    /** Seconds a letter: espeak-ng takes 0.07, half as fast is slow already. */
    static final double LONGEST_A_LETTER = 0.25;
    /** Seconds of voice a letter: espeak-ng has 0.045 to 0.08; those who speak fastest 0.035. */
    static final double SHORTEST_A_LETTER = 0.025;
    /** A digit that is read by itself, in a row of them. */
    private static final double LONG_DIGIT = 6;
    /** One of a large number, such as those of a million. */
    private static final double SHORT_DIGIT = 1;

    private final Ear ear;

    LengthCheck(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Sound apply(Sound sound, Said said) throws VoiceException {
        double seconds = (double) sound.length() / sound.rate();
        if (seconds > LONGEST + LONGEST_A_LETTER * said.letters(LONG_DIGIT)) {
            throw new VoiceException(VoiceException.Kind.LENGTH,
                    "the voice's answer is far too long for its text: " + rounded(seconds) + " s");
        }
        double voiced = ear.hear(sound).seconds();
        if (voiced < SHORTEST_A_LETTER * said.letters(SHORT_DIGIT)) {
            throw new VoiceException(VoiceException.Kind.LENGTH,
                    "the voice's answer is far too short for its text: " + rounded(voiced) + " s of speech");
        }
        return sound;
    }

    private static String rounded(double seconds) {
        return seconds < 10 ? String.format(Locale.ROOT, "%.1f", seconds) : Long.toString(Math.round(seconds));
    }
}
