package dev.fermata.play;

import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import java.util.Objects;

/**
 * An action on its way: what, for whom, how urgent. Also the handle by which a submitted
 * {@link Action.Hold} is ended ({@link Dispatcher#letGo}).
 */
public final class ActionRequest {
    private final String label;
    private final Action action;
    private final Origin origin;
    private final Lane lane;
    private final boolean runsDuringHold;

    /** Set once by the queue, under its lock, before anybody else sees the submission. */
    private long sequence;
    private long submittedNanos;
    /** Set before it is queued, for the player's keys only. */
    private long dueNanos;
    private volatile boolean letGo;

    private ActionRequest(String label, Action action, Origin origin, Lane lane, boolean runsDuringHold) {
        this.label = Objects.requireNonNull(label);
        this.action = Objects.requireNonNull(action);
        this.origin = origin;
        this.lane = lane;
        this.runsDuringHold = runsDuringHold;
    }

    /**
     * An action of a skill. While one with the same label is queued, another is a duplicate.
     *
     * @param runsDuringHold whether it is played while nothing but priority keys holds
     */
    public static ActionRequest skill(String label, Action action, Lane lane, boolean runsDuringHold) {
        return new ActionRequest(label, action, Origin.SKILL, lane, runsDuringHold);
    }

    /** An action of an API client; waits while a hold is on. */
    public static ActionRequest api(String label, Action action, Lane lane) {
        return new ActionRequest(label, action, Origin.API, lane, false);
    }

    /** An action of the player's; passes every hold. */
    static ActionRequest player(String label, Action action, Lane lane) {
        return new ActionRequest(label, action, Origin.PLAYER, lane, false);
    }

    /** What events call it: the skill's name, the client's, or the key's. */
    public String label() {
        return label;
    }

    public Action action() {
        return action;
    }

    public Origin origin() {
        return origin;
    }

    public Lane lane() {
        return lane;
    }

    /** Whether it is a skill's that is played while nothing but priority keys holds. */
    public boolean runsDuringHold() {
        return runsDuringHold;
    }

    /**
     * Whether it waits for the end of a hold instead of being dropped, if it has not begun. A held
     * skill never does: it is submitted anew.
     */
    boolean survivesHolds(DispatchSettings settings) {
        return settings.keepQueuedOnHold() && !(action instanceof Action.Hold);
    }

    /** About what it occupies in memory: itself with its label, and each step of a sequence. */
    long estimatedBytes() {
        int steps = action instanceof Action.Sequence sequence ? sequence.actions().size() : 1;
        return 200 + 100L * steps;
    }

    /** Its place among all submissions; later ones are larger. */
    long sequence() {
        return sequence;
    }

    /** When it was submitted; waiting time and the pre-delay count from here. */
    long submittedNanos() {
        return submittedNanos;
    }

    /** When a player's key is to be sent: its pre-delay after it went down. */
    long dueNanos() {
        return dueNanos;
    }

    /** Says when a player's key is to be sent; before it is queued. */
    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    void queuedAs(long itsSequence, long atNanos) {
        this.sequence = itsSequence;
        this.submittedNanos = atNanos;
    }

    boolean isLetGo() {
        return letGo;
    }

    void letGo() {
        letGo = true;
    }
}
