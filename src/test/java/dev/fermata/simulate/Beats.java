package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Rotation;
import dev.fermata.config.profile.Skill;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.ResumePolicy;
import dev.fermata.model.Scope;
import dev.fermata.schedule.TaskStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How often each task must have run (G6), reckoned from the holds alone: {@code remaining} counts
 * unheld time, {@code realtime} counts real time, {@code restart} never runs more often than unheld time
 * allows. For what runs during holds only those count that are not the priority keys'.
 */
final class Beats {
    private final Set<String> holders = new HashSet<>();
    private final Map<String, Long> lastRuns = new HashMap<>();
    private final Map<String, Long> runsOfEarlierStarts = new HashMap<>();
    /** Since when a task's beats count, for those that another profile brought or changed. */
    private final Map<String, Begin> begins = new HashMap<>();
    /** Which tasks the profile that is being loaded brings, changes or takes away. */
    private Set<String> others = Set.of();
    private boolean started;
    private long startedAt;
    private long loadedAt;
    private final Stretch unheld = new Stretch();
    /** The same for what runs during holds. */
    private final Stretch unsilenced = new Stretch();
    private long lastChange;
    private long checkedAt;
    private long lastHoldEnded;

    /** The time since the start in which some of the tasks did not stand still. */
    private static final class Stretch {
        long nanos;
        int resumes;
        boolean still;

        void stand(boolean newStill) {
            resumes += still && !newStill ? 1 : 0;
            still = newStill;
        }
    }

    /** A moment: the time, and what had passed then of the time that counts for a task. */
    private record Begin(long at, long unheld, long unsilenced) {
    }

    /** A task's terms, as the profile states them. */
    private record Terms(long every, ResumePolicy resume, boolean through, boolean atStart) {
    }

    /** Takes an event, with which the time up to it has passed. */
    void hear(Event event) {
        long now = event.atNanos();
        if (event instanceof Event.HoldAdded added) {
            passTo(now);
            if (added.hold().scopes().contains(Scope.PLAY)) {
                holders.add(added.hold().holder());
            }
            stand();
        } else if (event instanceof Event.HoldRemoved removed) {
            passTo(now);
            holders.remove(removed.holder());
            lastHoldEnded = now;
            stand();
        } else if (event instanceof Event.StateChanged changed) {
            boolean runs = changed.to() == AgentState.RUNNING || changed.to() == AgentState.PAUSED;
            if (runs && !started) {
                restart(now);
            }
            started = runs;
        } else if (event instanceof Event.ProfileLoaded && started) {
            passTo(now);
            loadedAt = now;
            for (String id : others) {
                begins.put(id, new Begin(now, unheld.nanos, unsilenced.nanos));
                forget(id);
            }
        }
    }

    /** Another profile is about to be loaded: what both play alike goes on, the rest begins then. */
    void learn(Profile before, Profile next) {
        others = new HashSet<>(tasks(before).keySet());
        others.addAll(tasks(next).keySet());
        others.removeIf(id -> Objects.equals(tasks(before).get(id), tasks(next).get(id)));
    }

    /** The skills that are played at times of their own. */
    private static Map<String, Object> tasks(Profile profile) {
        Map<String, Object> tasks = new HashMap<>();
        for (Skill skill : profile.skills()) {
            if (skill instanceof Skill.Timed) {
                tasks.put(skill.name(), skill);
            }
        }
        profile.rotation().ifPresent(rotation -> tasks.put(Rotation.NAME, rotation));
        return tasks;
    }

    /** Compares, after a token has been played. */
    void check(Profile profile, List<TaskStatus> tasks, long now) {
        passTo(now);
        for (TaskStatus task : tasks) {
            check(task, terms(profile, task.id()), now);
            Long before = lastRuns.get(task.id());
            require(before == null || now > checkedAt || task.runs() <= before + 1, "G6: a burst", task);
            lastRuns.put(task.id(), task.runs());
        }
        checkedAt = now;
    }

    /** How long the schedule has been running without a hold, or another profile. */
    long unheldFor(long now) {
        return started && holders.isEmpty() ? now - Math.max(Math.max(startedAt, loadedAt), lastHoldEnded) : 0;
    }

    /** All runs of that task so far. */
    long allRuns(String id) {
        return runsOfEarlierStarts.getOrDefault(id, 0L) + lastRuns.getOrDefault(id, 0L);
    }

    Set<String> ids() {
        Set<String> ids = new HashSet<>(lastRuns.keySet());
        ids.addAll(runsOfEarlierStarts.keySet());
        return ids;
    }

    private void check(TaskStatus task, Terms terms, long now) {
        Begin begin = begins.getOrDefault(task.id(), new Begin(startedAt, 0, 0));
        long first = terms.atStart() ? 1 : 0;
        long slots = task.runs() + task.missed();
        Stretch moved = terms.through() ? unsilenced : unheld;
        long movedNanos = moved.nanos - (terms.through() ? begin.unsilenced : begin.unheld);
        boolean held = moved.still;
        long real = (now - begin.at) / terms.every() + first;
        long unheld = movedNanos / terms.every() + first;
        // A hold may begin on the very tick a task is due, before or after it.
        long least = held && movedNanos % terms.every() == 0 ? unheld - 1 : unheld;
        if (terms.resume() == ResumePolicy.REMAINING) {
            require(task.missed() == 0 && slots >= least && slots <= unheld,
                    "G6: ran " + slots + " times, not " + unheld, task);
        } else if (terms.resume() == ResumePolicy.REALTIME) {
            require(held ? slots <= real : slots == real, "G6: " + slots + " slots, not " + real, task);
            long heldNanos = now - begin.at - movedNanos;
            require(task.missed() <= heldNanos / terms.every(), "G6: starved", task);
            // Each resume may owe one run, and may let a beat fall into a short unheld stretch.
            require(task.runs() <= unheld + 2L * moved.resumes, "G6: a burst", task);
        } else {
            require(slots <= unheld, "G6: restart ran too often", task);
        }
    }

    private static Terms terms(Profile profile, String id) {
        for (Skill skill : profile.skills()) {
            if (skill instanceof Skill.Timed timed && timed.name().equals(id)) {
                return new Terms(timed.every().toNanos(), timed.resume(), timed.runsDuringHold(), timed.atStart());
            }
        }
        return profile.rotation().map(ring -> new Terms(
                ring.every().toNanos(), ring.resume(), ring.runsDuringHold(), ring.atStart())).orElseThrow();
    }

    private void forget(String id) {
        Long runs = lastRuns.remove(id);
        if (runs != null) {
            runsOfEarlierStarts.merge(id, runs, Long::sum);
        }
    }

    private void restart(long now) {
        Set.copyOf(lastRuns.keySet()).forEach(this::forget);
        begins.clear();
        startedAt = now;
        lastChange = now;
        for (Stretch each : List.of(unheld, unsilenced)) {
            each.nanos = 0;
            each.resumes = 0;
        }
    }

    private void stand() {
        unheld.stand(!holders.isEmpty());
        unsilenced.stand(!Set.of(Hold.PRIORITY_KEYS).containsAll(holders));
    }

    private void passTo(long now) {
        for (Stretch each : List.of(unheld, unsilenced)) {
            each.nanos += started && !each.still ? now - lastChange : 0;
        }
        lastChange = now;
    }

    private static void require(boolean kept, String what, Object detail) {
        if (!kept) {
            throw new AssertionError(what + ": " + detail);
        }
    }
}
