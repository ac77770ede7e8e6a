package dev.fermata.skill;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Rotation;
import dev.fermata.config.profile.Skill;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.play.ActionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A skill as it is played: a trigger and its actions.
 *
 * @param name what events call it
 * @param lane where its actions queue
 * @param runsDuringHold whether it is played while nothing but priority keys holds
 * @param exclusive whether nobody but the player presses a key between its first press and its end
 * @param progress what has become of its actions
 */
record PlayedSkill(String name, Trigger trigger, ActionRing actions, Lane lane, boolean runsDuringHold,
        boolean exclusive, SkillProgress progress) {

    /** The skills of a profile, enabled or not; a rotation is one with several actions. */
    static List<PlayedSkill> of(Profile profile) {
        List<PlayedSkill> all = new ArrayList<>();
        for (Skill skill : profile.skills()) {
            all.add(new PlayedSkill(skill.name(), trigger(skill), new ActionRing(List.of(action(skill))),
                    skill.lane(), skill.runsDuringHold(), isExclusive(skill),
                    new SkillProgress()));
        }
        profile.rotation().ifPresent(rotation -> all.add(new PlayedSkill(Rotation.NAME,
                new Trigger.Every(rotation.every(), rotation.atStart() ? Duration.ZERO : rotation.every(),
                        rotation.resume(), Optional.empty()),
                new ActionRing(rotation.steps()), rotation.lane(), rotation.runsDuringHold(), false,
                new SkillProgress())));
        return List.copyOf(all);
    }

    /** Returns whether that one is played at the same times and in the same way. */
    boolean isPlayedAs(PlayedSkill other) {
        return name.equals(other.name) && trigger.equals(other.trigger) && actions.hasSameActionsAs(other.actions)
                && lane == other.lane && runsDuringHold == other.runsDuringHold
                && exclusive == other.exclusive;
    }

    private static Trigger trigger(Skill skill) {
        if (skill instanceof Skill.Timed timed) {
            return new Trigger.Every(timed.every(), timed.atStart() ? Duration.ZERO : timed.every(), timed.resume(),
                    timed.looked());
        }
        return skill instanceof Skill.Seen seen
                ? new Trigger.Seen(seen.when(), seen.confirm(), seen.cooldown(), seen.tries())
                : new Trigger.WhilePlaying();
    }

    private static Action action(Skill skill) {
        return skill instanceof Skill.Timed timed ? timed.action()
                : skill instanceof Skill.Seen seen ? seen.action()
                : new Action.KeepDown(((Skill.KeptDown) skill).keys());
    }

    private static boolean isExclusive(Skill skill) {
        return skill instanceof Skill.Timed timed ? timed.exclusive()
                : skill instanceof Skill.Seen seen && seen.exclusive();
    }

    /** None but itself: each has its own progress. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /** As {@link #equals}. */
    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** One of its actions, to be submitted. */
    ActionRequest request(Action action) {
        return (exclusive ? ActionRequest.exclusiveSkill(name, action, lane, runsDuringHold)
                : ActionRequest.skill(name, action, lane, runsDuringHold)).ownedBy(progress);
    }
}
