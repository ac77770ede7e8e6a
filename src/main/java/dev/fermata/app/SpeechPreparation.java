package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.keep.KeptSounds;
import dev.fermata.time.SystemClock;
import java.util.List;
import java.util.Optional;

/** Has the sounds of texts made and kept ahead of time, without an agent. One thread. */
public final class SpeechPreparation {
    private final Settings.Speech settings;

    /** Hears how it goes, on the thread that has it made. */
    public interface Listener {
        /** So many texts are done, whatever came of them. */
        void done(int texts);

        /** A text could not be made. @param reason for people */
        void failed(String text, String reason);

        /** Something is otherwise than the settings want. @param message for people */
        void told(String message);
    }

    /**
     * What came of it, in texts.
     *
     * @param made that were made, in all or in part
     * @param kept of which everything was kept already
     * @param failed that could not be made
     * @param unkept whether something could not be kept
     */
    public record Summary(int made, int kept, int failed, boolean unkept) {
        /** Whether all that was asked for is kept now. */
        public boolean isWhole() {
            return failed == 0 && !unkept;
        }
    }

    /** Makes them as these settings say. */
    public SpeechPreparation(Settings.Speech settings) {
        this.settings = settings;
    }

    /** Why nothing can be prepared, for people; empty when it can. */
    public Optional<String> hindrance() {
        return settings.engine() == SpeechEngine.OFF ? Optional.of("nothing is spoken: speech.engine is off")
                : settings.cache().on() ? Optional.empty() : Optional.of("nothing is kept: speech.cache is false");
    }

    /**
     * Has them made, one after the other; takes as long as that takes. Ended at any time, what was made is kept.
     *
     * @throws InterruptedException when the thread was interrupted
     */
    public Summary make(List<String> texts, Listener listener) throws InterruptedException {
        try (SpeechEngines engines = new SpeechEngines(new SystemClock(), settings, listener::told)) {
            return make(texts, engines, listener);
        }
    }

    private static Summary make(List<String> texts, SpeechEngines engines, Listener listener)
            throws InterruptedException {
        Engine engine = engines.make();
        KeptSounds sounds = engines.kept().orElseThrow();
        int made = 0;
        int kept = 0;
        int failed = 0;
        for (String text : texts) {
            long misses = sounds.misses();
            try {
                engine.make(text);
                made += sounds.misses() > misses ? 1 : 0;
                kept += sounds.misses() > misses ? 0 : 1;
            } catch (VoiceException e) {
                failed++;
                listener.failed(text, e.getMessage());
            }
            listener.done(made + kept + failed);
        }
        return new Summary(made, kept, failed, sounds.failures() > 0);
    }
}
