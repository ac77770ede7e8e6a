package dev.fermata.play;

import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An action on its way: what, for whom, how urgent. Also the handle by which a submitted
 * {@link Action.KeepDown} is ended ({@link Dispatcher#letGo}).
 */
public final class ActionRequest {
    private final String label;
    private final Action action;
    private final Origin origin;
    private final Lane lane;
    private final boolean runsDuringHold;
    private final boolean exclusive;
    private final Consumer<ActionRequest> onRefused;

    /** Set once by the queue, under its lock, before anybody else sees the request. */
    private long sequence;
    private long submittedNanos;
    /** Set before it is queued, for the player's keys only. */
    private long dueNanos;
    private GatePass pass;
    private ActionOwner owner = ActionOwner.NONE;
    /** Whoever has taken it from the queue, only. */
    private boolean begun;
    private volatile boolean letGo;

    private ActionRequest(String label, Action action, Origin origin, Lane lane, boolean runsDuringHold,
            boolean exclusive, Consumer<ActionRequest> onRefused) {
        this.label = Objects.requireNonNull(label);
        this.action = Objects.requireNonNull(action);
        this.origin = origin;
        this.lane = lane;
        this.runsDuringHold = runsDuringHold;
        this.exclusive = exclusive;
        this.onRefused = onRefused;
    }

    /**
     * An action of a skill. While one with the same label is queued, another is a duplicate.
     *
     * @param runsDuringHold whether it is played while nothing but priority keys holds
     */
    public static ActionRequest skill(String label, Action action, Lane lane, boolean runsDuringHold) {
        return new ActionRequest(label, action, Origin.SKILL, lane, runsDuringHold, false, request -> { });
    }

    /** The same, and from its first press to its end nobody but the player presses a key. */
    public static ActionRequest exclusiveSkill(String label, Action action, Lane lane, boolean runsDuringHold) {
        return new ActionRequest(label, action, Origin.SKILL, lane, runsDuringHold, true, request -> { });
    }

    /**
     * Keys that a skill keeps down until they are let go of.
     *
     * @param onRefused told of this request when the desktop refused it or its lane was full; called on the
     *                  submitting or the dispatch thread, under no lock
     */
    public static ActionRequest keptDown(String label, List<Key> keys, Lane lane, boolean runsDuringHold,
            Consumer<ActionRequest> onRefused) {
        return new ActionRequest(label, new Action.KeepDown(keys), Origin.SKILL, lane, runsDuringHold, false,
                onRefused);
    }

    /** An action of an API client; waits while a hold is on. */
    public static ActionRequest api(String label, Action action, Lane lane) {
        return new ActionRequest(label, action, Origin.API, lane, false, false, request -> { });
    }

    /** What the player has said is to be done: refused and given up as a skill's that does not run during holds. */
    public static ActionRequest voice(String label, Action action, Lane lane) {
        return new ActionRequest(label, action, Origin.VOICE, lane, false, false, request -> { });
    }

    /**
     * What a viewer of a live stream has played: refused and given up as what was said is.
     *
     * @throws IllegalArgumentException for a lane that is not {@link Lane#NORMAL} or {@link Lane#LOW}
     */
    public static ActionRequest viewer(String label, Action action, Lane lane) {
        if (lane != Lane.NORMAL && lane != Lane.LOW) {
            throw new IllegalArgumentException("viewers have no " + lane.id() + " lane");
        }
        return new ActionRequest(label, action, Origin.STREAM, lane, false, false, request -> { });
    }

    /** An action of the player's; passes every hold. */
    static ActionRequest player(String label, Action action, Lane lane) {
        return new ActionRequest(label, action, Origin.PLAYER, lane, false, false, request -> { });
    }

    /** Has that one told what becomes of it; before it is submitted. Returns this. */
    public ActionRequest ownedBy(ActionOwner itsOwner) {
        owner = Objects.requireNonNull(itsOwner);
        return this;
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

    /** Whether it is the player's: a key or its pre-delay. */
    boolean isPlayers() {
        return origin == Origin.PLAYER;
    }

    public Lane lane() {
        return lane;
    }

    /** Whether it is a skill's that is played while nothing but priority keys holds. */
    public boolean runsDuringHold() {
        return runsDuringHold;
    }

    /** Whether nobody but the player presses a key from its first press to its end. */
    boolean isExclusive() {
        return exclusive || action instanceof Action.Take;
    }

    /**
     * Whether it waits for the end of a hold instead of being dropped, if it has not begun. Keys
     * that are kept down never do: they are submitted anew. Neither does what a viewer asked for.
     */
    boolean survivesHolds(DispatchSettings settings) {
        return settings.keepQueuedOnHold() && !(action instanceof Action.KeepDown) && origin.goesOnAfterHold();
    }

    /** About what it occupies in memory: itself with its label, and each step of a sequence. */
    long estimatedBytes() {
        int steps = action instanceof Action.Sequence sequence ? sequence.actions().size()
                : action instanceof Action.Take take ? take.take().strokes().size() : 1;
        return 200 + 100L * steps;
    }

    /** Its place among all requests; later ones are larger. */
    long sequence() {
        return sequence;
    }

    /** When it was submitted; waiting time and the pre-delay count from here. */
    long submittedNanos() {
        return submittedNanos;
    }

    /** When a player's key is to be sent, and its pre-delay ends: so long after the key went down. */
    long dueNanos() {
        return dueNanos;
    }

    /** Says when that is; before it is queued. */
    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    /** With what a player's key was submitted: it knows of a stop that came before anybody took it. */
    GatePass pass() {
        return pass;
    }

    /** Says with what; before it is queued. */
    void submittedWith(GatePass itsPass) {
        pass = itsPass;
    }

    void queuedAs(long itsSequence, long atNanos) {
        this.sequence = itsSequence;
        this.submittedNanos = atNanos;
        owner.waits();
    }

    /** It has its turn for the first time. */
    void begins(long nowNanos) {
        begun = true;
        owner.begins(nowNanos);
    }

    /** It was accepted and is over. */
    void ends(ActionOwner.End how, long now) {
        owner.ends(begun, how, now);
    }

    /** It was not accepted. */
    void refused(InputQueue.Refusal why) {
        owner.refused(why);
    }

    /** Tells whoever wants to know that the desktop or a full lane refused it. Under no lock. */
    void refused() {
        onRefused.accept(this);
    }

    /** The event for an accepted action that is given up. */
    Event dropped(String reason, long now) {
        return new Event.ActionDropped(now, label, origin, lane, reason);
    }

    boolean isLetGo() {
        return letGo;
    }

    void letGo() {
        letGo = true;
    }
}
