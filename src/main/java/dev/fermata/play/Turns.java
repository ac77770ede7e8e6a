package dev.fermata.play;

import dev.fermata.model.Lane;

/**
 * Whose turn it is to press, the gap between two turns, and how long a managed key bars what is less urgent. The player's
 * keys need no turn. Dispatch thread only.
 */
final class Turns {
    /** What is pressing; nobody else but the player may press meanwhile. */
    private RunningAction turn;
    /** What had the turn last, by its number among all requests. */
    private long last = -1;
    /** Until then nothing below the emergency lane begins to press: a managed key waits for its pre-delay. */
    private long barredUntil;
    /** When the next one may press: the gap after the last one. */
    private long nextAt;
    /** When it might if the last one had ended in time. */
    private long nextDue;

    /** Nothing below the emergency lane begins to press until then. */
    void barUntil(long nanos) {
        barredUntil = Math.max(barredUntil, nanos);
    }

    /** Until when that is so. */
    long barredUntil() {
        return barredUntil;
    }

    /** Until when it is so for that one. */
    long barrier(RunningAction action) {
        return action.request.lane() == Lane.EMERGENCY ? 0 : barredUntil;
    }

    /** Whether that one has the turn. */
    boolean has(RunningAction action) {
        return turn == action;
    }

    /** Whether that one could have the turn, now or when the gap is over. */
    boolean isFreeFor(RunningAction action) {
        return turn == null || turn == action;
    }

    /** When that one may have the turn that is free for it. What is cut in two needs no gap to itself. */
    long nextFor(RunningAction action) {
        return action.isTake() && last == action.request.sequence() ? barrier(action) : Math.max(barrier(action), nextAt);
    }

    /** When that would be if all before it had ended in time. */
    long nextDueFor(RunningAction action) {
        return Math.max(barrier(action), nextDue);
    }

    /** That one has it. */
    void take(RunningAction action) {
        turn = action;
        last = action.request.sequence();
    }

    /** The gap begins. An exclusive action keeps its turn until it is over or stands still. */
    void end(RunningAction action, long now, long gapNanos) {
        if (turn == action && !action.request.isExclusive()) {
            turn = null;
        }
        nextAt = now + gapNanos;
        // One that was given up has no end in time that is still to come.
        nextDue = Math.min(now, action.due()) + gapNanos;
    }

    /** The same, and it has the turn no more. */
    void giveAway(RunningAction action, long now, long gapNanos) {
        end(action, now, gapNanos);
        turn = null;
    }
}
