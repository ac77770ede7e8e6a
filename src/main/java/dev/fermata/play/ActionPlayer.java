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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What is being played now, and whose turn it is to press: the dispatcher's inner half, used by the
 * dispatch thread only, but for the settings and the gate, which other threads change.
 *
 * <p>One action at a time has the turn, from its first press to its last release; the gap follows.
 * The player's keys need no turn.
 */
final class ActionPlayer implements Stepped {
    /** How long to wait before a refused release is tried again. */
    static final Duration RETRY = Duration.ofMillis(50);
    /** {@code values()} makes a copy with every call. */
    private static final Lane[] LANES = Lane.values();

    private final Bus bus;
    private final InputQueue queue;
    private final KeyGate outlet;
    private final Runnable onBroken;

    private volatile LongConsumer playerKeySent = dueNanos -> { };
    private volatile DispatchSettings settings;
    private volatile Gate gate = Gate.CLOSED;
    private volatile String closedBecause = "not started";

    private final List<RunningAction> playbacks = new ArrayList<>();
    /** The same in the order of their turns; kept from round to round to save making it anew. */
    private final List<RunningAction> ordered = new ArrayList<>();
    private final List<ActionRequest> preDelays = new ArrayList<>();
    /** Keys the desktop would not release, with the action that had pressed them last. */
    private final Map<Key, ActionRequest> retryRelease = new EnumMap<>(Key.class);
    private long retryAt;
    /** The playback that is pressing; nobody else but the player may press meanwhile. */
    private RunningAction turn;
    private long nextTurnAt;
    private int failuresInARow;

    ActionPlayer(Bus bus, InputQueue queue, KeyGate outlet, DispatchSettings settings, Runnable onBroken) {
        this.bus = bus;
        this.queue = queue;
        this.outlet = outlet;
        this.settings = settings;
        this.onBroken = onBroken;
    }

    /** Changes how actions taken from now on are played; any thread. */
    void configure(DispatchSettings newSettings) {
        settings = newSettings;
    }

    /** As {@link Dispatcher#reportPlayerKeysTo}; any thread. */
    void reportPlayerKeysTo(LongConsumer sent) {
        playerKeySent = sent;
    }

    /** Says what may play from now on; any thread. The outlet and the queue have been told before. */
    void gate(Gate newGate, String because) {
        if (newGate == Gate.CLOSED) {
            closedBecause = because;
        }
        gate = newGate;
    }

    @Override
    public long step(long now) {
        retryReleases(now);
        boolean progressed;
        do {
            take(now);
            progressed = false;
            order(now);
            for (int i = 0; i < ordered.size(); i++) {
                RunningAction each = ordered.get(i);
                // As far as it gets, so that a press is over before anybody else asks for the turn.
                while (playbacks.contains(each) && advance(each, now)) {
                    progressed = true;
                }
            }
        } while (progressed);
        return nextDeadline(now);
    }

    // Taking from the queue

    private void take(long now) {
        if (!preDelays.isEmpty()) {
            preDelays.removeIf(delay -> endOf(delay) <= now);
        }
        if (queue.isEmpty()) {
            return;
        }
        // Keys first: a key and its delay are queued in one step, so the delay of a key that is taken is
        // taken at the latest behind it. One that comes in between finds its key in the next step.
        Optional<ActionRequest> players;
        while ((players = queue.takeFirst(Lane.HIGH, ActionPlayer::isPlayers)).isPresent()) {
            begin(players.get());
        }
        Optional<ActionRequest> delay;
        while ((delay = queue.takeFirst(Lane.EMERGENCY, ActionPlayer::isPlayers)).isPresent()) {
            queue.countPlayed(delay.get());
            if (endOf(delay.get()) > now) {
                preDelays.add(delay.get());
            }
        }
        for (Lane lane : LANES) {
            boolean keptBack = lane != Lane.EMERGENCY && !preDelays.isEmpty();
            if (!keptBack && !isOccupied(lane)) {
                queue.takeFirst(lane, each -> !isPlayers(each) && mayPlay(each)).ifPresent(this::begin);
            }
        }
    }

    private void begin(ActionRequest request) {
        List<Step> steps = Step.of(request.action(), settings.press().toNanos());
        playbacks.add(new RunningAction(request, steps, outlet.passFor(request)));
    }

    /** Whether nothing that a drain waits for is being played any more. */
    boolean isDrained() {
        return playbacks.stream().noneMatch(each -> each.begun && !each.isPlayers());
    }

    private boolean mayPlay(ActionRequest request) {
        return gate.lets(request);
    }

    private boolean isOccupied(Lane lane) {
        for (RunningAction each : playbacks) {
            if (each.request.lane() == lane && !each.sharesLane() && mayPlay(each.request)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the player's: in the high lane a key, in the emergency lane a key's delay. */
    private static boolean isPlayers(ActionRequest request) {
        return request.origin() == Origin.PLAYER;
    }

    private static long endOf(ActionRequest preDelay) {
        return preDelay.submittedNanos() + ((Action.Delay) preDelay.action()).length().toNanos();
    }

    // Playing

    /** Puts what is being played into {@link #ordered}, the most urgent first. */
    private void order(long now) {
        ordered.clear();
        for (int i = 0; i < playbacks.size(); i++) {
            ordered.add(playbacks.get(i));
        }
        if (ordered.size() > 1) {
            long limit = settings.starvationLimit().toNanos();
            ordered.sort(Comparator.comparing((RunningAction each) -> each.effectiveLane(now, limit))
                    .thenComparingLong(each -> each.request.sequence()));
        }
    }

    /** Does the next step of a playback if it may be done now. Answers whether anything changed. */
    private boolean advance(RunningAction playback, long now) {
        if (playback.isPlayers()) {
            if (outlet.hasClosedSince(playback.pass)) {
                playback.pass = outlet.passFor(playback.request);
                playback.request.letGo();
                if (playback.step() instanceof Step.AwaitLetGo) {
                    // Down before the stop: up at once. Still to come: a tap, for the game never got it.
                    return finish(playback, now);
                }
            }
        } else if (!outlet.admits(playback.pass)) {
            return giveUp(playback, now);
        } else if (gate == Gate.DRAINING && playback.step() instanceof Step.AwaitLetGo) {
            playback.request.letGo();
        }
        Step step = playback.step();
        if (step == null && playback.readyAt <= now) {
            return finish(playback, now);
        }
        if (isSuspended(playback)) {
            return suspend(playback, now);
        }
        if (step == null || deadline(playback) > now) {
            return false;
        }
        try {
            for (Key key : playback.takeSuspended()) {
                press(playback, key, now);
            }
            perform(playback, step, now);
        } catch (DesktopException e) {
            fail(playback, e, now);
        }
        return true;
    }

    /** When its next step may be done, as far as that is known; {@link Clock#NEVER} if others must move first. */
    private long deadline(RunningAction playback) {
        Step step = playback.step();
        if (step == null) {
            return playback.readyAt;
        }
        if (isSuspended(playback)) {
            return Clock.NEVER;
        }
        if (step instanceof Step.Begin) {
            return Math.max(playback.readyAt, turnFor(playback));
        }
        if (step instanceof Step.AwaitLetGo await) {
            return playback.request.isLetGo() ? playback.pressedAt + await.atLeastNanos() : Clock.NEVER;
        }
        return playback.readyAt;
    }

    private long turnFor(RunningAction playback) {
        if (playback.isPlayers()) {
            // Its own time, whatever has become of its delay: never early (G2).
            return playback.request.dueNanos();
        }
        long barred = 0;
        if (playback.request.lane() != Lane.EMERGENCY) {
            for (ActionRequest delay : preDelays) {
                barred = Math.max(barred, endOf(delay));
            }
        }
        boolean finishes = gate == Gate.DRAINING && playback.begun;
        if (turn != null || !finishes && !mayPlay(playback.request)) {
            return Clock.NEVER;
        }
        return Math.max(barred, nextTurnAt);
    }

    private void perform(RunningAction playback, Step step, long now) {
        if (step instanceof Step.Begin) {
            takeTurn(playback, now);
        } else if (step instanceof Step.Down down) {
            press(playback, down.key(), now);
        } else if (step instanceof Step.Up up) {
            release(playback, up.key(), now);
        } else if (step instanceof Step.End) {
            endTurn(playback, now);
        }
        playback.next();
        if (step instanceof Step.Press press) {
            playback.waitUntil(now + press.nanos());
        } else if (step instanceof Step.Wait wait) {
            playback.waitUntil(now + wait.nanos());
        }
    }

    /** A client's sequence stands still during a hold, once a tap in progress is over. */
    private boolean isSuspended(RunningAction playback) {
        boolean held = gate == Gate.HELD || gate == Gate.SILENT;
        return playback.request.origin() == Origin.API && held && turn != playback;
    }

    private boolean suspend(RunningAction playback, long now) {
        List<Key> pressed = playback.suspend();
        for (Key key : pressed) {
            release(playback, key, now);
        }
        return !pressed.isEmpty();
    }

    private void takeTurn(RunningAction playback, long now) {
        if (!playback.begun) {
            playback.begun = true;
            queue.countStarted(playback.request, now - playback.request.submittedNanos());
        }
        if (!playback.isPlayers()) {
            turn = playback;
        }
    }

    private void endTurn(RunningAction playback, long now) {
        if (turn == playback) {
            turn = null;
        }
        nextTurnAt = now + settings.gap().toNanos();
    }

    private void press(RunningAction playback, Key key, long now) {
        playback.nowDown(key);
        playback.pressedAt = now;
        long at = outlet.press(key, playback.pass, sentAt -> bus.queue(sent(playback.request, key, true, sentAt)));
        if (at != KeyGate.NOT_SENT) {
            if (playback.isPlayers()) {
                playerKeySent.accept(playback.request.dueNanos());
            }
            failuresInARow = 0;
            bus.deliver();
        } else {
            // The door closed between the look and the press: given up in the next round.
            playback.nowUp(key);
        }
    }

    private void release(RunningAction playback, Key key, long now) {
        if (!playback.nowUp(key)) {
            return;
        }
        try {
            long at = outlet.release(key);
            if (at != KeyGate.NOT_SENT) {
                failuresInARow = 0;
                bus.post(sent(playback.request, key, false, at));
            }
        } catch (DesktopException e) {
            retryRelease.put(key, playback.request);
            retryAt = now + RETRY.toNanos();
            report(e, now);
        }
    }

    // Ends of a playback

    private boolean finish(RunningAction playback, long now) {
        remove(playback, now);
        queue.countPlayed(playback.request);
        bus.post(new Event.ActionPlayed(now, playback.request.label(), playback.request.origin(),
                playback.request.lane(), now - playback.request.submittedNanos()));
        return true;
    }

    private boolean giveUp(RunningAction playback, long now) {
        boolean closed = outlet.hasClosedSince(playback.pass);
        if (!playback.begun && !closed && playback.request.survivesHolds(settings)) {
            boolean over = mayPlay(playback.request);
            if (over) {
                playback.pass = outlet.passFor(playback.request);
            }
            return over;
        }
        if (playback.step() instanceof Step.AwaitLetGo) {
            return finish(playback, now);
        }
        remove(playback, now);
        queue.countDropped(playback.request);
        bus.post(dropped(playback.request, closed ? closedBecause : Dispatcher.HELD, now));
        return true;
    }

    private void fail(RunningAction playback, DesktopException failure, long now) {
        remove(playback, now);
        queue.countFailed(playback.request);
        bus.post(dropped(playback.request, Dispatcher.FAILED, now));
        report(failure, now);
    }

    private void remove(RunningAction playback, long now) {
        playbacks.remove(playback);
        if (turn == playback) {
            endTurn(playback, now);
        }
        for (Key key : playback.pressed()) {
            release(playback, key, now);
        }
    }

    private void retryReleases(long now) {
        if (retryRelease.isEmpty() || retryAt > now) {
            return;
        }
        for (Key key : EnumSet.copyOf(retryRelease.keySet())) {
            try {
                long at = outlet.release(key);
                ActionRequest of = retryRelease.remove(key);
                failuresInARow = 0;
                if (at != KeyGate.NOT_SENT) {
                    bus.post(sent(of, key, false, at));
                }
            } catch (DesktopException e) {
                report(e, now);
            }
        }
        retryAt = now + RETRY.toNanos();
    }

    private void report(DesktopException failure, long now) {
        bus.post(new Event.Failure(now, "injector", failure.getMessage()));
        if (++failuresInARow == Dispatcher.MOST_FAILURES) {
            // Counted anew: should the agent be started again, the same number stops it again.
            failuresInARow = 0;
            onBroken.run();
        }
    }

    private long nextDeadline(long now) {
        long next = retryRelease.isEmpty() ? Clock.NEVER : retryAt;
        for (int i = 0; i < preDelays.size(); i++) {
            next = Math.min(next, endOf(preDelays.get(i)));
        }
        for (int i = 0; i < playbacks.size(); i++) {
            RunningAction each = playbacks.get(i);
            // What a hold keeps waits for the gate, whatever its own next step waits for.
            if (each.isPlayers() || outlet.admits(each.pass)) {
                next = Math.min(next, deadline(each));
            }
        }
        return Math.max(now, next);
    }

    private static Event sent(ActionRequest of, Key key, boolean down, long now) {
        return new Event.KeySent(now, key, down, of.origin(), of.lane(), of.label(), of.runsDuringHold());
    }

    /** The event for an accepted action that is given up. */
    static Event dropped(ActionRequest of, String reason, long now) {
        return new Event.ActionDropped(now, of.label(), of.origin(), of.lane(), reason);
    }
}
