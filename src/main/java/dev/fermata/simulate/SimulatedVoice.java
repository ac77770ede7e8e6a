package dev.fermata.simulate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.app.Core;
import dev.fermata.app.VoiceActs;
import dev.fermata.config.profile.VoiceCommand;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.listen.Heard;
import dev.fermata.listen.VoiceCommands;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What hears the player of a simulation: the agent's own commands, and a recogniser that needs no time. */
final class SimulatedVoice implements Stepped {
    /** How sure a recogniser has to be where a command does not say; the default of the settings. */
    private static final double CONFIDENCE = 0.5;
    private static final long SEED = 1;

    private final Clock clock;
    private final VoiceCommands commands;

    private SimulatedVoice(Clock clock, Bus bus, Core core, Consumer<String> speech) {
        this.clock = clock;
        commands = new VoiceCommands(clock, bus, new VoiceActs(core, speech),
                new VoiceCommands.Rules(CONFIDENCE, Set.of()), new Random(SEED), () -> { });
    }

    /** One that has the core do what it hears. */
    static SimulatedVoice of(Clock clock, Bus bus, Core core, Consumer<String> speech) {
        SimulatedVoice voice = new SimulatedVoice(clock, bus, core, speech);
        bus.register(voice);
        return voice;
    }

    void load(List<VoiceCommand> listenedFor) {
        commands.load(listenedFor);
    }

    /** Takes an event. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        commands.happened(event);
    }

    /** The player has just said something. */
    void said(Token.Said said) {
        commands.heard(new Heard(said.text(), said.confidence(), clock.nanos(),
                Duration.ofMillis((long) SimulatedSpeech.MILLIS_A_LETTER * said.text().length())));
    }

    @Override
    public long step(long nowNanos) {
        return commands.step(nowNanos);
    }
}
