package dev.fermata.skill;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.Stillness;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.TaskSpec;
import dev.fermata.schedule.UnifiedScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has skills played every so often: each is a task of the scheduler. */
final class TimedStarter implements SkillStarter {
    private final PauseLedger ledger;
    private final UnifiedScheduler scheduler;
    private final Dispatcher dispatcher;
    @GuardedBy("ledger")
    private List<TaskSpec> tasks = List.of();
    @GuardedBy("ledger")
    private boolean started;

    TimedStarter(PauseLedger ledger, UnifiedScheduler scheduler, Dispatcher dispatcher) {
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.dispatcher = dispatcher;
    }

    @Override
    @GuardedBy("ledger")
    public void load(List<PlayedSkill> skills) {
        List<TaskSpec> next = new ArrayList<>();
        for (PlayedSkill skill : skills) {
            if (skill.trigger() instanceof Trigger.Every every) {
                next.add(new TaskSpec(skill.name(), every.interval(), every.first(), every.resume(),
                        skill.runsDuringHold(), () -> play(skill)));
            }
        }
        tasks = List.copyOf(next);
    }

    private void play(PlayedSkill skill) {
        boolean accepted = dispatcher.submit(ActionRequest.skill(
                skill.name(), skill.actions().current(), skill.lane(), skill.runsDuringHold()));
        if (accepted) {
            skill.actions().pass();
        }
    }

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
            tasks.forEach(scheduler::add);
        }
    }

    @Override
    @GuardedBy("ledger")
    public void stopped(String because) {
        started = false;
        scheduler.stop();
    }
}
