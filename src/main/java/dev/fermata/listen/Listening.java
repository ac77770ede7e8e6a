package dev.fermata.listen;

import dev.fermata.listen.sound.Microphone;
import dev.fermata.speak.pipeline.LiveDetector;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * From what a microphone hears to utterances: a passive core. It is stepped by one thread; what it is told by others
 * counts from its next step on.
 */
public final class Listening implements Stepped, AutoCloseable {
    /** How often it asks the microphone. */
    static final Duration LOOK = Duration.ofMillis(20);

    /** Hears of it. Called by the stepping thread; must not wait. */
    public interface Listener {
        /** Somebody has said something. */
        void said(Utterance utterance);

        /**
         * What is heard at the moment.
         *
         * @param level of the frame, from 0 to 1: the root of its mean square
         * @param voiced whether there is voice in it
         */
        default void heard(double level, boolean voiced) {
        }
    }

    private final Microphone microphone;
    private final Supplier<LiveDetector> detectors;
    private final UtteranceGate gate;
    private final Listener listener;
    private final Clock clock;
    private final Queue<Runnable> told = new ConcurrentLinkedQueue<>();
    /** Null before the first step. */
    private LiveDetector detector;
    private boolean rests;

    /** Opens nothing before it is stepped. @param detectors asked once, by the stepping thread; may take a while */
    public Listening(Clock clock, Microphone microphone, Supplier<LiveDetector> detectors, UtteranceGate gate,
            Listener listener) {
        this.clock = clock;
        this.microphone = microphone;
        this.detectors = detectors;
        this.gate = gate;
        this.listener = listener;
    }

    /** Our own speech sounds from now on, or does no more. Any thread. */
    public void ownSpeech(boolean sounds) {
        long now = clock.nanos();
        told.add(() -> {
            if (sounds) {
                tell(gate.ownSpeechBegins());
            } else {
                gate.ownSpeechEnds(now);
            }
        });
    }

    /** The key with which one talks is down from now on, or up again. Any thread. */
    public void key(boolean down) {
        told.add(() -> tell(gate.key(down)));
    }

    /** Gives the microphone back and does not listen, or listens again; has to be woken for it. Any thread. */
    public void rest(boolean on) {
        told.add(() -> rests = on);
    }

    @Override
    public long step(long nowNanos) {
        if (!rests) {
            // What was heard before counts before what was told since.
            hear(nowNanos);
        }
        for (Runnable each = told.poll(); each != null; each = told.poll()) {
            each.run();
        }
        if (rests) {
            microphone.close();
            return Clock.NEVER;
        }
        tell(gate.step(nowNanos));
        return nowNanos + LOOK.toNanos();
    }

    private void hear(long nowNanos) {
        if (detector == null) {
            detector = detectors.get();
        }
        microphone.read(nowNanos, (frame, start) -> {
            boolean voiced = detector.voiced(frame);
            listener.heard(level(frame), voiced);
            tell(gate.frame(frame, voiced, start, nowNanos));
        });
    }

    private void tell(List<Utterance> utterances) {
        utterances.forEach(listener::said);
    }

    private static double level(short[] frame) {
        double squares = 0;
        for (short each : frame) {
            squares += (double) each * each;
        }
        return Math.sqrt(squares / frame.length) / Short.MAX_VALUE;
    }

    /** Gives the microphone back. By the stepping thread, or when it has ended. */
    @Override
    public void close() {
        microphone.close();
    }
}
