package dev.fermata.skill;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.model.Recovery;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.Dispatcher;
import dev.fermata.play.InputQueue;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Plays the profile's skills while it is started and nobody holds, and keeps the holds.
 *
 * <p>The one rule: the schedule runs when this manager is started and there are no holds. The first
 * hold silences the dispatcher and pauses the scheduler before the call that added it returns; the
 * last one gone lets both go on. What runs during holds goes on while all holds let it ({@link Hold#letsRun}).
 *
 * <p>Thread-safe. Everything is decided under one lock; events are posted after it is released.
 */
public final class SkillManager implements Stepped {
    /** How long after a refusal a held skill is submitted again. */
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Clock clock;
    private final Bus bus;
    private final UnifiedScheduler scheduler;
    private final Dispatcher dispatcher;
    private final Recovery recovery;
    private final Runnable wake;

    private final Object lock = new Object();
    @GuardedBy("lock")
    private final Holds holds = new Holds();
    @GuardedBy("lock")
    private SkillSet skills = SkillSet.EMPTY;
    @GuardedBy("lock")
    private boolean started;
    @GuardedBy("lock")
    private final List<ActionRequest> pressed = new ArrayList<>();
    /** When to submit the held skills again that were refused. */
    @GuardedBy("lock")
    private long retryAt = Clock.NEVER;
    /** Leases that ended until then have been told of and left; stays put when leases are heeded. */
    @GuardedBy("lock")
    private long leftUntil = -1;

    /**
     * @param recovery whether a hold ends with its lease
     * @param wake makes the stepping thread call {@link #step} soon; called outside the lock
     */
    public SkillManager(Clock clock, Bus bus, UnifiedScheduler scheduler, Dispatcher dispatcher,
            Recovery recovery, Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = bus;
        this.scheduler = scheduler;
        this.dispatcher = dispatcher;
        this.recovery = Objects.requireNonNull(recovery);
        this.wake = Objects.requireNonNull(wake);
    }

    /** A held skill that the desktop refused is pressed again soon. */
    @Subscribe
    @AllowConcurrentEvents
    public void onDropped(Event.ActionDropped dropped) {
        if (dropped.origin() == Origin.SKILL && dropped.reason().equals(Dispatcher.FAILED)) {
            retry(dropped.label(), dropped.atNanos());
        }
    }

    /** So is one that found its lane full. */
    @Subscribe
    @AllowConcurrentEvents
    public void onRejected(Event.ActionRejected rejected) {
        if (rejected.origin() == Origin.SKILL
                && rejected.reason().equals(InputQueue.Refusal.LANE_FULL.words())) {
            retry(rejected.label(), rejected.atNanos());
        }
    }

    private void retry(String label, long now) {
        boolean found;
        synchronized (lock) {
            found = pressed.removeIf(each -> each.label().equals(label));
            if (found) {
                retryAt = Math.min(retryAt, now + RETRY.toNanos());
            }
        }
        if (found) {
            wake.run();
        }
    }

    /** What acts on the requests of the input thread; to be registered as a handler. */
    public Object requests() {
        return new Requests();
    }

    /** Guava calls public methods of public classes only. */
    public final class Requests {
        private Requests() {
        }

        /** A priority key went down. */
        @Subscribe
        @AllowConcurrentEvents
        public void onPauseRequested(Event.SchedulerPauseRequested request) {
            addHold(new Hold(request.holder(), request.reason(), request.atNanos(), OptionalLong.empty(),
                    request.activeKeys()));
        }

        /** Another priority key went down or up while one is held. */
        @Subscribe
        @AllowConcurrentEvents
        public void onPriorityKey(Event.PriorityKey change) {
            if (!change.activeKeys().isEmpty()) {
                renewKeys(change.activeKeys());
            }
        }

        /** The last priority key came up. */
        @Subscribe
        @AllowConcurrentEvents
        public void onResumeRequested(Event.SchedulerResumeRequested request) {
            removeHold(request.holder(), request.reason());
        }
    }

    private void renewKeys(List<Key> activeKeys) {
        synchronized (lock) {
            for (Hold hold : holds.all()) {
                if (hold.holder().equals(Hold.PRIORITY_KEYS)) {
                    holds.put(new Hold(hold.holder(), hold.reason(), hold.sinceNanos(), hold.leaseEndNanos(),
                            activeKeys));
                }
            }
        }
    }

    /**
     * Adds a hold, or renews its holder's own. When this returns no skill acts any more but those
     * that run during holds. Answers whether the holder had none before.
     *
     * @throws TooManyHoldsException when clients have as many as they may; nothing was changed
     */
    public boolean addHold(Hold hold) {
        return addHold(hold, Optional.empty());
    }

    /**
     * Adds a hold as {@link #addHold(Hold)} does, but lets a sequence that is being played finish
     * first, within the given time; nothing new begins meanwhile.
     */
    public boolean addHoldGracefully(Hold hold, Duration atMost) {
        return addHold(hold, Optional.of(atMost));
    }

    private boolean addHold(Hold hold, Optional<Duration> drain) {
        List<Event> events = new ArrayList<>();
        boolean added;
        synchronized (lock) {
            added = put(hold, drain, events);
        }
        tell(events);
        if (hold.leaseEndNanos().isPresent()) {
            // Its end may be nearer than anything the stepping thread waits for.
            wake.run();
        }
        return added;
    }

    /** Ends a holder's hold, and nobody else's. Answers whether there was one. */
    public boolean removeHold(String holder, String reason) {
        return removeHolds(hold -> hold.holder().equals(holder), reason) > 0;
    }

    /** Ends the holds the condition is true for, in one step. Answers how many there were. */
    public int removeHolds(Predicate<Hold> which, String reason) {
        List<Event> events = new ArrayList<>();
        synchronized (lock) {
            take(which, reason, events);
        }
        tell(events);
        return events.size();
    }

    /**
     * Ends every hold the condition is true for, or adds this one if there is none such: one step,
     * however many callers toggle at once. Answers whether the hold was added.
     *
     * @param drain how long a sequence that is being played may take to finish; empty: it is cut off
     */
    public boolean toggleHold(Hold hold, Predicate<Hold> ended, Optional<Duration> drain) {
        return toggleHold(hold, ended, drain, false);
    }

    /**
     * As {@link #toggleHold}, but does nothing when the schedule is not started, so that a toggle
     * overtaken by a stop leaves no hold behind.
     */
    public boolean toggleHoldWhileStarted(Hold hold, Predicate<Hold> ended) {
        return toggleHold(hold, ended, Optional.empty(), true);
    }

    private boolean toggleHold(Hold hold, Predicate<Hold> ended, Optional<Duration> drain, boolean onlyStarted) {
        List<Event> events = new ArrayList<>();
        boolean added;
        synchronized (lock) {
            boolean may = started || !onlyStarted;
            added = may && !take(ended, hold.reason(), events) && put(hold, drain, events);
        }
        tell(events);
        if (added) {
            wake.run();
        }
        return added;
    }

    /** Whether a hold is on and nothing that it silences is being played any more. */
    public boolean isSilent() {
        synchronized (lock) {
            return !started || !holds.isEmpty() && !dispatcher.isDraining();
        }
    }

    /** The holds that are on, oldest first. */
    public List<Hold> holds() {
        synchronized (lock) {
            return holds.all();
        }
    }

    /** The hold of that holder, if it is on. */
    public Optional<Hold> hold(String holder) {
        return holds().stream().filter(hold -> hold.holder().equals(holder)).findFirst();
    }

    /** Whether the schedule is started, held or not. */
    public boolean isStarted() {
        synchronized (lock) {
            return started;
        }
    }

    /** Starts the schedule; it stands still as long as there are holds. Answers whether that changed anything. */
    public boolean start() {
        synchronized (lock) {
            if (started) {
                return false;
            }
            started = true;
            startSkills();
        }
        submitHeldSkills();
        return true;
    }

    /**
     * Stops the schedule and gives up everything that was queued or being played; holds stay. Answers
     * whether that changed anything.
     */
    public boolean stop(String because) {
        return stop(because, hold -> false, new ArrayList<>());
    }

    /**
     * Stops the schedule as {@link #stop(String)} does and ends holds, in one step, so that no hold that
     * comes after it is ended with it.
     *
     * @param ended the holds to end
     * @param events takes what has happened, for the caller to post when it holds no lock of its own
     */
    public boolean stop(String because, Predicate<Hold> ended, List<Event> events) {
        synchronized (lock) {
            boolean was = started;
            started = false;
            if (was) {
                stopSkills(because);
            }
            take(ended, because, events);
            return was;
        }
    }

    /** Replaces what is played, in one step: the old skills are stopped and released, holds stay. */
    public void load(Profile profile) {
        SkillSet next = SkillSet.of(profile, dispatcher);
        synchronized (lock) {
            if (started) {
                stopSkills("profile changed");
            }
            skills = next;
            dispatcher.configure(next.dispatch());
            if (started) {
                startSkills();
            }
        }
        bus.post(new Event.ProfileLoaded(clock.nanos(), profile.name()));
        submitHeldSkills();
    }

    /** Ends the holds whose lease has run out, or tells of them. */
    @Override
    public long step(long nowNanos) {
        List<String> expired;
        synchronized (lock) {
            long next = Math.min(holds.nextExpiry(leftUntil), retryAt);
            if (next > nowNanos) {
                return next;
            }
            expired = holds.expired(leftUntil, nowNanos);
            leftUntil = recovery.mends() ? leftUntil : nowNanos;
        }
        for (String holder : expired) {
            if (recovery.mends()) {
                removeHolds(hold -> hold.holder().equals(holder)
                        && hold.leaseEndNanos().orElse(Clock.NEVER) <= nowNanos, "lease ended");
            } else {
                bus.post(new Event.Recovered(nowNanos, "lease", "the lease of " + holder + " ended", false));
            }
        }
        boolean retry;
        synchronized (lock) {
            retry = retryAt <= nowNanos;
            retryAt = retry ? Clock.NEVER : retryAt;
        }
        if (retry) {
            submitHeldSkills();
        }
        synchronized (lock) {
            return Math.min(holds.nextExpiry(leftUntil), retryAt);
        }
    }

    @GuardedBy("lock")
    private boolean put(Hold hold, Optional<Duration> drain, List<Event> events) {
        boolean first = holds.isEmpty();
        boolean ran = holds.let(true);
        if (!holds.put(hold)) {
            return false;
        }
        if (started && first) {
            heed(drain);
        } else if (started && (ran != holds.let(true) || drain.isEmpty() && dispatcher.isDraining())) {
            // Another hold is on, which has cut off what a graceful one would let finish.
            heed(Optional.empty());
        }
        events.add(new Event.HoldAdded(clock.nanos(), hold, drain.isPresent()));
        return true;
    }

    @GuardedBy("lock")
    private boolean take(Predicate<Hold> which, String reason, List<Event> events) {
        long now = clock.nanos();
        boolean ran = holds.let(true);
        for (Hold hold : holds.all()) {
            if (which.test(hold)) {
                holds.remove(hold.holder());
                events.add(new Event.HoldRemoved(now, hold.holder(), reason, now - hold.sinceNanos()));
            }
        }
        if (!events.isEmpty() && started && (holds.isEmpty() || ran != holds.let(true))) {
            heed(Optional.empty());
        }
        return !events.isEmpty();
    }

    /** Outside the lock: tells what happened, and hands over the held skills to press. */
    private void tell(List<Event> events) {
        events.forEach(bus::post);
        submitHeldSkills();
    }

    @GuardedBy("lock")
    private void startSkills() {
        scheduler.start();
        // Straight from closed to what the holds let: not even for an instant may anything slip through.
        heed(Optional.empty());
        skills.tasks().forEach(scheduler::add);
    }

    @GuardedBy("lock")
    private void stopSkills(String because) {
        dispatcher.close(because);
        scheduler.stop();
        pressed.clear();
    }

    /**
     * Has the dispatcher and the scheduler do what the holds let them. Silence first: from here on nothing
     * the scheduler has already begun gets out.
     *
     * @param drain how long what has begun may take to finish before a silence; empty: it is cut off
     */
    @GuardedBy("lock")
    private void heed(Optional<Duration> drain) {
        if (holds.isEmpty()) {
            dispatcher.resume();
            scheduler.resume();
        } else if (holds.let(true)) {
            dispatcher.hold();
            scheduler.pause();
        } else {
            drain.ifPresentOrElse(dispatcher::drain, dispatcher::silence);
            scheduler.pauseAll();
        }
        Holds present = holds;
        pressed.removeIf(request -> !present.let(request.runsDuringHold()));
    }

    /**
     * Submits the held skills that should be down and are not. Outside the lock, for the dispatcher
     * may have to tell that it refuses one; a hold that comes in between refuses them all, and the
     * next resume submits them again.
     */
    private void submitHeldSkills() {
        List<ActionRequest> due = new ArrayList<>();
        synchronized (lock) {
            for (SkillSet.HeldKeys each : skills.heldKeys()) {
                boolean down = pressed.stream().anyMatch(other -> other.label().equals(each.label()));
                if (started && !down && holds.let(each.runsDuringHold())) {
                    due.add(each.request());
                }
            }
            pressed.addAll(due);
        }
        due.forEach(dispatcher::submit);
    }
}
