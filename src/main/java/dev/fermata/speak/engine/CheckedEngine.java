package dev.fermata.speak.engine;

import dev.fermata.speak.sound.Sound;

/** Looks at what another engine answers before anybody hears it: silence and far too long a sound are failures. */
public final class CheckedEngine implements Engine {
    /** Of 32767: quieter than that from end to end is no speech. */
    private static final int QUIET = 150;
    /** Slow speech takes a tenth of a second a letter, and Chinese four. */
    private static final double LONGEST_SECONDS_A_LETTER = 0.6;
    private static final double LONGEST_SECONDS = 3;

    private final Engine engine;

    /** @param engine what makes the sounds */
    public CheckedEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Sound make(String text) throws VoiceException, InterruptedException {
        Sound sound = engine.make(text);
        requireSpeech(sound, text);
        return sound;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String identity() {
        return engine.identity();
    }

    private static void requireSpeech(Sound sound, String text) throws VoiceException {
        boolean heard = false;
        for (short sample : sound.samples()) {
            heard |= Math.abs(sample) > QUIET;
        }
        if (!heard) {
            throw new VoiceException("the voice answered with silence");
        }
        double seconds = (double) sound.length() / sound.rate();
        if (seconds > LONGEST_SECONDS + LONGEST_SECONDS_A_LETTER * text.length()) {
            throw new VoiceException("the voice's answer is far too long for the text: " + Math.round(seconds) + " s");
        }
    }
}
