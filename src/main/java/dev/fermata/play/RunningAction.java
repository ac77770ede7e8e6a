package dev.fermata.play;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * An action being played: how far it is and what it keeps pressed. Dispatch thread only.
 *
 * <p>It keeps absolute time: a wait counts from when the step before was due, not from when it was done, so
 * that lateness does not add up. Only when it has come too late for that does its time begin anew.
 */
final class RunningAction {
    /** What is later than this was not late but stood still, with the machine: made up for, it would be a burst. */
    static final Duration LATEST = Duration.ofMillis(100);

    final ActionRequest request;
    GatePass pass;
    private final List<Step> steps;
    private int at;
    private Step step;
    /** When the step to do next is due. */
    private long due;
    /** When it may be done, however late it is by then: what was pressed late is not released early. */
    private long notBefore;
    /** When it last pressed something. */
    long pressedAt;
    boolean begun;
    /** Whether the gate has kept it from going on since its last step. */
    boolean waitedForGate;
    /** Whether the gate has denied it a press: then it is given up. */
    boolean turnedAway;
    /** What it has down, newest first. */
    private final Deque<Key> pressed = new ArrayDeque<>();
    /** What it had down when it had to stand still, and presses again before it goes on; oldest first. */
    private List<Key> suspended = List.of();
    private final boolean take;
    /** Of a take, when it began, later by all the time that it stood still. */
    private long base;
    private boolean stopped;
    private long stoppedSince;
    private long stoppedUntil;
    /** How many steps the wheel has turned of the stroke at hand. */
    int clicks;

    /** @param due when its first step is due */
    RunningAction(ActionRequest request, List<Step> steps, GatePass pass, long due) {
        this.request = request;
        this.steps = steps;
        this.pass = pass;
        this.due = due;
        take = request.action() instanceof Action.Take;
        step = steps.isEmpty() ? null : steps.get(0);
    }

    /** The step to do next, or null at the end. */
    Step step() {
        return step;
    }

    /** Whether it is a take, whose steps have times of their own. */
    boolean isTake() {
        return take;
    }

    /** The time of a take begins. */
    void startAt(long nanos) {
        base = nanos;
        due = nanos;
    }

    /** The first stroke of a take was sent so late: its time counts from there. */
    void firstSentAt(long nanos) {
        if (at == 1) {
            base += Math.max(0, nanos - due);
        }
    }

    /** Whether it is a take that stands still. */
    boolean isStopped() {
        return stopped;
    }

    /** Before then it does not go on. */
    long stoppedUntil() {
        return stoppedUntil;
    }

    /** A take stands still. @param until it does not go on before that */
    void stopAt(long since, long until) {
        stopped = true;
        stoppedSince = since;
        stoppedUntil = until;
    }

    /** It goes on, later by as long as it stood still. */
    void goOnAt(long nanos) {
        stopped = false;
        long stood = Math.max(0, Math.max(nanos, stoppedUntil) - stoppedSince);
        base += stood;
        due += stood;
    }

    /** When its own time lets the next step be done. */
    long readyAt() {
        return Math.max(due, notBefore);
    }

    /** When the step at hand is due, which is also when the one after it is unless time is let pass. */
    long due() {
        return due;
    }

    /** Says that the step at hand could not be due earlier, whatever its own time is. */
    void dueAtTheEarliest(long nanos) {
        due = Math.max(due, nanos);
    }

    /** Begins the time anew if the step at hand is done much later than it was due. */
    void forgetStandstill(long now) {
        if (now - due > LATEST.toNanos()) {
            base += now - due;
            due = now;
        }
    }

    /** Goes on to the next step. */
    void next() {
        at++;
        notBefore = 0;
        clicks = 0;
        step = at < steps.size() ? steps.get(at) : null;
        if (step instanceof Step.Timed timed) {
            due = base + timed.offsetNanos();
        }
    }

    /** Has the next step wait for some of its own time. */
    void letPass(long nanos) {
        due += nanos;
    }

    /** As {@link #letPass}, and for as long a time since it last pressed something. */
    void keepDown(long nanos) {
        due += nanos;
        notBefore = pressedAt + nanos;
    }

    boolean isPlayers() {
        return request.isPlayers();
    }

    /** Whether another action of its lane may start while this one is on. */
    boolean sharesLane() {
        return isPlayers() || step() instanceof Step.AwaitLetGo;
    }

    /** Its lane, or one up when it has waited too long for its first turn; a viewer's never gets above normal. */
    Lane effectiveLane(long now, long starvationNanos) {
        Lane own = request.lane();
        boolean mayRise = own == Lane.LOW || own == Lane.NORMAL && request.origin() != Origin.STREAM;
        if (mayRise && !begun && now - request.submittedNanos() > starvationNanos) {
            return Lane.values()[own.ordinal() - 1];
        }
        return own;
    }

    void nowDown(Key key, long now) {
        pressed.push(key);
        pressedAt = now;
    }

    /** Returns whether it had that key down. */
    boolean nowUp(Key key) {
        return pressed.remove(key);
    }

    /** What it has down, newest first; a copy. */
    List<Key> pressed() {
        return new ArrayList<>(pressed);
    }

    /** Remembers what it has down, to press it again later. Returns the same, newest first. */
    List<Key> suspend() {
        List<Key> newestFirst = pressed();
        // Who is stopped while he presses it again has to press all of it.
        if (!newestFirst.isEmpty() && suspended.isEmpty()) {
            suspended = new ArrayList<>(newestFirst);
            Collections.reverse(suspended);
        }
        return newestFirst;
    }

    /** What to press again before going on, oldest first. */
    List<Key> suspended() {
        return suspended;
    }

    /** That has been pressed again. */
    void forgetSuspended() {
        suspended = List.of();
    }
}
