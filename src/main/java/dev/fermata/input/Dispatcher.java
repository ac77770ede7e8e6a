package dev.fermata.input;

import dev.fermata.desktop.Injector;
import dev.fermata.desktop.OwnInput;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Plays the queued actions: most urgent lane first, one action pressing at a time, with the gap
 * between them. A wait inside a sequence holds back only its own lane; the player's pre-delay holds
 * back everything below the emergency lane.
 *
 * <p>Guarantees: when {@link #hold} has returned no skill presses anything until {@link #resume},
 * unless it runs during holds (G1); the player's keys pass every hold, gap and full lane (G2);
 * whatever an action pressed is released when it ends or is given up (G4); every action accepted is
 * told about once more: played, dropped or failed (G7).
 *
 * <p>Passive: {@link #step} is called by one thread, which alone plays and injects. Everything else
 * may be called from any thread.
 */
public final class Dispatcher implements Stepped {
    /** After so many refused injections in a row the desktop counts as broken. */
    public static final int MOST_FAILURES = 10;
    /** The reason given for what a hold drops. */
    static final String HELD = "held";
    /** The reason given for what the desktop refused. */
    public static final String FAILED = "injection failed";

    private final Clock clock;
    private final Bus bus;
    private final InputQueue queue;
    private final Outlet outlet;
    private final Stage stage;
    private final Runnable wake;

    private volatile DispatchSettings settings = DispatchSettings.DEFAULTS;
    /** What other threads took out of the queue, to be told about by the dispatch thread. */
    private final Queue<Event> pending = new ConcurrentLinkedQueue<>();

    /**
     * @param ownInput told of every injection before it happens
     * @param wake makes the stepping thread call {@link #step} soon
     * @param onBroken called once, on the stepping thread, after {@link #MOST_FAILURES} refused
     *                 injections in a row
     */
    public Dispatcher(Clock clock, Bus bus, Injector injector, OwnInput ownInput,
            Runnable wake, Runnable onBroken) {
        this.clock = clock;
        this.bus = bus;
        this.queue = new InputQueue(settings.laneCapacity());
        this.outlet = new Outlet(injector, ownInput, clock);
        this.settings = settings;
        this.stage = new Stage(bus, queue, outlet, settings, onBroken);
        this.wake = wake;
    }

    /** Changes how actions are sent; concerns actions taken from now on. */
    public void configure(DispatchSettings newSettings) {
        settings = newSettings;
        queue.capacity(newSettings.laneCapacity());
        stage.configure(newSettings);
    }

    /** Accepts an action, or tells on the bus why not. Answers whether it was accepted. */
    public boolean submit(Submission submission) {
        long now = clock.nanos();
        Optional<InputQueue.Refusal> refusal = queue.offer(submission, now);
        refusal.ifPresent(reason -> bus.post(rejected(submission, reason, now)));
        wake.run();
        return refusal.isEmpty();
    }

    /**
     * Accepts a managed key the player pressed: a delay at the head of the emergency lane, the key
     * in the high lane, both counting from {@code downNanos}. It stays down until {@link #letGo}.
     *
     * @return the handle to let go with
     */
    Submission submitPlayerKey(Key sent, String label, Duration preDelay, long downNanos) {
        Submission delay = Submission.player(label, new Action.Delay(preDelay), Lane.EMERGENCY);
        Submission key = Submission.player(label, new Action.Hold(sent), Lane.HIGH);
        queue.offerPlayerKey(delay, key, downNanos)
                .ifPresent(reason -> bus.post(rejected(key, reason, downNanos)));
        wake.run();
        return key;
    }

    /** Ends an {@link Action.Hold}: it is released, but never before the press length has passed. */
    public void letGo(Submission submission) {
        submission.letGo();
        wake.run();
    }

    /** Silences skills: none presses anything once this has returned. */
    public void hold() {
        gate(Gate.HELD, HELD);
        dropQueued(each -> each.origin() == Origin.SKILL && !each.passesHolds()
                && !each.survivesHolds(settings), HELD);
        wake.run();
    }

    /** Ends a hold, or starts after {@link #close}. */
    public void resume() {
        gate(Gate.OPEN, "");
        wake.run();
    }

    /** Gives everything up; nothing but the player's keys is accepted until {@link #resume}. */
    public void close(String because) {
        gate(Gate.CLOSED, because);
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
        return outlet.releaseAll();
    }

    /** Figures of every lane, most urgent first. */
    public List<LaneStats> stats() {
        return queue.stats();
    }

    /** The keys that are down by our doing. */
    public List<Key> down() {
        return outlet.down();
    }

    /** Whether that key is down by our doing. Lock-free. */
    public boolean isDown(Key key) {
        return outlet.isDown(key);
    }

    /** How many presses the desktop has taken. Lock-free. */
    public long sent() {
        return outlet.sent();
    }

    @Override
    public long step(long nowNanos) {
        Event event;
        while ((event = pending.poll()) != null) {
            bus.post(event);
        }
        return stage.step(nowNanos);
    }

    private void gate(Gate gate, String because) {
        outlet.gate(gate);
        queue.gate(gate);
        stage.gate(gate, because);
    }

    private void dropQueued(Predicate<Submission> which, String because) {
        long now = clock.nanos();
        for (Submission each : queue.removeIf(which)) {
            queue.countDropped(each);
            pending.add(Stage.dropped(each, because, now));
        }
    }

    private static Event rejected(Submission of, InputQueue.Refusal reason, long now) {
        return new Event.ActionRejected(now, of.label(), of.origin(), of.lane(), reason.words());
    }
}
