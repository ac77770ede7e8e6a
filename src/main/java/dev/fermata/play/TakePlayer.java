package dev.fermata.play;

import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.model.Stroke;
import dev.fermata.time.Clock;
import java.time.Duration;

/**
 * Plays what is particular to takes: each stroke at its own time, and standing still at an exact place while a hold is
 * on, whoever asked for it. Dispatch thread only.
 */
final class TakePlayer {
    /** A stroke that the desktop does not want just now, for another window has the focus, is tried again so soon. */
    static final Duration RETRY = Duration.ofMillis(10);

    private final KeyGate gate;
    private final KeySender keys;
    private final Turns turns;

    TakePlayer(KeyGate gate, KeySender keys, Turns turns) {
        this.gate = gate;
        this.keys = keys;
        this.turns = turns;
    }

    /** Begins its time. */
    void begin(RunningAction take) {
        take.pass = gate.renewed(take.pass);
        take.startAt(Math.max(take.due(), turns.nextFor(take)));
    }

    /** Whether it is over because of what the gate says. One that has begun outlasts a hold, but for a viewer's. */
    boolean isCutOff(RunningAction take) {
        Origin origin = take.request.origin();
        boolean outlasts = take.begun ? origin.goesOnAfterHold() : !origin.endsWithHold();
        return outlasts ? gate.hasClosedSince(take.pass) : !gate.admits(take.pass);
    }

    /** Whether it has to stand still now and does not do so yet. */
    boolean mustStop(RunningAction take, long now) {
        return take.begun && !take.isStopped()
                && (take.turnedAway || turns.barrier(take) > now || !gate.admits(take.pass));
    }

    /** Has it stand still from when it had to: what it has down comes up. */
    void stop(RunningAction take, long now, long gapNanos) {
        boolean held = !gate.admits(take.pass);
        long since = held ? Math.min(now, gate.cutSince(take.pass)) : now;
        take.stopAt(since, take.turnedAway && !held ? now + RETRY.toNanos() : since);
        take.turnedAway = false;
        for (Key key : take.suspend()) {
            keys.release(take, key, now);
        }
        if (turns.has(take)) {
            turns.giveAway(take, now, gapNanos);
        }
    }

    /** Has it go on where it stood still, with what it had down. @param turnAt since when it might have the turn */
    void goOn(RunningAction take, long turnAt, long now) {
        take.pass = gate.renewed(take.pass);
        take.goOnAt(Math.max(turnAt, gate.changedAt()));
        turns.take(take);
        keys.pressSuspended(take, now);
    }

    /** When one that stands still may go on; {@link Clock#NEVER} while others must move first. */
    static long mayGoOnAt(RunningAction take, long turnAt) {
        return turnAt == Clock.NEVER ? Clock.NEVER : Math.max(turnAt, take.stoppedUntil());
    }

    /** Does a stroke. The gate may deny it: then it is still to be done. */
    void play(RunningAction take, Stroke stroke, long now) {
        if (stroke instanceof Stroke.Down down) {
            keys.press(take, down.key(), now);
            if (!take.turnedAway) {
                take.firstSentAt(take.pressedAt);
            }
        } else if (stroke instanceof Stroke.Up up) {
            keys.release(take, up.key(), now);
        } else if (stroke instanceof Stroke.Move move) {
            keys.move(take, move, now);
        } else if (stroke instanceof Stroke.Wheel wheel) {
            turn(take, wheel, now);
        }
    }

    private void turn(RunningAction take, Stroke.Wheel wheel, long now) {
        for (; take.clicks < Math.abs(wheel.steps()) && !take.turnedAway; take.clicks++) {
            keys.press(take, wheel.key(), now);
            if (take.turnedAway) {
                return;
            }
            keys.release(take, wheel.key(), now);
        }
    }
}
