package dev.fermata.model;

import java.util.Locale;

/**
 * What the agent as a whole is doing. A priority-key hold is not a state: the agent is then RUNNING
 * and held.
 */
public enum AgentState {
    /** Nothing plays; only the master and panic keys are heeded. */
    STOPPED,
    /** Armed: the toggle key starts the schedule. */
    READY,
    /** The schedule runs unless priority keys hold. */
    RUNNING,
    /** The schedule stands still until the manual or API holds end. */
    PAUSED;

    /** The stable lower-case name used in events. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
