package dev.fermata.skill;

import dev.fermata.pause.PauseListener;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.List;

/**
 * Has the skills of one kind of {@link Trigger} played as far as the holds let them. As a {@link PauseListener} it is
 * called under the ledger's lock, and so is {@link #load}; the rest is called under no lock.
 */
interface SkillStarter extends PauseListener, Stepped {

    /**
     * Takes the skills that are to be played from now on, and keeps those that have its kind of trigger. One that it
     * has already, the same object, keeps its place in time; one that is not there any more is given up.
     */
    void load(List<PlayedSkill> skills);

    /** What has been submitted was given up, by the gate; the skills are to be played on. */
    default void cutOff() {
        // whatever plays at its time waits for the next one
    }

    /** More may be played than before: the agent has started, or a hold has ended. */
    default void playMore() {
        // whatever plays at its time needs nobody to tell it
    }

    @Override
    default long step(long nowNanos) {
        return Clock.NEVER;
    }
}
