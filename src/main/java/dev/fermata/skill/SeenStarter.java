package dev.fermata.skill;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Scope;
import dev.fermata.model.Truth;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.Stillness;
import dev.fermata.play.Dispatcher;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has skills played when what they wait for is seen, and again after their cooldown while it still is. What is unknown
 * never counts as seen (G9), and begins the wait for its confirmation anew.
 */
final class SeenStarter implements SkillStarter {
    private static final long NOT = Long.MIN_VALUE;

    private final PauseLedger ledger;
    private final Dispatcher dispatcher;
    private final Bus bus;
    private final Sight sight;
    private final Runnable wake;
    @GuardedBy("ledger")
    private Map<PlayedSkill, Watched> watched = Map.of();

    /** @param wake has it stepped soon; called outside every lock */
    SeenStarter(PauseLedger ledger, Dispatcher dispatcher, Bus bus, Sight sight, Runnable wake) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.bus = bus;
        this.sight = sight;
        this.wake = wake;
    }

    /** A skill and what was seen of it. Guarded by the ledger's lock. */
    private static final class Watched {
        private final PlayedSkill skill;
        private final Trigger.Seen trigger;
        private long trueSince = NOT;
        /** When it was submitted last, since somebody looked: it may wait in its lane, or have been refused. */
        private long submittedAt = NOT;
        /** How often it had been played when it was last seen not to be so. */
        private long playedBefore;
        private boolean told;

        Watched(PlayedSkill skill, Trigger.Seen trigger) {
            this.skill = skill;
            this.trigger = trigger;
        }

        /** Nobody looks for a while. */
        void lookAway() {
            trueSince = NOT;
            submittedAt = NOT;
        }

        long tries() {
            return skill.progress().played() - playedBefore;
        }

        /** It is not so: what comes next is a first try again. */
        void startOver() {
            playedBefore = skill.progress().played();
            told = false;
        }

        boolean isSpent() {
            return trigger.tries().isPresent() && tries() >= trigger.tries().getAsInt();
        }

        /** When it may be played, if it stays so. */
        long due() {
            long last = Math.max(submittedAt, skill.progress().pressedNanos().orElse(NOT));
            long confirmed = trueSince + trigger.confirm().toNanos();
            return last == NOT ? confirmed : Math.max(confirmed, last + trigger.cooldown().toNanos());
        }
    }

    @Override
    @GuardedBy("ledger")
    public void load(List<PlayedSkill> skills) {
        Map<PlayedSkill, Watched> before = watched;
        watched = new LinkedHashMap<>();
        for (PlayedSkill skill : skills) {
            if (skill.trigger() instanceof Trigger.Seen seen) {
                Watched old = before.get(skill);
                watched.put(skill, old == null ? new Watched(skill, seen) : old);
            }
        }
    }

    @Override
    @GuardedBy("ledger")
    public void heed(Stillness stillness, Optional<Duration> grace) {
        for (Watched each : watched.values()) {
            if (!stillness.lets(each.skill.runsDuringHold())) {
                each.lookAway();
            }
        }
    }

    @Override
    @GuardedBy("ledger")
    public void stopped(String because) {
        watched.values().forEach(Watched::lookAway);
    }

    @Override
    public void playMore() {
        boolean any;
        synchronized (ledger) {
            any = !watched.isEmpty();
        }
        if (any) {
            wake.run();
        }
    }

    /** {@inheritDoc} Looks at every condition. */
    @Override
    public long step(long nowNanos) {
        List<Watched> due = List.of();
        long next = Clock.NEVER;
        synchronized (ledger) {
            if (watched.isEmpty() || !ledger.isStarted()) {
                return Clock.NEVER;
            }
            Stillness stillness = ledger.stillness(Scope.PLAY);
            for (Watched each : watched.values()) {
                long at = stillness.lets(each.skill.runsDuringHold()) ? look(each, nowNanos) : Clock.NEVER;
                if (at <= nowNanos) {
                    due = due.isEmpty() ? new ArrayList<>() : due;
                    due.add(each);
                    at = each.due();
                }
                next = Math.min(next, at);
            }
        }
        bus.deliver();
        due.forEach(each -> dispatcher.submit(each.skill.request(each.skill.actions().current())));
        return next;
    }

    /** Returns when it is to be played, as far as is seen now: if that has come, it counts as submitted. */
    @GuardedBy("ledger")
    private long look(Watched each, long now) {
        Truth truth = sight.over(each.trigger.when(), now);
        if (truth != Truth.TRUE) {
            each.trueSince = NOT;
            if (truth == Truth.FALSE) {
                each.startOver();
            }
            return Clock.NEVER;
        }
        if (each.trueSince == NOT) {
            each.trueSince = now;
        }
        long due = each.due();
        if (due > now) {
            return due;
        }
        if (each.skill.progress().isUnderWay()) {
            return now + each.trigger.cooldown().toNanos();
        }
        if (each.isSpent()) {
            tell(each, now);
            return Clock.NEVER;
        }
        each.submittedAt = now;
        return now;
    }

    @GuardedBy("ledger")
    private void tell(Watched each, long now) {
        if (!each.told) {
            each.told = true;
            bus.queue(new Event.Advice(now, "'" + each.skill.name() + "' was played " + each.tries()
                    + " times and its icon is still ready: it waits until that changes"));
        }
    }
}
