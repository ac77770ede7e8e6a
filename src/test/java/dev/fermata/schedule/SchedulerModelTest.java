package dev.fermata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The scheduler against a model that looks at every task at every millisecond. */
class SchedulerModelTest {
    private static final long MS = 1_000_000;
    private static final ResumePolicy[] POLICIES = ResumePolicy.values();

    private static final class ModelTask {
        final String id;
        final int interval;
        final ResumePolicy policy;
        final boolean through;
        /** Milliseconds until the next run; negative when it is overdue. */
        int left;

        ModelTask(String id, int interval, ResumePolicy policy, boolean through) {
            this.id = id;
            this.interval = interval;
            this.policy = policy;
            this.through = through;
            this.left = interval;
        }
    }

    /** Each number is an operation followed by some milliseconds. */
    @Property(tries = 1_000)
    void runsTheSameTasksAtTheSameTimes(@ForAll @Size(max = 60) List<@IntRange(max = 99_999) Integer> operations) {
        ManualClock clock = new ManualClock();
        List<String> ran = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        List<ModelTask> model = new ArrayList<>();
        UnifiedScheduler scheduler = new UnifiedScheduler(clock, () -> { }, (id, failure) -> {
            throw new AssertionError(id, failure);
        });
        scheduler.start();
        boolean paused = false;
        boolean all = false;
        int names = 0;
        for (int number : operations) {
            int value = number / 10 % 40 + 1;
            switch (number % 10) {
                case 0, 1, 2 -> {
                    String id = "t" + names++;
                    ModelTask task = new ModelTask(id, value, POLICIES[value % 3], value % 4 == 0);
                    model.add(task);
                    Duration interval = Duration.ofMillis(value);
                    scheduler.add(new TaskSpec(id, interval, interval, task.policy, task.through, () ->
                            ran.add(clock.now / MS + " " + id)));
                }
                case 3, 4 -> {
                    assertEquals(!paused || all, scheduler.pause());
                    startOver(model, false, all);
                    paused = true;
                    all = false;
                }
                case 8 -> {
                    assertEquals(!paused || !all, scheduler.pauseAll());
                    paused = true;
                    all = true;
                }
                case 5, 6 -> {
                    assertEquals(paused, scheduler.resume());
                    startOver(model, paused, all);
                    paused = false;
                    all = false;
                }
                default -> { }
            }
            for (int i = 0; i <= number / 10_000 * 5; i++) {
                if (i > 0) {
                    clock.now += MS;
                    tick(model, paused, all);
                }
                fire(model, paused, all, clock.now / MS, expected);
                scheduler.step(clock.now);
            }
        }
        assertEquals(expected, ran);
    }

    private static void startOver(List<ModelTask> model, boolean others, boolean through) {
        model.stream().filter(task -> task.policy == ResumePolicy.RESTART && (task.through ? through : others))
                .forEach(task -> task.left = task.interval);
    }

    private static void tick(List<ModelTask> model, boolean paused, boolean all) {
        for (ModelTask task : model) {
            boolean standsStill = (task.through ? all : paused) && task.policy == ResumePolicy.REMAINING;
            task.left -= standsStill ? 0 : 1;
        }
    }

    private static void fire(List<ModelTask> model, boolean paused, boolean all, long now, List<String> expected) {
        // Most overdue first; the sort is stable, so equal ones run in the order they were added.
        List<ModelTask> due = model.stream()
                .filter(task -> task.left <= 0 && !(task.through ? all : paused))
                .sorted(Comparator.comparingInt(task -> task.left))
                .toList();
        for (ModelTask task : due) {
            expected.add(now + " " + task.id);
            while (task.left <= 0) {
                task.left += task.interval;
            }
        }
    }
}
