package dev.fermata.play;

/**
 * Who may act. The one place that says so for actions: the queue and the player of actions ask here. The
 * player's own keys always may; a client's wait for {@link #OPEN}.
 */
enum GateState {
    /** Everything plays. */
    OPEN,
    /** What has begun finishes; nothing of skills or clients begins any more. */
    DRAINING,
    /** Nothing but priority keys holds: skills are silent unless they run during holds. */
    HELD,
    /** Somebody else holds: every skill is silent. */
    SILENT,
    /** The schedule is not running: nothing but the player's keys is accepted. */
    CLOSED;

    /** Whether such an action may begin. */
    boolean lets(ActionRequest action) {
        return switch (action.origin()) {
            case PLAYER -> true;
            case SKILL -> this == OPEN || this == HELD && action.runsDuringHold();
            case API, VOICE, STREAM -> this == OPEN;
        };
    }

    /** Whether it ends what a skill, a voice or a viewer has begun, of those that run during holds or of the others. */
    boolean cutsOff(boolean runsDuringHold) {
        return switch (this) {
            case OPEN, DRAINING -> false;
            case HELD -> !runsDuringHold;
            case SILENT, CLOSED -> true;
        };
    }
}
