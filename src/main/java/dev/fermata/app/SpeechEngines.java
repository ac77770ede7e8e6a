package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.speak.engine.CommandEngine;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.speak.keep.KeepingEngine;
import dev.fermata.speak.keep.KeptSounds;
import dev.fermata.speak.pipeline.Pipeline;
import dev.fermata.time.Clock;
import dev.fermata.user.CacheFolder;
import dev.fermata.user.OperatingSystem;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes what speaks, as the settings ask for it: the only place that knows which engine stands on which. What stands on
 * an engine is an {@link Engine} too.
 */
final class SpeechEngines {
    private final Clock clock;
    private final Settings.Speech settings;
    private final Pipeline pipeline;
    private final Optional<KeptSounds> kept;

    /** @param tell told, for people, what is spoken otherwise than the settings want, and why; any thread */
    SpeechEngines(Clock clock, Settings.Speech settings, Consumer<String> tell) {
        this.clock = clock;
        this.settings = settings;
        pipeline = new Pipeline(settings.pipeline(), settings.voice(), tell);
        kept = Optional.of(settings.cache()).filter(Settings.Cache::on).map(cache ->
                new KeptSounds(() -> CacheFolder.ofThisUser().resolve("speech"), cache.bytes(), cache.age(), clock, tell));
    }

    /** The engine that the settings ask for. @throws IllegalArgumentException where they want none */
    Engine make() {
        return pipeline.bySentence(switch (settings.engine()) {
            case OFF -> throw new IllegalArgumentException("no engine is asked for");
            case COMMAND -> rung(new CommandEngine(clock, settings.command()));
            case SYSTEM -> rung(system());
        });
    }

    /** What everything that makes sounds by itself is behind, whatever it is. */
    private Engine rung(Engine engine) {
        Engine checked = pipeline.checked(engine);
        return kept.<Engine>map(sounds -> new KeepingEngine(checked, sounds)).orElse(checked);
    }

    /** Where sounds are kept that were made; empty where none are. */
    Optional<KeptSounds> kept() {
        return kept;
    }

    private Engine system() {
        return switch (OperatingSystem.current()) {
            case WINDOWS -> SystemVoice.windows(clock, settings.voice());
            case MACOS -> SystemVoice.mac(clock, settings.voice());
            default -> SystemVoice.espeak(clock, settings.voice());
        };
    }
}
