package dev.fermata.simulate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.app.Core;
import dev.fermata.app.ViewerActs;
import dev.fermata.config.profile.Viewers;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.stream.ViewerPlay;
import dev.fermata.time.Clock;
import java.util.Optional;

/** The viewers of a simulation: what the profile lists for them is played, as if the settings let them. */
final class SimulatedViewers {
    private final ViewerPlay play;
    private long told;

    private SimulatedViewers(Clock clock, Bus bus, Core core) {
        play = new ViewerPlay(clock, bus, new ViewerActs(core));
    }

    /** Those that have the core play. */
    static SimulatedViewers of(Clock clock, Bus bus, Core core) {
        SimulatedViewers viewers = new SimulatedViewers(clock, bus, core);
        bus.register(viewers);
        return viewers;
    }

    void load(Viewers ofProfile) {
        play.load(ofProfile);
    }

    /** Takes an event. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        play.happened(event);
    }

    /** A viewer has just done something. */
    void did(Token.Did did) {
        play.told(++told, did.message(), Optional.empty());
    }
}
