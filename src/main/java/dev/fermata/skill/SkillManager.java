package dev.fermata.skill;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.PauseListener;
import dev.fermata.pause.Stillness;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the profile's skills and has them played as far as the {@link PauseLedger} lets them: timed ones by the
 * scheduler, and those that keep keys down by pressing them again whenever they may be.
 *
 * <p>Thread-safe. The ledger's lock guards the skills too; actions are submitted after it is released.
 */
public final class SkillManager implements Stepped {
    /** How long after a refusal a skill that keeps keys down is submitted again. */
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Clock clock;
    private final Bus bus;
    private final PauseLedger ledger;
    private final UnifiedScheduler scheduler;
    private final Dispatcher dispatcher;
    private final Runnable wake;
    /** Silence first: when the scheduler is told, nothing that it has already begun gets out. */
    private final List<PauseListener> parts = List.of(new KeyGatePart(), new SchedulePart(), new PressedPart());

    @GuardedBy("ledger")
    private SkillSet skills = SkillSet.EMPTY;
    /** Of the skills that keep keys down, what is submitted and has not been given up. */
    @GuardedBy("ledger")
    private final List<ActionRequest> pressed = new ArrayList<>();
    /** When to submit those again that were refused. */
    @GuardedBy("ledger")
    private long retryAt = Clock.NEVER;

    /**
     * @param ledger says whether skills may play; the manager adds its listeners for {@link Scope#PLAY}
     * @param wake makes the stepping thread call {@link #step} soon; called outside the lock
     */
    public SkillManager(Clock clock, Bus bus, PauseLedger ledger, UnifiedScheduler scheduler, Dispatcher dispatcher,
            Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = bus;
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.dispatcher = dispatcher;
        this.wake = Objects.requireNonNull(wake);
        parts.forEach(part -> ledger.listen(Scope.PLAY, part));
    }

    /** What may reach the desktop. Waits for the one injection that may be under way. */
    private final class KeyGatePart implements PauseListener {
        @Override
        public void heed(Stillness stillness, Optional<Duration> grace) {
            switch (stillness) {
                case NONE -> dispatcher.resume();
                case MOST -> dispatcher.hold();
                case ALL -> grace.ifPresentOrElse(dispatcher::drain, dispatcher::silence);
            }
        }

        @Override
        public void stopped(String because) {
            dispatcher.close(because);
        }
    }

    /** What is due. */
    private final class SchedulePart implements PauseListener {
        @GuardedBy("ledger")
        private boolean started;

        @Override
        @GuardedBy("ledger")
        public void heed(Stillness stillness, Optional<Duration> grace) {
            boolean starts = !started;
            if (starts) {
                started = true;
                scheduler.start();
            }
            switch (stillness) {
                case NONE -> scheduler.resume();
                case MOST -> scheduler.pause();
                case ALL -> scheduler.pauseAll();
            }
            if (starts) {
                skills.tasks().forEach(scheduler::add);
            }
        }

        @Override
        @GuardedBy("ledger")
        public void stopped(String because) {
            started = false;
            scheduler.stop();
        }
    }

    /** What is given up by a hold is pressed again after it. */
    private final class PressedPart implements PauseListener {
        @Override
        @GuardedBy("ledger")
        public void heed(Stillness stillness, Optional<Duration> grace) {
            for (ActionRequest request : List.copyOf(pressed)) {
                if (!stillness.lets(request.runsDuringHold())) {
                    pressed.remove(request);
                    // A grace cuts nothing off, and may be over before the dispatcher has seen it.
                    dispatcher.letGo(request);
                }
            }
        }

        @Override
        @GuardedBy("ledger")
        public void stopped(String because) {
            pressed.clear();
        }
    }

    /** Keys to be kept down that the desktop or a full lane refused are pressed again soon. */
    private void retry(ActionRequest refused) {
        boolean found;
        synchronized (ledger) {
            found = pressed.remove(refused);
            if (found) {
                retryAt = Math.min(retryAt, clock.nanos() + RETRY.toNanos());
            }
        }
        if (found) {
            wake.run();
        }
    }

    /** The end of a hold lets more be pressed. */
    @Subscribe
    @AllowConcurrentEvents
    public void onHoldRemoved(Event.HoldRemoved removed) {
        pressAgain();
    }

    /** So does a start. */
    @Subscribe
    @AllowConcurrentEvents
    public void onStateChanged(Event.StateChanged changed) {
        pressAgain();
    }

    /** Replaces what is played, in one step: the old skills are stopped and released, holds stay. */
    public void load(Profile profile) {
        SkillSet next = SkillSet.of(profile, dispatcher);
        synchronized (ledger) {
            boolean started = ledger.isStarted();
            if (started) {
                parts.forEach(part -> part.stopped("profile changed"));
            }
            skills = next;
            dispatcher.configure(next.dispatch());
            bus.queue(new Event.ProfileLoaded(clock.nanos(), profile.name()));
            if (started) {
                Stillness stillness = ledger.stillness(Scope.PLAY);
                parts.forEach(part -> part.heed(stillness, Optional.empty()));
            }
        }
        bus.deliver();
        pressAgain();
    }

    /** Submits again what was refused. */
    @Override
    public long step(long nowNanos) {
        synchronized (ledger) {
            if (retryAt > nowNanos) {
                return retryAt;
            }
            retryAt = Clock.NEVER;
        }
        pressAgain();
        synchronized (ledger) {
            return retryAt;
        }
    }

    /**
     * Submits the skills that should have their keys down and have not. Outside the lock, for the dispatcher
     * may have to tell that it refuses one; a hold that comes in between refuses them all, and its end submits
     * them again.
     */
    private void pressAgain() {
        List<ActionRequest> due = new ArrayList<>();
        synchronized (ledger) {
            Stillness stillness = ledger.stillness(Scope.PLAY);
            for (SkillSet.KeptKeys each : skills.keptKeys()) {
                boolean down = pressed.stream().anyMatch(other -> other.label().equals(each.label()));
                if (ledger.isStarted() && !down && stillness.lets(each.runsDuringHold())) {
                    due.add(each.request(this::retry));
                }
            }
            pressed.addAll(due);
        }
        due.forEach(dispatcher::submit);
    }
}
