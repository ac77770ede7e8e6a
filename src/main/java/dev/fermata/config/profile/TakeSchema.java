package dev.fermata.config.profile;

import dev.fermata.config.Field;
import dev.fermata.config.Types;

/** The fields of a profile that are about takes; a part of {@link ProfileSchema}. */
final class TakeSchema {
    static final Field<String> SKILL_TAKE = take("What is played in place of `keys`: a take's file, seen from this one, see "
            + "[recording.md](recording.md).");

    private TakeSchema() {
    }

    static Field<String> take(String meaning) {
        return Field.optional("take", Types.text("the path of a take's file in quotes, such as \"combo.take\"",
                text -> !text.isBlank()), "none", meaning);
    }
}
