package dev.fermata.config.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that is to be changed in the text of a profile. A table is named by its path: names, and the number of a
 * skill or a sensor, as in {@code skill, 2} or {@code priority, managed, e}; values are Strings, Longs, finite Doubles,
 * Booleans or lists of such.
 */
public sealed interface Change {
    /** A field gets another value, or goes. */
    record Put(List<Object> table, String key, Optional<Object> value) implements Change {
    }

    /** A table goes with all in it. */
    record Remove(List<Object> table) implements Change {
    }

    /** A skill is put before another, or at the end. */
    record AddSkill(Map<String, Object> fields, OptionalInt before) implements Change {
    }

    /** A sensor is put behind the others. */
    record AddSensor(Map<String, Object> fields) implements Change {
    }

    /** A skill goes. */
    record RemoveSkill(int index) implements Change {
    }

    /** A skill gets another place. @param to its number afterwards */
    record MoveSkill(int index, int to) implements Change {
    }
}
