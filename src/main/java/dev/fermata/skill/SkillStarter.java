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

    /** Takes the skills of another profile, and keeps those that have its kind of trigger. It is stopped then. */
    void load(List<PlayedSkill> skills);

    /** More may be played than before: the agent has started, or a hold has ended. */
    default void playMore() {
        // whatever plays at its time needs nobody to tell it
    }

    @Override
    default long step(long nowNanos) {
        return Clock.NEVER;
    }
}
