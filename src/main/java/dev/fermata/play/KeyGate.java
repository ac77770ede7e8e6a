package dev.fermata.play;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.platform.PressGuard;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The one gate before the desktop: says who may play, and lets presses through. Nobody else keeps what it says.
 *
 * <p>When a call that narrows it has returned, no press that it forbids reaches the injector any more: the check
 * and the injecting call are one critical section. This is the one lock in Fermata kept across a call to
 * the desktop, and that is its purpose; it is kept for a single call of the injector, and whoever narrows the
 * gate waits for at most that one. Any thread.
 */
final class KeyGate {
    /** Instead of the time at which a key was sent. */
    static final long NOT_SENT = -1;

    private final PressedKeys keys;
    private final Clock clock;
    /** Fair, so that a silencing thread is not overtaken by the next press. */
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Written under the lock, read without it: whoever acts on it looks again when it presses. */
    private volatile GateState state = GateState.CLOSED;
    private volatile String closedBecause = "not started";
    private volatile long changedAt;
    private volatile long leftOpenAt;
    private final GateCuts cuts = new GateCuts();
    /**
     * Counts closings: any action but the player's that began before the latest one is over. Written under the lock,
     * read without it.
     */
    private volatile long closings;
    private volatile long drainUntil;
    /** Of each press but the player's; null for none. */
    private volatile PressGuard guard;
    @GuardedBy("turn")
    private CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    KeyGate(PressedKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** As {@link Dispatcher#guardBy}. */
    void guardBy(PressGuard newGuard) {
        guard = newGuard;
    }

    /** Who may play now. Lock-free. */
    GateState state() {
        return state;
    }

    /** When that changed last. Lock-free. */
    long changedAt() {
        return changedAt;
    }

    /** When it was left the last time that everybody might play. Lock-free. */
    long leftOpenAt() {
        return leftOpenAt;
    }

    /** Why it was closed the last time. Lock-free. */
    String closedBecause() {
        return closedBecause;
    }

    /**
     * Says who may play from now on. When it returns, no press that this forbids is on its way any more, and a
     * drain is over.
     *
     * @param because why, of a closing
     */
    void change(GateState to, String because) {
        CompletableFuture<Void> end;
        turn.lock();
        try {
            set(to);
            if (to == GateState.CLOSED) {
                closedBecause = because;
            }
            end = drained;
        } finally {
            turn.unlock();
        }
        end.complete(null);
    }

    /**
     * Lets what has begun finish, and begins nothing more, until {@link #endDrain}.
     *
     * @return completed at the end, or when another change takes the place of this one
     */
    CompletableFuture<Void> drain(Duration atMost) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> before;
        turn.lock();
        try {
            before = drained;
            drained = end;
            set(GateState.DRAINING);
            drainUntil = clock.nanos() + atMost.toNanos();
        } finally {
            turn.unlock();
        }
        before.complete(null);
        return end;
    }

    /**
     * Silences every skill if a drain is over: because nothing is left that it waits for, or its time is up.
     * Returns whether it did.
     *
     * @param silenced called then under the lock with the time, before anybody else can change the gate. Must not wait
     */
    boolean endDrain(boolean nothingLeft, long now, LongConsumer silenced) {
        CompletableFuture<Void> end;
        turn.lock();
        try {
            if (state != GateState.DRAINING || !nothingLeft && now < drainUntil) {
                return false;
            }
            set(GateState.SILENT);
            silenced.accept(clock.nanos());
            end = drained;
        } finally {
            turn.unlock();
        }
        end.complete(null);
        return true;
    }

    /** When the time of the latest drain is up. Lock-free. */
    long drainUntil() {
        return drainUntil;
    }

    /** Completed when the drain under way is over; at once when there is none. */
    CompletableFuture<Void> drained() {
        turn.lock();
        try {
            return drained;
        } finally {
            turn.unlock();
        }
    }

    /** A pass for an action that begins now. Lock-free, as {@link #renewed}: one that a change overtakes is not valid. */
    GatePass passFor(ActionRequest request) {
        return new GatePass(request.origin(), request.action() instanceof Action.Take, request.runsDuringHold(),
                cuts.count(request.runsDuringHold()), closings);
    }

    /** The same pass after a hold, for what goes on; what closes the gate it does not survive. */
    GatePass renewed(GatePass pass) {
        return pass.renewed(cuts.count(pass.runsDuringHold()));
    }

    /** Since when a hold has cut off what has that pass, if one has. Lock-free. */
    long cutSince(GatePass pass) {
        return cuts.since(pass.runsDuringHold());
    }

    /** A pass for a key that the player presses now: it is always let through, and knows of closings. Lock-free. */
    GatePass passForPlayer() {
        return new GatePass(Origin.PLAYER, false, false, 0, closings);
    }

    /** Whether the gate would let that pass through now. */
    boolean admits(GatePass pass) {
        turn.lock();
        try {
            return isValid(pass);
        } finally {
            turn.unlock();
        }
    }

    /** Whether everything was given up since that pass was issued: a stop, or another profile. Lock-free. */
    boolean hasClosedSince(GatePass pass) {
        return pass.closings() != closings;
    }

    /**
     * Presses a key. Returns when it has taken effect.
     *
     * @param sent called under the lock, that is between the gate's changes, with the time at which it was pressed:
     *             so that the event gets its place among theirs. Must not wait
     * @return when it was pressed, or {@link #NOT_SENT} when the pass is not valid any more or the guard says no
     * @throws dev.fermata.platform.DesktopException when the platform refused; the key counts as down until released
     */
    long press(Key key, GatePass pass, LongConsumer sent) {
        long at;
        turn.lock();
        try {
            if (!isValid(pass) || !keys.press(key, pass.origin() == Origin.PLAYER ? null : guard)) {
                return NOT_SENT;
            }
            at = clock.nanos();
            sent.accept(at);
        } finally {
            turn.unlock();
        }
        // Not under the lock: a pause must not wait for what the desktop does afterwards.
        keys.awaitPressed();
        return at;
    }

    /**
     * Moves the pointer. Returns whether it did: not when the pass is not valid any more or the guard says no.
     *
     * @throws dev.fermata.platform.DesktopException when the platform refused
     */
    boolean move(int x, int y, GatePass pass) {
        turn.lock();
        try {
            return isValid(pass) && keys.move(x, y, guard);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Lets go of a key; it goes up when nobody else keeps it down.
     *
     * @return when it was released, or {@link #NOT_SENT} when somebody else keeps it down
     * @throws dev.fermata.platform.DesktopException when the platform refused; the key then still counts as down
     */
    long release(Key key) {
        turn.lock();
        try {
            return keys.release(key) ? clock.nanos() : NOT_SENT;
        } finally {
            turn.unlock();
        }
    }

    /** Releases whatever is down, trying each key twice. Returns the keys that would not go up. */
    List<Key> releaseAll() {
        List<Key> stuck = new ArrayList<>();
        for (Key key : keys.down()) {
            boolean up = releasedForAll(key);
            if (!up) {
                up = releasedForAll(key);
            }
            if (!up) {
                stuck.add(key);
            }
        }
        return stuck;
    }

    private boolean releasedForAll(Key key) {
        turn.lock();
        try {
            return keys.releaseForAll(key);
        } finally {
            turn.unlock();
        }
    }

    @GuardedBy("turn")
    private void set(GateState to) {
        long now = clock.nanos();
        cuts.change(state, to, now);
        if (to == GateState.CLOSED) {
            closings = closings + 1;
        }
        if (state == GateState.OPEN) {
            leftOpenAt = now;
        }
        if (state != to) {
            changedAt = now;
        }
        state = to;
    }

    @GuardedBy("turn")
    private boolean isValid(GatePass pass) {
        if (pass.origin() == Origin.PLAYER) {
            return true;
        }
        if (state == GateState.CLOSED || pass.closings() != closings) {
            return false;
        }
        boolean runs = pass.runsDuringHold();
        return !pass.yields() || !state.cutsOff(runs) && pass.cuts() == cuts.count(runs);
    }
}
