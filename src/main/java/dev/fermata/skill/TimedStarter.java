package dev.fermata.skill;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Skill;
import dev.fermata.model.Truth;
import dev.fermata.pause.PauseLedger;
import dev.fermata.pause.Stillness;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.TaskSpec;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has skills played every so often: each is a task of the scheduler. */
final class TimedStarter implements SkillStarter {
    private final Clock clock;
    private final PauseLedger ledger;
    private final UnifiedScheduler scheduler;
    private final Dispatcher dispatcher;
    private final Sight sight;
    @GuardedBy("ledger")
    private Map<PlayedSkill, TaskSpec> tasks = Map.of();
    @GuardedBy("ledger")
    private boolean started;

    TimedStarter(Clock clock, PauseLedger ledger, UnifiedScheduler scheduler, Dispatcher dispatcher, Sight sight) {
        this.clock = clock;
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.dispatcher = dispatcher;
        this.sight = sight;
    }

    @Override
    @GuardedBy("ledger")
    public void load(List<PlayedSkill> skills) {
        Map<PlayedSkill, TaskSpec> before = tasks;
        tasks = new LinkedHashMap<>();
        for (PlayedSkill skill : skills) {
            if (skill.trigger() instanceof Trigger.Every every) {
                tasks.put(skill, before.containsKey(skill) ? before.get(skill) : task(skill, every));
            }
        }
        if (started) {
            before.forEach((skill, task) -> {
                if (!tasks.containsKey(skill)) {
                    scheduler.remove(task.id());
                }
            });
            tasks.forEach((skill, task) -> {
                if (!before.containsKey(skill)) {
                    scheduler.add(task);
                }
            });
        }
    }

    private TaskSpec task(PlayedSkill skill, Trigger.Every every) {
        return new TaskSpec(skill.name(), every.interval(), every.first(), every.resume(), skill.runsDuringHold(),
                () -> play(skill, every));
    }

    private void play(PlayedSkill skill, Trigger.Every every) {
        Optional<Skill.Looked> looked = every.looked();
        Truth seen = looked.isEmpty() ? Truth.TRUE : sight.over(looked.get().when(), clock.nanos());
        if (seen == Truth.TRUE && dispatcher.submit(skill.request(skill.actions().current()))) {
            skill.actions().pass();
        } else if (seen == Truth.FALSE) {
            looked.get().otherwise().ifPresent(other -> dispatcher.submit(skill.request(other)));
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
            tasks.values().forEach(scheduler::add);
        }
    }

    @Override
    @GuardedBy("ledger")
    public void stopped(String because) {
        started = false;
        scheduler.stop();
    }
}
