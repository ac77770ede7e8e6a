package dev.fermata.play;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
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
    private final Turns turns = new Turns();
    /** Made with the first take. */
    private TakePlayer takes;

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
            turns.barUntil(delay.get().dueNanos());
        }
        for (Lane lane : LANES) {
            boolean barred = lane != Lane.EMERGENCY && now < turns.barredUntil();
            if (!barred && !running.occupy(lane, gate.state())) {
                queue.takeFirst(lane, each -> !each.isPlayers() && mayPlay(each)).ifPresent(each -> begin(each, now));
            }
        }
    }

    private void begin(ActionRequest request, long due) {
        if (takes == null && request.action() instanceof Action.Take) {
            takes = new TakePlayer(gate, keys, turns);
        }
        List<Step> steps = Step.of(request.action(), settings.get().press().toNanos());
        GatePass pass = request.isPlayers() ? request.pass() : gate.passFor(request);
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
        } else if (action.isTake() ? takes.isCutOff(action) : action.turnedAway || !gate.admits(action.pass)) {
            return giveUp(action, now);
        }
        Step step = action.step();
        if (step == null && action.readyAt() <= now) {
            return finish(action, now);
        }
        if (action.isTake() && takes.mustStop(action, now)) {
            takes.stop(action, now, gap());
            return true;
        }
        if (isSuspended(action)) {
            return suspend(action, now);
        }
        if (step == null || deadline(action) > now) {
            return false;
        }
        try {
            if (action.isStopped()) {
                takes.goOn(action, turns.nextFor(action), now);
            } else {
                keys.pressSuspended(action, now);
                perform(action, step, now);
            }
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
        if (action.isStopped()) {
            return TakePlayer.mayGoOnAt(action, turnFor(action));
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
        return turns.isFreeFor(action) ? turns.nextFor(action) : Clock.NEVER;
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
            turns.end(action, now, gap());
        } else if (step instanceof Step.TakeStroke timed) {
            takes.play(action, timed.stroke(), now);
            if (action.turnedAway) {
                return;
            }
        } else if (step instanceof Step.TakeEnd) {
            keys.releaseAll(action, now);
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
        return action.request.origin() == Origin.API && !action.isTake() && held && !turns.has(action);
    }

    private boolean suspend(RunningAction action, long now) {
        action.waitedForGate = true;
        List<Key> pressed = action.suspend();
        pressed.forEach(key -> keys.release(action, key, now));
        return !pressed.isEmpty();
    }

    private void takeTurn(RunningAction action, long now) {
        if (!action.begun) {
            action.begun = true;
            queue.started(action.request, now);
        }
        if (action.isTake()) {
            takes.begin(action);
            turns.take(action);
        } else if (!action.isPlayers()) {
            turns.take(action);
            action.dueAtTheEarliest(turns.nextDueFor(action));
        }
    }

    private long gap() {
        return settings.get().gap().toNanos();
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
        if (turns.has(action)) {
            turns.giveAway(action, now, gap());
        }
        keys.releaseAll(action, now);
    }

    private long nextDeadline(long now) {
        long next = keys.nextRetry();
        if (turns.barredUntil() > now) {
            next = Math.min(next, turns.barredUntil());
        }
        for (int i = 0; i < running.size(); i++) {
            RunningAction each = running.get(i);
            // What a hold keeps waits for the gate, whatever its own next step waits for.
            if (each.isPlayers() || each.isTake() || gate.admits(each.pass)) {
                next = Math.min(next, deadline(each));
            }
        }
        return Math.max(now, next);
    }
}
