package dev.fermata.play;

import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** An action being played: how far it is and what it keeps pressed. Dispatch thread only. */
final class RunningAction {
    final ActionRequest request;
    KeyGate.Pass pass;
    private final List<Step> steps;
    private int at;
    /** When to look at it again; {@link Clock#NEVER} while only an outside event can move it. */
    long readyAt;
    long pressedAt;
    boolean begun;
    /** What it has down, newest first. */
    private final Deque<Key> pressed = new ArrayDeque<>();
    /** What a suspended playback had down and presses again before it goes on, oldest first. */
    private List<Key> suspended = List.of();

    RunningAction(ActionRequest request, List<Step> steps, KeyGate.Pass pass) {
        this.request = request;
        this.steps = steps;
        this.pass = pass;
        this.readyAt = 0;
    }

    /** The step to do next, or null at the end. */
    Step step() {
        return at < steps.size() ? steps.get(at) : null;
    }

    void next() {
        at++;
        readyAt = 0;
    }

    void waitUntil(long nanos) {
        readyAt = nanos;
    }

    boolean isPlayers() {
        return request.origin() == Origin.PLAYER;
    }

    /** Whether another action of its lane may start while this one is on. */
    boolean sharesLane() {
        return isPlayers() || step() instanceof Step.AwaitLetGo;
    }

    /** Its lane, or one up when it has waited too long for its first turn. */
    Lane effectiveLane(long now, long starvationNanos) {
        Lane own = request.lane();
        boolean mayRise = own == Lane.LOW || own == Lane.NORMAL;
        if (mayRise && !begun && now - request.submittedNanos() > starvationNanos) {
            return Lane.values()[own.ordinal() - 1];
        }
        return own;
    }

    void nowDown(Key key) {
        pressed.push(key);
    }

    /** Answers whether it had that key down. */
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
        if (!newestFirst.isEmpty()) {
            suspended = new ArrayList<>(newestFirst);
            Collections.reverse(suspended);
        }
        return newestFirst;
    }

    /** What to press again before going on, oldest first; once. */
    List<Key> takeSuspended() {
        List<Key> keys = suspended;
        suspended = List.of();
        return keys;
    }
}
