package dev.fermata.play;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.platform.PressGuard;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Plays the queued actions: most urgent lane first, one action pressing at a time, with the gap
 * between them. A wait inside a sequence keeps back only its own lane; the player's pre-delay keeps
 * back everything below the emergency lane.
 *
 * <p>Guarantees: when {@link #hold} has returned no skill presses anything until {@link #resume},
 * unless it runs during holds, and none at all after {@link #silence} (G1); the player's keys pass every
 * hold, gap and full lane (G2); whatever an action pressed is released when it ends or is given up (G4);
 * every action accepted is told about once more: played, dropped or failed (G7).
 *
 * <p>Passive: {@link #step} is called by one thread, which alone plays and injects. Everything else
 * may be called from any thread.
 */
public final class Dispatcher implements Stepped {
    /** After so many refused injections in a row the desktop counts as broken. */
    public static final int MOST_FAILURES = 10;
    /** The reason given for what a hold drops. */
    static final String HELD = "held";
    /** The reason given for what waited too long for the end of a hold. */
    public static final String EXPIRED = "waited too long";
    /** The reason given for what the desktop refused. */
    public static final String FAILED = "injection failed";

    private final Clock clock;
    private final Bus bus;
    private final InputQueue queue;
    private final PressedKeys pressed;
    private final KeyGate gate;
    private final KeySender keys;
    private final ActionPlayer player;
    private final Runnable wake;

    private volatile DispatchSettings settings = DispatchSettings.DEFAULTS;
    /** What other threads took out of the queue, to be told about by the dispatch thread. */
    private final Queue<Event> pending = new ConcurrentLinkedQueue<>();

    /**
     * @param echoes told of every injection before it happens
     * @param buffer bounds on what clients have waiting
     * @param wake makes the stepping thread call {@link #step} soon
     * @param onBroken called once, on the stepping thread, after {@link #MOST_FAILURES} refused
     *                 injections in a row
     */
    public Dispatcher(Clock clock, Bus bus, Injector injector, EchoFilter echoes,
            BufferLimits buffer, Runnable wake, Runnable onBroken) {
        this.clock = clock;
        this.bus = bus;
        this.pressed = new PressedKeys(injector, echoes, clock);
        this.gate = new KeyGate(pressed, clock);
        this.queue = new InputQueue(gate, () -> settings, buffer);
        this.keys = new KeySender(bus, gate, onBroken);
        this.player = new ActionPlayer(bus, queue, gate, keys, () -> settings);
        this.wake = wake;
    }

    /** Changes the bounds on what clients have waiting. Any thread. */
    public void limit(BufferLimits limits) {
        queue.limit(limits);
        wake.run();
    }

    /** Changes how actions are sent; concerns actions taken from now on. */
    public void configure(DispatchSettings newSettings) {
        settings = newSettings;
    }

    /**
     * Has every managed key reported right after it was sent.
     *
     * @param sent told when the key was due: when it went down plus its pre-delay. Called on the
     *             stepping thread; must not block or throw
     */
    public void reportPlayerKeysTo(LongConsumer sent) {
        keys.reportPlayerKeysTo(sent);
    }

    /** Says that this desktop does not move the pointer: takes leave that out from now on. */
    public void leaveOutMoves() {
        keys.leaveOutMoves();
    }

    /**
     * Guards each press from now on, but those of the player's keys; null for no guard. An action whose press is denied
     * is given up. The guard is asked on the stepping thread with the key gate's lock, so it takes no lock that is kept
     * while the gate changes.
     */
    public void guardBy(PressGuard guard) {
        gate.guardBy(guard);
    }

    /** As {@link #offer}. Returns whether it was accepted. */
    public boolean submit(ActionRequest request) {
        return offer(request).isEmpty();
    }

    /** Accepts an action, or tells on the bus why not. Returns why not. */
    public Optional<InputQueue.Refusal> offer(ActionRequest request) {
        long now = clock.nanos();
        Optional<InputQueue.Refusal> refusal = queue.offer(request, now);
        refusal.ifPresent(reason -> {
            request.refused(reason);
            bus.post(rejected(request, reason, now));
        });
        wake.run();
        if (refusal.isPresent() && refusal.get() == InputQueue.Refusal.LANE_FULL) {
            request.refused();
        }
        return refusal;
    }

    /**
     * Accepts a managed key the player pressed: a delay at the head of the emergency lane, the key
     * in the high lane, both counting from {@code downNanos}. It stays down until {@link #letGo}.
     *
     * @return the handle to let go with
     */
    public ActionRequest submitPlayerKey(Key sent, String label, Duration preDelay, long downNanos) {
        ActionRequest delay = ActionRequest.player(label, new Action.Delay(preDelay), Lane.EMERGENCY);
        ActionRequest key = ActionRequest.player(label, new Action.KeepDown(sent), Lane.HIGH);
        delay.dueAt(downNanos + preDelay.toNanos());
        key.dueAt(delay.dueNanos());
        key.submittedWith(gate.passForPlayer());
        queue.offerPlayerKey(delay, key, downNanos)
                .ifPresent(reason -> bus.post(rejected(key, reason, downNanos)));
        wake.run();
        return key;
    }

    /** Ends an {@link Action.KeepDown}: it is released, but never before the press length has passed. */
    public void letGo(ActionRequest request) {
        request.letGo();
        wake.run();
    }

    /** Silences skills but those that run during holds: none presses anything once this has returned. */
    public void hold() {
        narrow(GateState.HELD);
    }

    /** Silences every skill: none presses anything once this has returned. */
    public void silence() {
        narrow(GateState.SILENT);
    }

    private void narrow(GateState to) {
        gate.change(to, HELD);
        dropSilenced(to);
        wake.run();
    }

    /**
     * Lets what has begun finish and begins nothing more; then, or when the time is up, it is as after
     * {@link #silence}. A resume, hold or close that comes before that takes its place.
     *
     * @return completed when skills are silent, or when something else took its place
     */
    public CompletableFuture<Void> drain(Duration atMost) {
        CompletableFuture<Void> end = gate.drain(atMost);
        dropSilenced(GateState.DRAINING);
        wake.run();
        return end;
    }

    /** Completed when the drain under way is over; at once when there is none. */
    public CompletableFuture<Void> drained() {
        return gate.drained();
    }

    /** Whether a drain is under way. */
    public boolean isDraining() {
        return gate.state() == GateState.DRAINING;
    }

    /** Ends a hold, or starts after {@link #close}. */
    public void resume() {
        gate.change(GateState.OPEN, "");
        wake.run();
    }

    /** Gives everything up; nothing but the player's keys is accepted until {@link #resume}. */
    public void close(String because) {
        gate.change(GateState.CLOSED, because);
        dropQueued(each -> each.origin() != Origin.PLAYER, because);
        wake.run();
    }

    /**
     * Releases every key that is down by our doing, at once and on the calling thread: the last act
     * before the process ends.
     *
     * @return the keys the desktop would not release
     */
    public List<Key> releaseEverything() {
        return gate.releaseAll();
    }

    /** An estimate of what the waiting actions and the lanes' figures occupy. */
    public long estimatedBytes() {
        return queue.estimatedBytes();
    }

    /** Figures of every lane, most urgent first. */
    public List<LaneStats> stats() {
        return queue.stats();
    }

    /** How many actions of clients wait. */
    public int buffered() {
        return queue.buffered();
    }

    /** The keys that are down by our doing. */
    public List<Key> down() {
        return pressed.down();
    }

    /** Whether that key is down by our doing. Lock-free. */
    public boolean isDown(Key key) {
        return pressed.isDown(key);
    }

    /** How many presses the desktop has taken; a working hook hears each. Lock-free. */
    public long pressesSent() {
        return pressed.pressesSent();
    }

    @Override
    public long step(long nowNanos) {
        Event event;
        while ((event = pending.poll()) != null) {
            bus.post(event);
        }
        if (queue.nextExpiry() <= nowNanos) {
            dropExpired(nowNanos);
        }
        long next = Math.min(player.step(nowNanos), queue.nextExpiry());
        if (!isDraining()) {
            return next;
        }
        if (gate.endDrain(player.isDrained(), nowNanos, at -> bus.queue(new Event.Silenced(at)))) {
            bus.deliver();
            return nowNanos;
        }
        return Math.min(next, gate.drainUntil());
    }

    private void dropExpired(long now) {
        for (ActionRequest each : queue.removeExpired(now)) {
            queue.dropped(each, now);
            bus.post(each.dropped(EXPIRED, now));
        }
    }

    private void dropSilenced(GateState by) {
        dropQueued(each -> each.origin().endsWithHold() && !by.lets(each) && !each.survivesHolds(settings), HELD);
    }

    private void dropQueued(Predicate<ActionRequest> which, String because) {
        long now = clock.nanos();
        for (ActionRequest each : queue.removeIf(which)) {
            queue.dropped(each, now);
            pending.add(each.dropped(because, now));
        }
    }

    private static Event rejected(ActionRequest of, InputQueue.Refusal reason, long now) {
        return new Event.ActionRejected(now, of.label(), of.origin(), of.lane(), reason.words());
    }
}
