package dev.fermata.pause;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.model.Scope;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The only keeper of holds, of what they cover and of their leases.
 *
 * <p>The one rule: what a scope covers runs when the agent is started and no hold covers it. The first hold of a
 * scope has its {@link PauseListener}s stand still, in their order, before the call that added it returns; the
 * last one gone lets them go on. Holds stay when the agent stops.
 *
 * <p>Thread-safe. The lock is the ledger's own monitor: whoever has to do several things in one step synchronizes
 * on the ledger meanwhile, as {@code AgentControl} and {@code SkillManager} do, whose fields it guards too. Events
 * are queued under it in the order in which things happen, and delivered when the outermost call has left it; so
 * who synchronizes calls {@link Bus#deliver} afterwards.
 */
public final class PauseLedger implements Stepped {
    private final Clock clock;
    private final Bus bus;
    private final Recovery recovery;
    private final Runnable wake;

    @GuardedBy("this")
    private final Holds holds = new Holds();
    @GuardedBy("this")
    private final Map<Scope, List<PauseListener>> listeners = new EnumMap<>(Scope.class);
    /** What the listeners of each scope know. */
    @GuardedBy("this")
    private final Map<Scope, Stillness> heeded = new EnumMap<>(Scope.class);
    /** What may be finishing still, by the grace of the hold that began the stillness. */
    @GuardedBy("this")
    private final Set<Scope> finishing = EnumSet.noneOf(Scope.class);
    @GuardedBy("this")
    private boolean started;
    /** Leases that ended until then have been told of and left; stays put when leases are heeded. */
    @GuardedBy("this")
    private long leftUntil = -1;

    /**
     * @param recovery whether a hold ends with its lease
     * @param wake makes the stepping thread call {@link #step} soon; may be called under a lock
     */
    public PauseLedger(Clock clock, Bus bus, Recovery recovery, Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = Objects.requireNonNull(bus);
        this.recovery = Objects.requireNonNull(recovery);
        this.wake = Objects.requireNonNull(wake);
        for (Scope scope : Scope.values()) {
            listeners.put(scope, new ArrayList<>());
            heeded.put(scope, Stillness.NONE);
        }
    }

    /**
     * Adds a listener behind the others of that scope. One that comes when the agent is started already is told at once
     * how much the holds let, and that what has begun is cut off.
     */
    public synchronized void listen(Scope scope, PauseListener listener) {
        listeners.get(scope).add(listener);
        if (started) {
            listener.heed(heeded.get(scope), Optional.empty());
        }
    }

    /** Tells that one nothing more. */
    public synchronized void forget(Scope scope, PauseListener listener) {
        listeners.get(scope).remove(listener);
    }

    /** Does what the input thread asks for, before this returns: {@link Bus#handleRequests}. */
    public void act(Event.Request request) {
        if (request instanceof Event.SchedulerPauseRequested pause) {
            add(new Hold(pause.holder(), pause.reason(), pause.atNanos(), OptionalLong.empty(), pause.activeKeys()),
                    Optional.empty());
        } else if (request instanceof Event.SchedulerResumeRequested resume) {
            end(hold -> hold.holder().equals(resume.holder()), resume.reason());
        } else if (request instanceof Event.PriorityKey change) {
            show(Hold.PRIORITY_KEYS, change.activeKeys());
        } else if (request instanceof Event.TalkKey change) {
            talk(change);
        }
    }

    /** Another of the keys went down or up while one is down. */
    private synchronized void show(String holder, List<Key> activeKeys) {
        if (!activeKeys.isEmpty()) {
            holds.of(holder).ifPresent(hold -> holds.put(hold.withKeys(activeKeys)));
        }
    }

    /** The first one begins the hold of speech, the last one ends it. */
    private void talk(Event.TalkKey change) {
        if (change.activeKeys().isEmpty()) {
            end(hold -> hold.holder().equals(Hold.TALK), "talk_key_released");
        } else if (!add(new Hold(Hold.TALK, "talk_key_pressed", change.atNanos(), OptionalLong.empty(),
                change.activeKeys()), Optional.empty())) {
            show(Hold.TALK, change.activeKeys());
        }
    }

    /**
     * Adds a hold, or renews its holder's own; one that is to cover more than before ends, and one that covers
     * all of it begins, without a grace. When this returns nothing that it covers acts any more, but what runs
     * during holds, or what a grace lets finish.
     *
     * @param grace how long what has begun may take to finish in scopes that nobody held before; empty: it is cut off
     * @return whether a hold began
     * @throws TooManyHoldsException when clients have as many as they may; nothing was changed
     */
    public boolean add(Hold hold, Optional<Duration> grace) {
        boolean added;
        synchronized (this) {
            Optional<Hold> narrower = holds.of(hold.holder()).filter(old -> !old.scopes().containsAll(hold.scopes()));
            narrower.ifPresent(old -> remove(old, "covers more from now on"));
            Hold whole = narrower.map(hold::covering).orElse(hold);
            // What the narrower one had let finish has had its time.
            Optional<Duration> given = narrower.isPresent() ? Optional.empty() : grace;
            EnumSet<Scope> finish = given.isPresent() ? holds.free(whole.scopes()) : EnumSet.noneOf(Scope.class);
            added = holds.put(whole);
            cutOff(added && given.isEmpty() ? whole.scopes() : Set.of());
            heed(EnumSet.complementOf(finish), Optional.empty());
            if (added) {
                // What finishes is told of it before it begins to, for its end is told by another thread.
                bus.queue(new Event.HoldAdded(clock.nanos(), whole, given.isPresent()));
            }
            heed(finish, given);
            if (hold.leaseEndNanos().isPresent()) {
                // Its end may be nearer than anything the stepping thread waits for.
                wake.run();
            }
        }
        deliver();
        return added;
    }

    /** Ends the holds the condition is true for, in one step. Returns how many there were. */
    public int end(Predicate<Hold> which, String reason) {
        int ended = 0;
        synchronized (this) {
            for (Hold hold : holds.all()) {
                if (which.test(hold)) {
                    // Told before anything goes on.
                    remove(hold, reason);
                    ended++;
                }
            }
            if (ended > 0) {
                heed(EnumSet.allOf(Scope.class), Optional.empty());
            }
        }
        deliver();
        return ended;
    }

    /** What every scope covers runs from now on, as far as the holds let it. Returns whether that changed anything. */
    public synchronized boolean start() {
        if (started) {
            return false;
        }
        started = true;
        finishing.clear();
        for (Scope scope : Scope.values()) {
            // Straight to what the holds let: not even for an instant may anything slip through.
            tell(scope, holds.stillness(scope), Optional.empty());
        }
        return true;
    }

    /** Nothing runs any more, held or not; holds stay. Returns whether that changed anything. */
    public synchronized boolean stop(String because) {
        if (!started) {
            return false;
        }
        started = false;
        listeners.values().forEach(each -> each.forEach(listener -> listener.stopped(because)));
        return true;
    }

    /** Whether the agent is started, held or not. */
    public synchronized boolean isStarted() {
        return started;
    }

    /** How much of that scope the holds have stand still, started or not. */
    public synchronized Stillness stillness(Scope scope) {
        return holds.stillness(scope);
    }

    /** The holds that are on, oldest first. */
    public synchronized List<Hold> holds() {
        return holds.all();
    }

    /** The hold of that holder, if it is on. */
    public synchronized Optional<Hold> hold(String holder) {
        return holds.of(holder);
    }

    /** Ends the holds whose lease has run out, or tells of them. */
    @Override
    public long step(long nowNanos) {
        long next;
        synchronized (this) {
            next = holds.nextExpiry(leftUntil);
            if (next > nowNanos) {
                return next;
            }
            List<Hold> expired = holds.expired(leftUntil, nowNanos);
            if (recovery.mends()) {
                end(expired::contains, "lease ended");
            } else {
                leftUntil = nowNanos;
                expired.forEach(hold -> bus.queue(new Event.Recovered(nowNanos, "lease",
                        "the lease of " + hold.holder() + " ended", false)));
            }
            next = holds.nextExpiry(leftUntil);
        }
        deliver();
        return next;
    }

    @GuardedBy("this")
    private void remove(Hold hold, String reason) {
        holds.remove(hold.holder());
        long now = clock.nanos();
        bus.queue(new Event.HoldRemoved(now, hold.holder(), reason, now - hold.sinceNanos()));
    }

    /** What finishes by somebody's grace is cut off by a hold without any. */
    @GuardedBy("this")
    private void cutOff(Set<Scope> scopes) {
        for (Scope scope : scopes) {
            if (finishing.remove(scope) && started) {
                tell(scope, holds.stillness(scope), Optional.empty());
            }
        }
    }

    /** Tells the listeners of each of those scopes of which more or less stands still than they know. */
    @GuardedBy("this")
    private void heed(Set<Scope> scopes, Optional<Duration> grace) {
        for (Scope scope : scopes) {
            Stillness now = holds.stillness(scope);
            if (started && now != heeded.get(scope)) {
                finishing.remove(scope);
                if (grace.isPresent()) {
                    finishing.add(scope);
                }
                tell(scope, now, grace);
            }
        }
    }

    @GuardedBy("this")
    private void tell(Scope scope, Stillness stillness, Optional<Duration> grace) {
        heeded.put(scope, stillness);
        for (PauseListener listener : listeners.get(scope)) {
            listener.heed(stillness, grace);
        }
    }

    /** Outside the lock: who has it goes on with a longer step, and delivers at its end. */
    private void deliver() {
        if (!Thread.holdsLock(this)) {
            bus.deliver();
        }
    }
}
