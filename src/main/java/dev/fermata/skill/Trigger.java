package dev.fermata.skill;

import dev.fermata.model.ResumePolicy;
import java.time.Duration;

/** When a skill is played. Each kind has a {@link SkillStarter} of its own, named in {@link SkillStarters}. */
interface Trigger {

    /**
     * Every so often.
     *
     * @param first how long after the start the first time is
     * @param resume what a hold does to the next time
     */
    record Every(Duration interval, Duration first, ResumePolicy resume) implements Trigger {
    }

    /** All the while that it may be played. */
    record WhilePlaying() implements Trigger {
    }
}
