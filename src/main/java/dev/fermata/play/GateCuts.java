package dev.fermata.play;

/**
 * What has cut skills off at the gate: how often, so that a pass knows of it, and since when. Those that run during holds
 * have their own. Changed under the {@link KeyGate}'s lock; asked without it.
 */
final class GateCuts {
    private volatile long cuts;
    private volatile long cutsOfRunning;
    private volatile long since;
    private volatile long sinceOfRunning;

    /** Who may play changes. */
    void change(GateState from, GateState to, long now) {
        if (to.cutsOff(false)) {
            cuts = cuts + 1;
            since = from.cutsOff(false) ? since : now;
        }
        if (to.cutsOff(true)) {
            cutsOfRunning = cutsOfRunning + 1;
            sinceOfRunning = from.cutsOff(true) ? sinceOfRunning : now;
        }
    }

    /** An action that began before the latest one is cut off. */
    long count(boolean runsDuringHold) {
        return runsDuringHold ? cutsOfRunning : cuts;
    }

    /** When they were cut off the last time, having been let before. */
    long since(boolean runsDuringHold) {
        return runsDuringHold ? sinceOfRunning : since;
    }
}
