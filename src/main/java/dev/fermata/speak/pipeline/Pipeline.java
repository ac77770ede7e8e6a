package dev.fermata.speak.pipeline;

import dev.fermata.config.settings.AfterStep;
import dev.fermata.config.settings.BeforeStep;
import dev.fermata.config.settings.Settings;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What the settings want to be done with a text before it is spoken and with its sound before it is heard. Steps are
 * done in the settings' order; those of the sound for each sentence, from the background on with the whole. Any thread.
 */
public final class Pipeline {
    /** To be changed with what a step does, for sounds are kept by it. */
    private static final String VERSION = "1";

    private final Settings.Pipeline settings;
    private final String voice;
    private final Consumer<String> tell;
    private final Steps<List<String>> before;
    private final Steps<Sound> ofEach;
    private final Steps<Sound> ofAll;

    /**
     * Loads nothing yet.
     *
     * @param voice the name of the voice that speaks, which may say its language; may be empty
     * @param tell told, for people and once each, what is left out and why; any thread
     */
    public Pipeline(Settings.Pipeline settings, String voice, Consumer<String> tell) {
        this(settings, voice, WebRtcDetector::new, tell);
    }

    /** With another detector. */
    Pipeline(Settings.Pipeline settings, String voice, BestDetector.Loader loader, Consumer<String> tell) {
        this.settings = settings;
        this.voice = voice;
        this.tell = new TellOnce(tell);
        Ear ear = new Ear(new BestDetector(loader, this.tell));
        before = new Steps<>(settings.before().stream().map(this::named).toList(), this.tell);
        List<AfterStep> after = settings.after().stream()
                .filter(each -> each != AfterStep.BACKGROUND || settings.background().isPresent()).toList();
        int whole = after.contains(AfterStep.BACKGROUND) ? after.indexOf(AfterStep.BACKGROUND) : after.size();
        ofEach = new Steps<>(after.subList(0, whole).stream().map(each -> named(each, ear)).toList(), this.tell);
        ofAll = new Steps<>(after.subList(whole, after.size()).stream().map(each -> named(each, ear)).toList(),
                this.tell);
    }

    private Steps.Named<List<String>> named(BeforeStep step) {
        return new Steps.Named<>(name(step), switch (step) {
            case NORMALISE -> new Normalise();
            case NUMBERS -> new Numbers();
            case SENTENCES -> new Sentences();
            case PREFIX -> new Prefix(settings.prefix());
        });
    }

    private Steps.Named<Sound> named(AfterStep step, Ear ear) {
        return new Steps.Named<>(name(step), switch (step) {
            case VOICE -> new VoiceCheck(ear);
            case LENGTH -> new LengthCheck(ear);
            case TRIM -> new Trim(ear);
            case LEVEL -> new Level();
            case BACKGROUND -> new Background(Path.of(settings.background().orElseThrow()),
                    settings.backgroundVolume());
        });
    }

    private static String name(Enum<?> step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    /** An engine whose every sound has gone through the steps for a sentence: what is no speech is a failure. */
    public Engine checked(Engine engine) {
        return new CheckedEngine(engine, this);
    }

    /** An engine that has another one make a text sentence by sentence, with all that is done before and after. */
    public Engine bySentence(Engine engine) {
        return new SentenceEngine(engine, this, tell);
    }

    /** What a text is made of when all has been done that is done before. May be empty. */
    List<String> passages(String text) {
        Said said = said(text);
        try {
            return before.apply(List.of(text), said);
        } catch (VoiceException e) {
            throw new IllegalStateException(e); // no step that reads refuses a text
        }
    }

    /** The sound of a sentence as it may be heard. @throws VoiceException where it must not be */
    Sound finished(Sound sound, String sentence) throws VoiceException {
        return ofEach.apply(sound, said(sentence));
    }

    /** The sound of a whole text with what is done at last. @throws VoiceException where it must not be heard */
    Sound whole(Sound sound, String text) throws VoiceException {
        return ofAll.apply(sound, said(text));
    }

    /** What shapes each sentence, beside the engine. */
    String identityOfEach() {
        return VERSION + " " + ofEach.steps().stream().map(Steps.Named::name).toList();
    }

    /** What shapes the whole, beside its sentences. */
    String identityOfAll() {
        return settings.before() + " " + settings.prefix() + " "
                + ofAll.steps().stream().map(Steps.Named::name).toList()
                + " " + settings.background().orElse("") + " " + settings.backgroundVolume();
    }

    private Said said(String text) {
        return new Said(text, Language.of(text, voice));
    }
}
