package dev.fermata.app;

import dev.fermata.control.AgentControl;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.pause.PauseLedger;
import dev.fermata.time.Clock;
import dev.fermata.window.WindowRules;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps the holds of the rules for windows in the ledger, and has keys given back and taken with them. Thread-safe. */
record WindowHolds(AgentControl control, PauseLedger ledger, Bus bus, Clock clock, TakeOver takeOver)
        implements WindowRules.Holding {

    /** Rules that keep their holds so. Here, so that who has no rules loads nothing of them. */
    static WindowRules rules(AgentControl control, PauseLedger ledger, Bus bus, Clock clock, TakeOver takeOver,
            Core.Host host) {
        return new WindowRules(new WindowHolds(control, ledger, bus, clock, takeOver), host::windows, host::sessionLock);
    }

    @Override
    public void hold(String holder, String reason, OptionalLong leaseNanos) {
        control.pause(holder, reason, EnumSet.of(Scope.PLAY), leaseNanos, Optional.empty());
        // Stopped or armed, the agent's state is the same, but its hotkeys are not.
        takeOver.stateChanged();
    }

    @Override
    public void end(String holder, String reason) {
        if (control.resume(holder, reason)) {
            takeOver.stateChanged();
        }
    }

    @Override
    public boolean isHeld(String holder) {
        return ledger.hold(holder).isPresent();
    }

    @Override
    public void advise(String words) {
        bus.post(new Event.Advice(clock.nanos(), words));
    }
}
