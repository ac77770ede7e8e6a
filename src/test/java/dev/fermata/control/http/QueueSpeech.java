package dev.fermata.control.http;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.control.SpeechControl;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VoiceFigures;
import dev.fermata.pause.Stillness;
import dev.fermata.speak.SpeechQueue;
import dev.fermata.speak.Voice;
import dev.fermata.speak.sound.SimulatedPlayer;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What speaks, with a voice that takes a second a word and a player without a device. */
final class QueueSpeech implements SpeechControl, AutoCloseable {
    private static final int RATE = 8_000;

    private final SpeechQueue queue;
    private final Worker worker;

    /** @param events told of everything */
    QueueSpeech(Clock clock, Consumer<Event> events) {
        Bus bus = new Bus(new FailFast());
        bus.register(new Object() {
            @Subscribe
            @AllowConcurrentEvents
            public void on(Event event) {
                events.accept(event);
            }
        });
        Voice voice = new Voice() {
            @Override
            public void ask(long id, String text, Listener listener) {
                listener.sounds(id, new Sound(new short[RATE * text.split(" ").length], RATE));
            }

            @Override
            public void cancel(long id) {
                // It is made already.
            }
        };
        Worker[] made = new Worker[1];
        queue = new SpeechQueue(clock, bus, new SimulatedPlayer(), voice, "espeak-ng, its usual voice",
                () -> made[0].wake());
        worker = new Worker("speech", queue, clock, Throwable::printStackTrace);
        made[0] = worker;
        worker.start();
        hold(false);
    }

    void hold(boolean on) {
        queue.heed(on ? Stillness.ALL : Stillness.NONE, Optional.empty());
    }

    @Override
    public SpeechAnswer say(Wanted wanted) {
        return queue.submit(new SpeechRequest(wanted.text(), wanted.priority().orElse(SpeechPriority.NORMAL),
                wanted.resumes(), wanted.expiry(), wanted.from()));
    }

    @Override
    public boolean drop(long id, String reason) {
        return queue.drop(id, reason);
    }

    @Override
    public List<VoiceFigures> voices() {
        return List.of();
    }

    @Override
    public SpeechStatus status() {
        return queue.status();
    }

    @Override
    public void close() {
        worker.close();
    }
}
