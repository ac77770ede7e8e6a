package dev.fermata.play;

import dev.fermata.model.Origin;

/**
 * What an action shows at the {@link KeyGate}; valid until a hold or a closing that concerns it.
 *
 * @param cuts how often a hold had cut off what is like it, when it was issued
 * @param closings how often the gate had been closed then
 */
record GatePass(Origin origin, boolean isTake, boolean runsDuringHold, long cuts, long closings) {
    /** Whether a hold cuts it off. */
    boolean yields() {
        return origin.endsWithHold() || isTake;
    }

    /** The same after so many holds. */
    GatePass renewed(long newCuts) {
        return new GatePass(origin, isTake, runsDuringHold, newCuts, closings);
    }
}
