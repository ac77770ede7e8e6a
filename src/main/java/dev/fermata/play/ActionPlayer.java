package dev.fermata.play;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.platform.DesktopException;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes actions from the queue and plays them, step by step. One action at a time has the turn, for a tap and the gap
 * after it; an exclusive one has it from its first press to its end. The player's keys need no turn. Dispatch thread only.
 */
final class ActionPlayer implements Stepped {
    /** {@code values()} makes a copy with every call. */
    private static final Lane[] LANES = Lane.values();

    private final Bus bus;
    private final InputQueue queue;
    private final KeyGate gate;
    private final KeySender keys;
    private final Supplier<DispatchSettings> settings;

    private final RunningActions running = new RunningActions();
    /** Until then nothing below the emergency lane begins to press: a managed key waits for its pre-delay. */
    private long barredUntil;
    /** What is pressing; nobody else but the player may press meanwhile. */
    private RunningAction turn;
    /** When the next one may press: the gap after the last one. */
    private long nextTurnAt;
    /** When it might if the last one had ended in time. */
    private long nextTurnDue;

    ActionPlayer(Bus bus, InputQueue queue, KeyGate gate, KeySender keys, Supplier<DispatchSettings> settings) {
        this.bus = bus;
        this.queue = queue;
        this.gate = gate;
        this.keys = keys;
        this.settings = settings;
    }

    @Override
    public long step(long now) {
        keys.retryReleases(now);
        boolean progressed;
        do {
            take(now);
            progressed = false;
            List<RunningAction> ordered = running.mostUrgentFirst(now, settings.get().starvationLimit().toNanos());
            for (int i = 0; i < ordered.size(); i++) {
                RunningAction each = ordered.get(i);
                // As far as it gets, so that a press is over before anybody else asks for the turn.
                while (running.contains(each) && advance(each, now)) {
                    progressed = true;
                }
            }
        } while (progressed);
        return nextDeadline(now);
    }

    /** Whether nothing that a drain waits for is being played any more. */
    boolean isDrained() {
        return running.areDrained();
    }

    // Taking from the queue

    private void take(long now) {
        if (queue.isEmpty()) {
            return;
        }
        // The player's in the high lane are keys, those in the emergency lane their delays. Keys first:
        // a key and its delay are queued in one step, so the delay of a key that is taken is taken at the latest
        // behind it. One that comes in between finds its key in the next step.
        Optional<ActionRequest> key;
        while ((key = queue.takeFirst(Lane.HIGH, ActionRequest::isPlayers)).isPresent()) {
            begin(key.get(), key.get().dueNanos());
        }
        Optional<ActionRequest> delay;
        while ((delay = queue.takeFirst(Lane.EMERGENCY, ActionRequest::isPlayers)).isPresent()) {
            queue.played(delay.get(), now);
            barredUntil = Math.max(barredUntil, delay.get().dueNanos());
        }
        for (Lane lane : LANES) {
            boolean barred = lane != Lane.EMERGENCY && now < barredUntil;
            if (!barred && !running.occupy(lane, gate.state())) {
                queue.takeFirst(lane, each -> !each.isPlayers() && mayPlay(each)).ifPresent(each -> begin(each, now));
            }
        }
    }

    private void begin(ActionRequest request, long due) {
        List<Step> steps = Step.of(request.action(), settings.get().press().toNanos());
        KeyGate.Pass pass = request.isPlayers() ? request.pass() : gate.passFor(request);
        running.add(new RunningAction(request, steps, pass, due));
    }

    private boolean mayPlay(ActionRequest request) {
        return gate.state().lets(request);
    }

    /** Does the next step of an action if it may be done now. Returns whether anything changed. */
    private boolean advance(RunningAction action, long now) {
        if (action.isPlayers()) {
            if (gate.hasClosedSince(action.pass)) {
                action.pass = gate.passForPlayer();
                action.request.letGo();
                if (action.step() instanceof Step.AwaitLetGo) {
                    // Down before the stop: up at once. Still to come: a tap, for the game never got it.
                    return finish(action, now);
                }
            }
        } else if (action.turnedAway || !gate.admits(action.pass)) {
            return giveUp(action, now);
        }
        Step step = action.step();
        if (step == null && action.readyAt() <= now) {
            return finish(action, now);
        }
        if (isSuspended(action)) {
            return suspend(action, now);
        }
        if (step == null || deadline(action) > now) {
            return false;
        }
        try {
            for (Key key : action.takeSuspended()) {
                keys.press(action, key, now);
            }
            perform(action, step, now);
        } catch (DesktopException e) {
            fail(action, e, now);
        }
        return true;
    }

    /** When its next step may be done, as far as that is known; {@link Clock#NEVER} if others must move first. */
    private long deadline(RunningAction action) {
        Step step = action.step();
        if (step == null) {
            return action.readyAt();
        }
        if (isSuspended(action)) {
            return Clock.NEVER;
        }
        if (step instanceof Step.Begin && !action.isPlayers()) {
            return Math.max(action.readyAt(), turnFor(action));
        }
        if (step instanceof Step.AwaitLetGo await) {
            return action.request.isLetGo() ? action.pressedAt + await.atLeastNanos() : Clock.NEVER;
        }
        return action.readyAt();
    }

    private long turnFor(RunningAction action) {
        boolean finishes = gate.state() == GateState.DRAINING && action.begun;
        if (!finishes && !mayPlay(action.request)) {
            action.waitedForGate = true;
            return Clock.NEVER;
        }
        return turn == null || turn == action ? Math.max(barrier(action), nextTurnAt) : Clock.NEVER;
    }

    private long barrier(RunningAction action) {
        return action.request.lane() == Lane.EMERGENCY ? 0 : barredUntil;
    }

    private void perform(RunningAction action, Step step, long now) {
        if (action.waitedForGate) {
            action.waitedForGate = false;
            action.dueAtTheEarliest(gate.changedAt());
        }
        if (step instanceof Step.Begin) {
            takeTurn(action, now);
        }
        action.forgetStandstill(now);
        if (step instanceof Step.Down down) {
            keys.press(action, down.key(), now);
        } else if (step instanceof Step.Up up) {
            keys.release(action, up.key(), now);
        } else if (step instanceof Step.End) {
            endTurn(action, now);
        }
        action.next();
        if (step instanceof Step.KeepDown keep) {
            action.keepDown(keep.nanos());
        } else if (step instanceof Step.Wait wait) {
            action.letPass(wait.nanos());
        }
    }

    /** A client's sequence stands still during a hold, once a tap in progress is over. */
    private boolean isSuspended(RunningAction action) {
        GateState state = gate.state();
        boolean held = state == GateState.HELD || state == GateState.SILENT;
        return action.request.origin() == Origin.API && held && turn != action;
    }

    private boolean suspend(RunningAction action, long now) {
        action.waitedForGate = true;
        List<Key> pressed = action.suspend();
        for (Key key : pressed) {
            keys.release(action, key, now);
        }
        return !pressed.isEmpty();
    }

    private void takeTurn(RunningAction action, long now) {
        if (!action.begun) {
            action.begun = true;
            queue.started(action.request, now);
        }
        if (!action.isPlayers()) {
            turn = action;
            action.dueAtTheEarliest(Math.max(barrier(action), nextTurnDue));
        }
    }

    /** The gap begins. An exclusive action keeps its turn until it is {@linkplain #remove removed}. */
    private void endTurn(RunningAction action, long now) {
        if (turn == action && !action.request.isExclusive()) {
            turn = null;
        }
        long gap = settings.get().gap().toNanos();
        nextTurnAt = now + gap;
        // One that was given up has no end in time that is still to come.
        nextTurnDue = Math.min(now, action.due()) + gap;
    }

    private boolean finish(RunningAction action, long now) {
        remove(action, now);
        queue.played(action.request, now);
        bus.post(new Event.ActionPlayed(now, action.request.label(), action.request.origin(),
                action.request.lane(), now - action.request.submittedNanos()));
        return true;
    }

    private boolean giveUp(RunningAction action, long now) {
        boolean closed = gate.hasClosedSince(action.pass);
        if (!action.begun && !action.turnedAway && !closed && action.request.survivesHolds(settings.get())) {
            action.waitedForGate = true;
            boolean over = mayPlay(action.request);
            if (over) {
                action.pass = gate.passFor(action.request);
            }
            return over;
        }
        if (action.step() instanceof Step.AwaitLetGo) {
            return finish(action, now);
        }
        remove(action, now);
        queue.dropped(action.request, now);
        bus.post(action.request.dropped(closed ? gate.closedBecause() : Dispatcher.HELD, now));
        if (action.turnedAway) {
            action.request.refused();
        }
        return true;
    }

    private void fail(RunningAction action, DesktopException failure, long now) {
        remove(action, now);
        queue.failed(action.request, now);
        bus.post(action.request.dropped(Dispatcher.FAILED, now));
        action.request.refused();
        keys.failed(failure, now);
    }

    private void remove(RunningAction action, long now) {
        running.remove(action);
        if (turn == action) {
            endTurn(action, now);
            turn = null;
        }
        for (Key key : action.pressed()) {
            keys.release(action, key, now);
        }
    }

    private long nextDeadline(long now) {
        long next = keys.nextRetry();
        if (barredUntil > now) {
            next = Math.min(next, barredUntil);
        }
        for (int i = 0; i < running.size(); i++) {
            RunningAction each = running.get(i);
            // What a hold keeps waits for the gate, whatever its own next step waits for.
            if (each.isPlayers() || gate.admits(each.pass)) {
                next = Math.min(next, deadline(each));
            }
        }
        return Math.max(now, next);
    }
}
