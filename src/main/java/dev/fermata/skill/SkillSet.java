package dev.fermata.skill;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Rotation;
import dev.fermata.config.profile.Skill;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.DispatchSettings;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A profile's enabled skills in the form the scheduler and the dispatcher take them.
 *
 * @param tasks one for each timed skill, or one for the rotation
 * @param keptKeys one for each skill that keeps keys down
 * @param dispatch how actions are sent
 */
record SkillSet(List<TaskSpec> tasks, List<KeptKeys> keptKeys, DispatchSettings dispatch) {
    static final SkillSet EMPTY = new SkillSet(List.of(), List.of(), DispatchSettings.DEFAULTS);

    /** Keys that are kept pressed while the schedule runs. */
    record KeptKeys(String label, List<Key> keys, Lane lane, boolean runsDuringHold) {
        /** @param onRefused as {@link ActionRequest#keptDown} says */
        ActionRequest request(Consumer<ActionRequest> onRefused) {
            return ActionRequest.keptDown(label, keys, lane, runsDuringHold, onRefused);
        }
    }

    static SkillSet of(Profile profile, Dispatcher dispatcher) {
        List<TaskSpec> tasks = new ArrayList<>();
        List<KeptKeys> kept = new ArrayList<>();
        for (Skill skill : profile.skills()) {
            if (!skill.enabled()) {
                continue;
            }
            if (skill instanceof Skill.Timed timed) {
                tasks.add(task(timed, dispatcher));
            } else if (skill instanceof Skill.KeptDown keys) {
                kept.add(new KeptKeys(keys.name(), keys.keys(), keys.lane(), keys.runsDuringHold()));
            }
        }
        profile.rotation().ifPresent(rotation -> tasks.add(task(rotation, dispatcher)));
        return new SkillSet(List.copyOf(tasks), List.copyOf(kept),
                settings(profile.dispatch(), profile.priority().onHold()));
    }

    /** What the dispatcher needs of a profile. */
    static DispatchSettings settings(Profile.Dispatch dispatch, Profile.OnHold onHold) {
        return new DispatchSettings(dispatch.keyPress(), dispatch.minGap(), dispatch.starvationLimit(),
                dispatch.laneCapacity(), onHold == Profile.OnHold.KEEP);
    }

    private static TaskSpec task(Skill.Timed skill, Dispatcher dispatcher) {
        return new TaskSpec(skill.name(), skill.every(), skill.atStart() ? Duration.ZERO : skill.every(),
                skill.resume(), skill.runsDuringHold(),
                () -> dispatcher.submit(
                        ActionRequest.skill(skill.name(), skill.action(), skill.lane(), skill.runsDuringHold())));
    }

    /** The turn passes on only when the step was accepted, so none is ever skipped. */
    private static TaskSpec task(Rotation rotation, Dispatcher dispatcher) {
        AtomicInteger turn = new AtomicInteger();
        return new TaskSpec(Rotation.NAME, rotation.every(),
                rotation.atStart() ? Duration.ZERO : rotation.every(), rotation.resume(),
                rotation.runsDuringHold(),
                () -> {
                    Action step = rotation.steps().get(turn.get());
                    if (dispatcher.submit(ActionRequest.skill(
                            Rotation.NAME, step, rotation.lane(), rotation.runsDuringHold()))) {
                        turn.set((turn.get() + 1) % rotation.steps().size());
                    }
                });
    }
}
