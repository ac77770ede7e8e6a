package dev.fermata.simulate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.app.Core;
import dev.fermata.config.profile.CallOut;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.skill.Sight;
import dev.fermata.speak.CallOuts;
import dev.fermata.speak.SpeechQueue;
import dev.fermata.speak.Voice;
import dev.fermata.speak.sound.SimulatedPlayer;
import dev.fermata.speak.sound.Sound;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.List;
import java.util.Random;

/**
 * What says the call-outs of a simulated profile: the agent's own queue, with a voice that takes as long as people do
 * and makes no sound. Variants come out alike in every simulation.
 */
final class SimulatedSpeech implements Stepped, CallOuts.Says, Voice {
    /** About fifteen letters a second, whoever speaks. */
    static final int MILLIS_A_LETTER = 65;
    private static final int RATE = 1_000;
    private static final long SEED = 1;

    private final SpeechQueue queue;
    private final CallOuts callOuts;
    private boolean woken;

    private SimulatedSpeech(Clock clock, Bus bus, Sight sight) {
        queue = new SpeechQueue(clock, bus, new SimulatedPlayer(), this, "simulated", () -> woken = true);
        callOuts = new CallOuts(sight::over, this, new Random(SEED), () -> woken = true);
    }

    /** One that hears the core's events, and heeds its holds. */
    static SimulatedSpeech of(Clock clock, Bus bus, Core core, Sight sight) {
        SimulatedSpeech speech = new SimulatedSpeech(clock, bus, sight);
        core.ledger().listen(Scope.SPEECH, speech.queue);
        bus.register(speech);
        return speech;
    }

    void load(List<CallOut> spoken) {
        callOuts.load(spoken);
    }

    /** Takes an event. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        callOuts.happened(event);
    }

    @Override
    public long step(long nowNanos) {
        woken = false;
        long next = Math.min(callOuts.step(nowNanos), queue.step(nowNanos));
        return woken ? nowNanos : next;
    }

    @Override
    public SpeechAnswer say(SpeechRequest request) {
        return queue.submit(request);
    }

    @Override
    public void drop(long id, String reason) {
        queue.drop(id, reason);
    }

    @Override
    public void ask(long id, String text, Listener listener) {
        listener.sounds(id, new Sound(new short[text.length() * MILLIS_A_LETTER], RATE));
    }

    @Override
    public void cancel(long id) {
        // It has been told of already.
    }
}
