package dev.fermata.app;

import dev.fermata.config.settings.ListenMode;
import dev.fermata.config.settings.Settings;
import dev.fermata.listen.Listening;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.Recognising;
import dev.fermata.listen.Utterance;
import dev.fermata.listen.UtteranceGate;
import dev.fermata.listen.sound.Microphone;
import dev.fermata.listen.sound.MicrophoneInputs;
import dev.fermata.speak.pipeline.LiveDetector;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A microphone that is listened to and what understands what is said there: {@link Listening} on the thread
 * {@code listen}, the recogniser on its own. Thread-safe.
 */
final class Ears implements AutoCloseable {
    /** Its thread, and what messages call it. */
    static final String PART = "listen";

    private static final Duration STOP_WAIT = Duration.ofMillis(200);

    /** Hears of all of it, in the threads of {@code Listening} and {@code Recognising}; must not wait long. */
    interface Listener extends Recognising.Listener, Microphone.Listener, Listening.Listener {
        @Override
        default void said(Utterance utterance) {
            // It is recognised, and then told of.
        }
    }

    private final Listening listening;
    private final Recognising recognising;
    private final Worker worker;

    /**
     * Begins at once.
     *
     * @param recogniser is closed with this
     * @param also is stepped by the listening thread as well
     * @param tell told, for people, of what is missing
     * @param onFailure told of what should not happen
     */
    Ears(Clock clock, Settings.Listen settings, Recogniser recogniser, Listener listener, Stepped also,
            Consumer<String> tell, Consumer<Throwable> onFailure) {
        recognising = new Recognising(recogniser, listener);
        Microphone microphone = new Microphone(new MicrophoneInputs(settings.device()), UtteranceGate.FRAME, listener);
        UtteranceGate gate = new UtteranceGate(new UtteranceGate.Limits(settings.silence(), settings.longest(),
                settings.tail()), settings.mode() == ListenMode.KEY);
        listening = new Listening(clock, microphone, () -> LiveDetector.best(tell), gate, new Listening.Listener() {
            @Override
            public void said(Utterance utterance) {
                listener.said(utterance);
                recognising.add(utterance);
            }

            @Override
            public void heard(double level, boolean voiced) {
                listener.heard(level, voiced);
            }
        });
        worker = new Worker(PART, now -> Math.min(listening.step(now), also.step(now)), clock, onFailure);
        worker.start();
    }

    /** The thread that listens, for whoever watches over it. */
    Worker worker() {
        return worker;
    }

    /** As {@link Recognising#prepare}. */
    void prepare() {
        recognising.prepare();
    }

    /** As {@link Listening#rest}. */
    void rest(boolean on) {
        listening.rest(on);
        worker.wake();
    }

    /** As {@link Listening#ownSpeech}. */
    void ownSpeech(boolean sounds) {
        listening.ownSpeech(sounds);
        worker.wake();
    }

    /** As {@link Listening#key}. */
    void key(boolean down) {
        listening.key(down);
        worker.wake();
    }

    @Override
    public void close() {
        if (worker.stop(STOP_WAIT)) {
            listening.close();
        }
        recognising.close();
    }
}
