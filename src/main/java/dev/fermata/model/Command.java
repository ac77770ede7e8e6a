package dev.fermata.model;

/** What a hotkey asks of the agent. */
public enum Command {
    /** STOPPED to READY, and from anything else back to STOPPED. */
    MASTER,
    /** READY to RUNNING, RUNNING to PAUSED and back. */
    TOGGLE,
    /** STOPPED at once, everything released. */
    PANIC
}
