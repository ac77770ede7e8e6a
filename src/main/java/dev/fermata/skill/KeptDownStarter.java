package dev.fermata.skill;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Action;
import dev.fermata.model.Scope;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.Stillness;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.Dispatcher;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Has keys kept down all the while: given up by a hold, pressed again after it and after a refusal. */
final class KeptDownStarter implements SkillStarter {
    /** How long after a refusal the keys are pressed again. */
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Clock clock;
    private final PauseLedger ledger;
    private final Dispatcher dispatcher;
    private final Runnable wake;
    @GuardedBy("ledger")
    private List<PlayedSkill> skills = List.of();
    /** What is submitted and has not been given up. */
    @GuardedBy("ledger")
    private final List<ActionRequest> pressed = new ArrayList<>();
    /** When to submit those again that were refused. */
    @GuardedBy("ledger")
    private long retryAt = Clock.NEVER;

    /** @param wake has it stepped soon; called outside every lock */
    KeptDownStarter(Clock clock, PauseLedger ledger, Dispatcher dispatcher, Runnable wake) {
        this.clock = clock;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.wake = Objects.requireNonNull(wake);
    }

    @Override
    @GuardedBy("ledger")
    public void load(List<PlayedSkill> all) {
        skills = all.stream().filter(skill -> skill.trigger() instanceof Trigger.WhilePlaying).toList();
        for (ActionRequest request : List.copyOf(pressed)) {
            if (skills.stream().noneMatch(skill -> skill.name().equals(request.label()))) {
                pressed.remove(request);
                dispatcher.letGo(request);
            }
        }
    }

    @Override
    @GuardedBy("ledger")
    public void cutOff() {
        pressed.clear();
    }

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
        cutOff();
    }

    /**
     * Submits the skills that should have their keys down and have not. Outside the lock, for the dispatcher
     * may have to tell that it refuses one; a hold that comes in between refuses them all, and its end submits
     * them again.
     */
    @Override
    public void playMore() {
        List<ActionRequest> due = new ArrayList<>();
        synchronized (ledger) {
            Stillness stillness = ledger.stillness(Scope.PLAY);
            for (PlayedSkill skill : skills) {
                boolean down = pressed.stream().anyMatch(other -> other.label().equals(skill.name()));
                if (ledger.isStarted() && !down && stillness.lets(skill.runsDuringHold())) {
                    due.add(request(skill));
                }
            }
            pressed.addAll(due);
        }
        due.forEach(dispatcher::submit);
    }

    private ActionRequest request(PlayedSkill skill) {
        Action.KeepDown action = (Action.KeepDown) skill.actions().current();
        return ActionRequest.keptDown(skill.name(), action.keys(), skill.lane(), skill.runsDuringHold(), this::retry)
                .ownedBy(skill.progress());
    }

    /** What the desktop or a full lane refused is pressed again soon. */
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

    /** {@inheritDoc} Submits again what was refused. */
    @Override
    public long step(long nowNanos) {
        synchronized (ledger) {
            if (retryAt > nowNanos) {
                return retryAt;
            }
            retryAt = Clock.NEVER;
        }
        playMore();
        synchronized (ledger) {
            return retryAt;
        }
    }
}
