package dev.fermata.skill;

import dev.fermata.config.profile.Skill;
import dev.fermata.model.Condition;
import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** When a skill is played. Each kind has a {@link SkillStarter} of its own, named in {@link SkillStarters}. */
interface Trigger {

    /**
     * Every so often.
     *
     * @param first how long after the start the first time is
     * @param resume what a hold does to the next time
     * @param looked what has to be seen then
     */
    record Every(Duration interval, Duration first, ResumePolicy resume, Optional<Skill.Looked> looked)
            implements Trigger {
    }

    /**
     * When it is seen.
     *
     * @param confirm how long it has to be so without a break
     * @param cooldown how long after it was played it is not played again
     * @param tries how often in a row while its icon stays ready; empty without an icon
     */
    record Seen(Condition when, Duration confirm, Duration cooldown, OptionalInt tries) implements Trigger {
    }

    /** All the while that it may be played. */
    record WhilePlaying() implements Trigger {
    }
}
