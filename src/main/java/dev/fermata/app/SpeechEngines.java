package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.model.VoiceFigures;
import dev.fermata.speak.engine.CommandEngine;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.Figures;
import dev.fermata.speak.engine.ServerHealth;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.speak.engine.WatchedEngine;
import dev.fermata.speak.keep.KeepingEngine;
import dev.fermata.speak.keep.KeptSounds;
import dev.fermata.speak.pipeline.Pipeline;
import dev.fermata.time.Clock;
import dev.fermata.user.CacheFolder;
import dev.fermata.user.OperatingSystem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Makes what speaks, as the settings ask for it: the only place that knows which engine stands on which. What stands on
 * an engine is an {@link Engine} too. What servers need is loaded only if one is to speak. Confined to one thread but
 * for {@link #figures}.
 */
final class SpeechEngines implements AutoCloseable {
    private final Clock clock;
    private final Settings.Speech settings;
    private final Pipeline pipeline;
    private final Optional<KeptSounds> kept;
    private final List<Figures> figures = new CopyOnWriteArrayList<>();
    private final Optional<ServedVoices> served;

    /**
     * @param tell told, for people, what is spoken otherwise than the settings want, and why, and what leaves this
     *             machine; any thread
     */
    SpeechEngines(Clock clock, Settings.Speech settings, Consumer<String> tell) {
        this(clock, settings, tell, settings.cache().on());
    }

    /** Those by which is tried whether the engine works: what was kept would say yes for it. */
    static SpeechEngines keepingNothing(Clock clock, Settings.Speech settings, Consumer<String> tell) {
        return new SpeechEngines(clock, settings, tell, false);
    }

    private SpeechEngines(Clock clock, Settings.Speech settings, Consumer<String> tell, boolean keeps) {
        this.clock = clock;
        this.settings = settings;
        boolean wanted = settings.engine() == SpeechEngine.GPT_SOVITS || settings.engine() == SpeechEngine.OPENAI;
        this.served = wanted ? Optional.of(new ServedVoices(clock, settings, tell)) : Optional.empty();
        // A voice of a server says by its name nothing of its language.
        pipeline = new Pipeline(settings.pipeline(), wanted ? "" : settings.voice(), tell);
        kept = Optional.of(settings.cache()).filter(cache -> keeps).map(cache -> new KeptSounds(
                () -> CacheFolder.ofThisUser().resolve("speech"), cache.bytes(), cache.age(), clock, tell));
    }

    /** The engine that the settings ask for; call once. @throws IllegalArgumentException where they want none */
    Engine make() {
        return pipeline.bySentence(switch (settings.engine()) {
            case OFF -> throw new IllegalArgumentException("no engine is asked for");
            case COMMAND -> rung(new CommandEngine(clock, settings.command()));
            case SYSTEM -> rung(system(settings.voice()));
            case GPT_SOVITS, OPENAI -> served.orElseThrow().ladder(this::rung, () -> rung(system("")));
        });
    }

    /** One engine and no other, and nothing that is kept. */
    Engine alone(Engine engine) {
        return pipeline.bySentence(pipeline.checked(engine));
    }

    /** What everything that makes sounds by itself is behind, whatever it is. */
    private Engine rung(Engine engine) {
        return rung(engine, new Figures(engine.name(), ""), Optional.empty());
    }

    /** Where sounds are kept that were made; empty where none are. */
    Optional<KeptSounds> kept() {
        return kept;
    }

    /** The same for one on a server. What is kept needs no server, so that stands before what looks at it. */
    private Engine rung(Engine engine, Figures ofIt, Optional<ServerHealth> server) {
        if (!figures.contains(ofIt)) {
            figures.add(ofIt);
        }
        Engine watched = new WatchedEngine(clock, pipeline.checked(engine), ofIt, server);
        return kept.<Engine>map(sounds -> new KeepingEngine(watched, sounds)).orElse(watched);
    }

    private Engine system(String voice) {
        return switch (OperatingSystem.current()) {
            case WINDOWS -> SystemVoice.windows(clock, voice);
            case MACOS -> SystemVoice.mac(clock, voice);
            default -> SystemVoice.espeak(clock, voice);
        };
    }

    /** How each voice has done, the one that is to speak first. Thread-safe. */
    List<VoiceFigures> figures() {
        long now = clock.nanos();
        return figures.stream().map(each -> each.snapshot(now)).toList();
    }

    @Override
    public void close() {
        if (served.isPresent()) {
            served.get().close();
        }
    }
}
