package dev.fermata.skill;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Profile;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.model.Condition;
import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import dev.fermata.model.Truth;
import dev.fermata.model.Turn;
import dev.fermata.model.WhyNot;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.PauseListener;
import dev.fermata.pause.Stillness;
import dev.fermata.play.DispatchSettings;
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
 * Keeps the profile's skills and has them played as far as the {@link PauseLedger} lets them: each by the
 * {@link SkillStarter} of its trigger, and none of them past the key gate.
 *
 * <p>Thread-safe. The ledger's lock guards the skills too; actions are submitted after it is released.
 */
public final class SkillManager implements Stepped {
    private final Clock clock;
    private final Bus bus;
    private final PauseLedger ledger;
    private final Dispatcher dispatcher;
    private final List<SkillStarter> starters;
    private final Runnable wake;
    private volatile Sight sight = Sight.BLIND;
    @GuardedBy("ledger")
    private final SkillSet skills = new SkillSet();
    @GuardedBy("ledger")
    private Optional<Profile> loaded = Optional.empty();
    private final PauseListener gate = new KeyGatePart();
    /** Silence first: when a starter is told, nothing that it has already begun gets out. */
    private final List<PauseListener> listeners = new ArrayList<>();

    /**
     * @param ledger says whether skills may play; the manager adds its listeners for {@link Scope#PLAY}
     * @param wake makes the stepping thread call {@link #step} soon; called outside the lock
     */
    public SkillManager(Clock clock, Bus bus, PauseLedger ledger, UnifiedScheduler scheduler, Dispatcher dispatcher,
            Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = bus;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.wake = wake;
        starters = SkillStarters.all(clock, bus, ledger, scheduler, dispatcher, this::see, wake);
        listeners.add(gate);
        listeners.addAll(starters);
        listeners.forEach(listener -> ledger.listen(Scope.PLAY, listener));
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

    /** From now on that one says what is seen; until then nothing is known. */
    public void lookBy(Sight newSight) {
        sight = newSight;
        looked();
    }

    /** Something else may be seen than before: has the conditions looked at again, soon. Takes no lock. */
    public void looked() {
        wake.run();
    }

    private Truth see(Condition condition, long nowNanos) {
        return sight.over(condition, nowNanos);
    }

    /** The end of a hold lets more be played. */
    @Subscribe
    @AllowConcurrentEvents
    public void onHoldRemoved(Event.HoldRemoved removed) {
        starters.forEach(SkillStarter::playMore);
    }

    /** So does a start. */
    @Subscribe
    @AllowConcurrentEvents
    public void onStateChanged(Event.StateChanged changed) {
        starters.forEach(SkillStarter::playMore);
    }

    /**
     * Replaces what is played, in one step: what is being played is given up and every key released, holds stay. A
     * skill that both profiles play alike keeps its place in time, and a rotation its turn.
     */
    public void load(Profile profile) {
        DispatchSettings settings = settings(profile.dispatch(), profile.priority().onHold());
        synchronized (ledger) {
            boolean started = ledger.isStarted();
            if (started) {
                gate.stopped("profile changed");
                starters.forEach(SkillStarter::cutOff);
            }
            Optional<Profile> before = loaded;
            ProfileChanges changes = skills.replace(profile,
                    before.map(profile::settingsThatDiffer).orElse(List.of()));
            reload();
            dispatcher.configure(settings);
            bus.queue(new Event.ProfileLoaded(clock.nanos(), profile.name(),
                    before.map(known -> changes)));
            loaded = Optional.of(profile);
            if (started) {
                Stillness stillness = ledger.stillness(Scope.PLAY);
                listeners.forEach(listener -> listener.heed(stillness, Optional.empty()));
            }
        }
        bus.deliver();
        starters.forEach(SkillStarter::playMore);
    }

    /**
     * Turns a skill on or off until a profile is loaded the next time. One that is turned off is played no more, but
     * what it is playing right now is finished; keys that it keeps down come up.
     *
     * @param by who wants it, for the event
     * @return whether it is on now; empty when the profile has no such skill
     */
    public Optional<Boolean> turn(String name, Turn how, String by) {
        Optional<Boolean> isOn;
        synchronized (ledger) {
            boolean wasOn = skills.isOn(name);
            isOn = skills.turn(name, how);
            if (isOn.isPresent() && isOn.get() != wasOn) {
                reload();
                bus.queue(new Event.SkillTurned(clock.nanos(), name, isOn.get(), by));
            }
        }
        bus.deliver();
        starters.forEach(SkillStarter::playMore);
        return isOn;
    }

    /**
     * How each skill of the profile stands, in the profile's order.
     *
     * @param isArmed whether the agent waits for the toggle key, if it does not play
     */
    public List<SkillState> states(boolean isArmed) {
        List<SkillSet.Entry> all;
        List<Hold> holds;
        boolean started;
        synchronized (ledger) {
            all = skills.all();
            holds = ledger.holds();
            started = ledger.isStarted();
        }
        return all.stream().map(entry -> state(entry, started, isArmed, holds)).toList();
    }

    /** The skills of the profile, in its order. */
    public List<String> names() {
        synchronized (ledger) {
            return skills.names();
        }
    }

    private SkillState state(SkillSet.Entry entry, boolean started, boolean isArmed, List<Hold> holds) {
        PlayedSkill skill = entry.skill();
        SkillProgress progress = skill.progress();
        boolean playing = progress.isPlaying();
        Optional<WhyNot> whyNot = playing ? Optional.empty() : Optional.of(whyNot(entry, started, isArmed, holds));
        return new SkillState(skill.name(), entry.isOn(), playing, progress.played(), progress.lastPlayedNanos(),
                whyNot);
    }

    /** The order is that in which it would have to be changed. */
    private WhyNot whyNot(SkillSet.Entry entry, boolean started, boolean isArmed, List<Hold> holds) {
        PlayedSkill skill = entry.skill();
        if (!entry.isOn()) {
            return WhyNot.of(WhyNot.Reason.OFF);
        }
        if (!started) {
            return WhyNot.of(isArmed ? WhyNot.Reason.ARMED : WhyNot.Reason.STOPPED);
        }
        return holds.stream().filter(hold -> hold.silences(skill.runsDuringHold())).findFirst().map(WhyNot::heldBy)
                .orElseGet(() -> skill.trigger() instanceof Trigger.Seen seen && !skill.progress().isUnderWay()
                        ? notSeen(skill, seen.when(), clock.nanos())
                        : WhyNot.of(skill.progress().keptBy(skill.trigger() instanceof Trigger.Every)));
    }

    private WhyNot notSeen(PlayedSkill skill, Condition condition, long now) {
        return switch (see(condition, now)) {
            case TRUE -> WhyNot.of(skill.progress().keptBy(true));
            case FALSE -> {
                String seen = sight.words(condition, now);
                yield WhyNot.of(WhyNot.Reason.NOT_SEEN, "waits for " + condition + (seen.isEmpty() ? "" : "; " + seen));
            }
            case UNKNOWN -> sight.blindness(condition, now)
                    .map(why -> WhyNot.of(WhyNot.Reason.BLIND, "cannot see " + why))
                    .orElseGet(() -> WhyNot.of(WhyNot.Reason.BLIND));
        };
    }

    @GuardedBy("ledger")
    private void reload() {
        List<PlayedSkill> on = skills.on();
        starters.forEach(starter -> starter.load(on));
    }

    private static DispatchSettings settings(Profile.Dispatch dispatch, Profile.OnHold onHold) {
        return new DispatchSettings(dispatch.keyPress(), dispatch.minGap(), dispatch.starvationLimit(),
                dispatch.laneCapacity(), onHold == Profile.OnHold.KEEP);
    }

    /** Steps the starters, without an iterator: each round of the input thread comes by here. */
    @Override
    public long step(long nowNanos) {
        long next = Clock.NEVER;
        for (int i = 0; i < starters.size(); i++) {
            next = Math.min(next, starters.get(i).step(nowNanos));
        }
        return next;
    }
}
