package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.speak.engine.CheckedEngine;
import dev.fermata.speak.engine.CommandEngine;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.time.Clock;
import dev.fermata.user.OperatingSystem;

/**
 * Makes what speaks, as the settings ask for it: the only place that knows which engine stands on which. What stands on
 * an engine is an {@link Engine} too.
 */
final class SpeechEngines {
    private final Clock clock;
    private final Settings.Speech settings;

    SpeechEngines(Clock clock, Settings.Speech settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** The engine that the settings ask for. @throws IllegalArgumentException where they want none */
    Engine make() {
        return switch (settings.engine()) {
            case OFF -> throw new IllegalArgumentException("no engine is asked for");
            case COMMAND -> rung(new CommandEngine(clock, settings.command()));
            case SYSTEM -> rung(system());
        };
    }

    /** What everything that makes sounds by itself is behind, whatever it is. */
    private Engine rung(Engine engine) {
        return new CheckedEngine(engine);
    }

    private Engine system() {
        return switch (OperatingSystem.current()) {
            case WINDOWS -> SystemVoice.windows(clock, settings.voice());
            case MACOS -> SystemVoice.mac(clock, settings.voice());
            default -> SystemVoice.espeak(clock, settings.voice());
        };
    }
}
