package dev.fermata.simulate;

import dev.fermata.app.Core;
import dev.fermata.app.VoiceActs;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.VoiceCommand;
import dev.fermata.event.Bus;
import dev.fermata.skill.Sight;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;

/**
 * What a simulation says and hears, and what its viewers do; each is there from the first profile on that has something
 * for it.
 */
final class SimulatedSound implements Stepped {
    private final Clock clock;
    private final Bus bus;
    private final Core core;
    private final Sight sight;
    /** Null while no profile has had call-outs, or commands that answer. */
    private SimulatedSpeech speech;
    /** Null while no profile has had voice commands. */
    private SimulatedVoice voice;
    /** Null while no profile has let viewers play. */
    private SimulatedViewers viewers;

    SimulatedSound(Clock clock, Bus bus, Core core, Sight sight) {
        this.clock = clock;
        this.bus = bus;
        this.core = core;
        this.sight = sight;
    }

    /** Says and hears what that profile does from now on. */
    void load(Profile profile) {
        if (speech == null && (!profile.spoken().isEmpty() || answers(profile))) {
            speech = SimulatedSpeech.of(clock, bus, core, sight);
        }
        if (speech != null) {
            speech.load(profile.spoken());
        }
        if (voice == null && !profile.listenedFor().isEmpty()) {
            voice = SimulatedVoice.of(clock, bus, core, text -> speech.say(VoiceActs.spoken(text)));
        }
        if (voice != null) {
            voice.load(profile.listenedFor());
        }
        if (viewers == null && profile.viewers().on()) {
            viewers = SimulatedViewers.of(clock, bus, core);
        }
        if (viewers != null) {
            viewers.load(profile.viewers());
        }
    }

    private static boolean answers(Profile profile) {
        for (VoiceCommand each : profile.listenedFor()) {
            if (each.say().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The player has just said something, or a viewer has done something; nobody heeds it where no profile has had
     * anything for it.
     */
    void take(Token token) {
        if (voice != null && token instanceof Token.Said said) {
            voice.said(said);
        } else if (viewers != null && token instanceof Token.Did did) {
            viewers.did(did);
        }
    }

    @Override
    public long step(long nowNanos) {
        long next = speech == null ? Clock.NEVER : speech.step(nowNanos);
        return voice == null ? next : Math.min(next, voice.step(nowNanos));
    }
}
