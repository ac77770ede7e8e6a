package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.control.SpeechControl;
import dev.fermata.model.SpeechStatus;
import dev.fermata.observe.MetricsText;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes what speaks when somebody asks for it the first time; until then nothing of it is loaded. Thread-safe. */
final class SpeechMaker implements Supplier<Optional<SpeechControl>>, AutoCloseable {
    /** Why nothing is spoken, for people. */
    static final String OFF = "speech.engine is off";

    private final Agent agent;
    /** Has changes and the end come one after the other; keys are looked up meanwhile, and nobody else waits for it. */
    private final Object changing = new Object();
    private volatile Settings.Speech settings;
    @GuardedBy("this")
    private SpeechService made;
    @GuardedBy("this")
    private boolean closed;

    SpeechMaker(Agent agent, Settings.Speech settings) {
        this.agent = agent;
        this.settings = settings;
    }

    /** As {@link #service}, for clients. */
    @Override
    public Optional<SpeechControl> get() {
        return service().map(service -> service);
    }

    /** What speaks; empty where the settings want nothing to, and at the end of the agent. */
    synchronized Optional<SpeechService> service() {
        if (settings.engine() == SpeechEngine.OFF || closed && made == null) {
            return Optional.empty();
        }
        if (made == null) {
            made = new SpeechService(agent, settings);
        }
        return Optional.of(made);
    }

    /** What is spoken; empty as long as nobody has asked for anything, and nothing is made by this. */
    synchronized Optional<SpeechStatus> status() {
        return Optional.ofNullable(made).map(SpeechControl::status);
    }

    /** Speaks as others say from now on, or not at all. */
    void change(Settings.Speech other) {
        synchronized (changing) {
            SpeechService to;
            synchronized (this) {
                settings = other;
                if (made == null || closed) {
                    return;
                }
                to = made;
            }
            if (other.engine() == SpeechEngine.OFF) {
                to.dropAll(OFF);
            } else {
                to.change(other);
            }
        }
    }

    /** Whether the settings want nothing to be spoken; takes no lock. */
    boolean isOff() {
        return settings.engine() == SpeechEngine.OFF;
    }

    /** Adds how its voices have done; nothing as long as nobody has asked for anything. */
    synchronized void writeTo(MetricsText text) {
        if (made != null) {
            VoiceMetrics.write(text, made.voices());
        }
    }

    @Override
    public void close() {
        synchronized (changing) {
            SpeechService to;
            synchronized (this) {
                closed = true;
                to = made;
            }
            if (to != null) {
                to.close();
            }
        }
    }
}
