package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.List;

/** Something the schedule plays. */
public sealed interface Skill {

    /** Unique within its profile. */
    String name();

    /** Whether it is played at all. */
    boolean enabled();

    /** The lane its actions queue in. */
    Lane lane();

    /** Whether it goes on while nothing but priority keys holds ({@code during_hold = "run"}). */
    boolean runsDuringHold();

    /**
     * Played every so often, first one interval after the start, or at once.
     *
     * @param resume what a hold does to its next run; already the profile's policy where the skill
     *               does not name its own
     * @param exclusive whether nobody but the player presses a key between its first press and its end
     */
    record Timed(
            String name,
            boolean enabled,
            Lane lane,
            boolean runsDuringHold,
            Action action,
            Duration every,
            ResumePolicy resume,
            boolean atStart,
            boolean exclusive)
            implements Skill {
    }

    /** Keys kept pressed while the schedule runs, released during a hold, pressed again after it. */
    record KeptDown(String name, boolean enabled, Lane lane, boolean runsDuringHold, List<Key> keys)
            implements Skill {
        public KeptDown {
            keys = List.copyOf(keys);
        }
    }
}
