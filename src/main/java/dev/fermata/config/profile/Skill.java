package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.Condition;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    /** The keys that it presses, each as often as it does. */
    List<Key> pressed();

    /**
     * Played every so often, first one interval after the start, or at once.
     *
     * @param resume what a hold does to its next run; already the profile's policy where the skill
     *               does not name its own
     * @param exclusive whether nobody but the player presses a key between its first press and its end
     * @param looked what has to be seen when it is due
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
            boolean exclusive,
            Optional<Looked> looked)
            implements Skill {
        @Override
        public List<Key> pressed() {
            List<Key> keys = new ArrayList<>(action.keys());
            looked.flatMap(Looked::otherwise).ifPresent(other -> keys.addAll(other.keys()));
            return keys;
        }
    }

    /** A condition that is looked at each time. @param otherwise played when it is false, never when it is unknown */
    record Looked(Condition when, Optional<Action> otherwise) {
    }

    /**
     * Played when what it looks for is seen.
     *
     * @param confirm how long that has to be so without a break
     * @param cooldown how long after a press it is not played again
     * @param tries how often in a row it is played while its icon stays ready; empty without an icon
     * @param exclusive whether nobody but the player presses a key between its first press and its end
     */
    record Seen(String name, boolean enabled, Lane lane, boolean runsDuringHold, Action action, Condition when,
            Duration confirm, Duration cooldown, OptionalInt tries, boolean exclusive) implements Skill {
        @Override
        public List<Key> pressed() {
            return List.copyOf(action.keys());
        }
    }

    /** Keys kept pressed while the schedule runs, released during a hold, pressed again after it. */
    record KeptDown(String name, boolean enabled, Lane lane, boolean runsDuringHold, List<Key> keys)
            implements Skill {
        public KeptDown {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Key> pressed() {
            return keys;
        }
    }
}
