package dev.fermata.play;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.platform.DesktopException;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Sends keys for the actions that are being played, tells of each, and tries refused releases again until they
 * succeed. Dispatch thread only, but for {@link #reportPlayerKeysTo} and
 * {@link #leaveOutMoves}.
 */
final class KeySender {
    /** How long to wait before a refused release is tried again. */
    static final Duration RETRY = Duration.ofMillis(50);

    private final Bus bus;
    private final KeyGate gate;
    private final Runnable onBroken;
    private volatile LongConsumer playerKeySent = dueNanos -> { };
    /** Keys the desktop would not release, with the action that had pressed them last. */
    private final Map<Key, ActionRequest> refused = new EnumMap<>(Key.class);
    private long retryAt;
    private int failuresInARow;
    private volatile boolean moves = true;
    private boolean toldOfMoves;

    /** @param onBroken called after {@link Dispatcher#MOST_FAILURES} refused injections in a row */
    KeySender(Bus bus, KeyGate gate, Runnable onBroken) {
        this.bus = bus;
        this.gate = gate;
        this.onBroken = onBroken;
    }

    /** As {@link Dispatcher#reportPlayerKeysTo}; any thread. */
    void reportPlayerKeysTo(LongConsumer sent) {
        playerKeySent = sent;
    }

    /** Presses a key if the action's pass is still valid. @throws DesktopException when the desktop refused */
    void press(RunningAction action, Key key, long now) {
        // Before it is tried: what a press that fails has done is not known, so it is released as well.
        action.nowDown(key, now);
        long at = gate.press(key, action.pass,
                sentAt -> bus.queue(sent(action.request, key, true, sentAt)));
        if (at == KeyGate.NOT_SENT) {
            // The gate closed between the look and the press, or another window has the focus: given up in the next round.
            action.nowUp(key);
            action.turnedAway = true;
            return;
        }
        action.pressedAt = at;
        if (action.isPlayers()) {
            playerKeySent.accept(action.request.dueNanos());
        }
        failuresInARow = 0;
        bus.deliver();
    }

    /** Presses again what an action had down when it stood still; the gate may deny it half-way. */
    void pressSuspended(RunningAction action, long now) {
        for (Key key : action.suspended()) {
            press(action, key, now);
            if (action.turnedAway) {
                return;
            }
        }
        action.forgetSuspended();
    }

    /** From now on what moves the pointer is left out. */
    void leaveOutMoves() {
        moves = false;
    }

    /** Moves the pointer if the action's pass is still valid; where nothing can, that is told once. */
    void move(RunningAction action, Stroke.Move to, long now) {
        if (!moves) {
            if (!toldOfMoves) {
                toldOfMoves = true;
                bus.post(new Event.Advice(now, "this desktop does not let Fermata move the pointer; what '"
                        + action.request.label() + "' and other takes move is left out"));
            }
            return;
        }
        action.turnedAway = !gate.move(to.x(), to.y(), action.pass);
        failuresInARow = action.turnedAway ? failuresInARow : 0;
    }

    /** Releases a key if the action has it down; sooner or later, if the desktop refuses. */
    void release(RunningAction action, Key key, long now) {
        if (!action.nowUp(key)) {
            return;
        }
        try {
            released(action.request, key);
        } catch (DesktopException e) {
            refused.put(key, action.request);
            retryAt = now + RETRY.toNanos();
            failed(e, now);
        }
    }

    /** Releases all that the action has down, newest first. */
    void releaseAll(RunningAction action, long now) {
        action.pressed().forEach(key -> release(action, key, now));
    }

    /** Tries again what was refused, if it is time. */
    void retryReleases(long now) {
        if (refused.isEmpty() || retryAt > now) {
            return;
        }
        for (Key key : List.copyOf(refused.keySet())) {
            try {
                released(refused.get(key), key);
                refused.remove(key);
            } catch (DesktopException e) {
                failed(e, now);
            }
        }
        retryAt = now + RETRY.toNanos();
    }

    /** When the next release is tried again; {@link Clock#NEVER} when none was refused. */
    long nextRetry() {
        return refused.isEmpty() ? Clock.NEVER : retryAt;
    }

    /** Tells of a refused injection. */
    void failed(DesktopException failure, long now) {
        bus.post(new Event.Failure(now, "injector", failure.getMessage()));
        if (++failuresInARow == Dispatcher.MOST_FAILURES) {
            // Counted anew: should the agent be started again, the same number stops it again.
            failuresInARow = 0;
            onBroken.run();
        }
    }

    private void released(ActionRequest of, Key key) {
        long at = gate.release(key);
        if (at != KeyGate.NOT_SENT) {
            failuresInARow = 0;
            bus.post(sent(of, key, false, at));
        }
    }

    private static Event sent(ActionRequest of, Key key, boolean down, long now) {
        return new Event.KeySent(now, key, down, of.origin(), of.lane(), of.label(), of.runsDuringHold());
    }
}
